import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const handle = asyncio.coroutine(async function handle(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  console.log("connected from", writer.get_extra_info("peername")[0]);
  for (let line = await reader.readline(); line.length > 0; line = await reader.readline()) {
    console.log("server got", repr(line));
    writer.write(line.toString().toUpperCase());
    await writer.drain();
  }
  console.log("server sees the end:", repr(reader.at_eof()));
  writer.close();
  await writer.wait_closed();
  console.log("server closed");
});

const main = asyncio.coroutine(async function main() {
  const server = await asyncio.start_server(handle, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  console.log("open", repr(writer.is_closing()), repr(writer.can_write_eof()), repr(reader.at_eof()));
  for (const text of ["one", "two", "three"]) {
    writer.write(`${text}\n`);
    await writer.drain();
    console.log("client got", repr(await reader.readline()));
  }
  writer.writelines(["a\n", "b", "c\n"]);
  console.log("client got", repr(await reader.readline()), repr(await reader.readline()));
  writer.close();
  console.log("closing", repr(writer.is_closing()));
  await writer.wait_closed();
  console.log("client closed");
  server.close();
  await server.wait_closed();
  console.log("done");
});

await asyncio.run(main());
