import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const served = asyncio.get_running_loop().create_future<asyncio.StreamWriter>();
  const server = await asyncio.start_server((_r, w) => served.set_result(w), "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  (await served).close();
  console.log(repr(await reader.read()));
  writer.close();
  console.log("closing", repr(writer.is_closing()));
  for (let i = 0; i < 8; i += 1) {
    writer.write("lost");
    try {
      await writer.drain();
      console.log(i, "drained");
    } catch (e) {
      console.log(i, repr(e));
    }
  }
  await writer.wait_closed();
  server.close();
});

await asyncio.run(main());
