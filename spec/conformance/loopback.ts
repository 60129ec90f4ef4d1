/** For the programs that have to know when what they sent has come. */
import * as asyncio from "asyncio-node";

/** What was on its way through the loopback has come when a later exchange is over. */
export async function exchange(): Promise<void> {
  const server = await asyncio.start_server((_reader, writer) => writer.close(), "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  await reader.read();
  writer.close();
  server.close();
}
