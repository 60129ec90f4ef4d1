import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  let connected = 0;

  async function handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
    connected += 1;
    writer.write("hello ");
    try {
      const rest = await reader.read();
      console.log("handler: read", repr(rest));
    } catch (e) {
      if (e instanceof asyncio.ConnectionError) {
        console.log("handler:", e.name);
      } else {
        console.log("handler cancelled");
        throw e;
      }
    }
    console.log("handler: closing", repr(writer.is_closing()));
    writer.close();
  }

  for (const end of ["close_clients", "abort_clients"] as const) {
    console.log("-", end);
    connected = 0;
    const server = await asyncio.start_server(handle, "127.0.0.1", 0);
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const streams: asyncio.Stream[] = [];
    for (let i = 0; i < 3; i += 1) streams.push(await asyncio.open_connection("127.0.0.1", port));
    while (connected < 3) await asyncio.sleep(0);
    server.close();
    server[end]();
    await server.wait_closed();
    console.log("all clients are gone");
    for (const [reader, writer] of streams) {
      console.log("client: read", repr(await reader.read()));
      writer.close();
      await writer.wait_closed();
    }
  }

  console.log("- close_clients writes what is written");
  const served = asyncio.get_running_loop().create_future<asyncio.StreamWriter>();
  const size = 5_000_000;
  const server = await asyncio.start_server((_r, w) => served.set_result(w), "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  const other = await served;
  other.write(Buffer.alloc(size));
  server.close_clients();
  console.log("closing", repr(other.is_closing()), "serving", repr(server.is_serving()));
  console.log("all of it:", repr((await reader.read()).length === size));
  writer.close();
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
