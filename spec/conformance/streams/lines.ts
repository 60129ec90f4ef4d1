import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const handle = asyncio.coroutine(async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
    let count = 0;
    for await (const line of reader) {
      count += 1;
      writer.write(`${count}: ${line}`);
      if (count === 2) break;
    }
    for await (const line of reader) {
      writer.writelines(["again: ", line]);
    }
    writer.write(`${count}\n`);
    await writer.drain();
    writer.close();
    await writer.wait_closed();
    console.log("handler is done");
  });

  const server = await asyncio.start_server(handle, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  for (const piece of ["one\ntw", "o\nthr", "ee\n", "\n", "four"]) {
    writer.write(piece);
    await writer.drain();
    await asyncio.sleep(0.001);
  }
  console.log("half closed:", repr(writer.can_write_eof()), repr(writer.is_closing()));
  writer.write_eof();
  for await (const line of reader) {
    console.log(repr(line));
  }
  console.log(repr(reader.at_eof()), repr(await reader.readline()), repr(await reader.read(10)));
  try {
    writer.write("more");
  } catch (exc) {
    if (!(exc instanceof asyncio.RuntimeError)) throw exc;
    console.log("RuntimeError:", exc.message);
  }
  writer.close();
  await writer.wait_closed();
  console.log(repr(writer.is_closing()));
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
