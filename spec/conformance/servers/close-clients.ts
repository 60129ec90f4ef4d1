import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const handle = asyncio.coroutine(async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
  try {
    const data = await reader.read();
    console.log("  handler read", repr(data));
  } catch (exc) {
    if (!(exc instanceof asyncio.ConnectionError)) throw exc;
    console.log("  handler", exc.name);
  } finally {
    writer.close();
    console.log("  handler closes");
  }
});

const main = asyncio.coroutine(async function main() {
  for (const end of ["close_clients", "abort_clients"] as const) {
    console.log(end);
    const server = await asyncio.start_server(handle, "127.0.0.1", 0);
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
    while (asyncio.all_tasks().size < 2) {
      await asyncio.sleep(0);
    }
    server.close();
    const waiting = asyncio.create_task(server.wait_closed());
    await asyncio.sleep(0);
    console.log("  closed:", repr(waiting.done()));
    server[end]();
    await waiting;
    console.log("  all closed");
    console.log("  client read", repr(await reader.read()));
    writer.close();
    await writer.wait_closed();
    server[end]();
  }
});

await asyncio.run(main());
