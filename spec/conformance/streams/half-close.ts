import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const client_closed = new asyncio.Event();

const handle = asyncio.coroutine(async function handle(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  const data = await reader.read();
  console.log("server read to the end:", repr(data), repr(reader.at_eof()));
  writer.write(`${data.length} bytes`);
  await writer.drain();
  await asyncio.sleep(0);
  writer.write(", and goodbye");
  writer.write_eof();
  await client_closed.wait();
  console.log("server is closing:", repr(writer.is_closing()));
  writer.close();
  await writer.wait_closed();
});

const main = asyncio.coroutine(async function main() {
  const server = await asyncio.start_server(handle, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  writer.write("one ");
  writer.write("two");
  writer.write_eof();
  try {
    writer.write("three");
  } catch (e) {
    console.log(repr(e));
  }
  console.log("client is closing:", repr(writer.is_closing()));
  console.log("client read:", repr(await reader.read()), repr(reader.at_eof()));
  console.log("client read:", repr(await reader.read()), repr(await reader.readline()));
  console.log("client is closing:", repr(writer.is_closing()));
  writer.close();
  await writer.wait_closed();
  await writer.wait_closed();
  console.log("closed");
  client_closed.set();
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
