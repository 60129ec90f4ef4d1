import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const handle = asyncio.coroutine(async (_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
  writer.write("hello\n");
  writer.close();
  await writer.wait_closed();
});

const main = asyncio.coroutine(async function main() {
  const folder = mkdtempSync(join(tmpdir(), "unix-paths-"));
  const path = join(folder, "socket");
  const server = await asyncio.start_unix_server(handle, path);
  console.log(repr(server.sockets[0]?.getsockname() === path), server.sockets[0]?.family);
  const [reader, writer] = await asyncio.open_unix_connection(path);
  const data = await reader.read();
  console.log(
    repr(data),
    repr(writer.get_extra_info("peername") === path),
    repr(writer.get_extra_info("sockname")),
  );
  writer.close();
  await writer.wait_closed();
  server.close();
  await server.wait_closed();
  console.log("left:", repr(existsSync(path)));

  for (const [what, coro] of [
    ["nobody there", asyncio.open_unix_connection(path)],
    ["no such folder", asyncio.start_unix_server(handle, join(folder, "none", "socket"))],
    ["no path", asyncio.start_unix_server(handle)],
    ["no path to connect to", asyncio.open_unix_connection()],
    ["a name", asyncio.open_unix_connection(path, { server_hostname: "localhost" })],
  ] as const) {
    try {
      await coro;
      console.log(what, "worked");
    } catch (exc) {
      console.log(what, "->", repr(exc));
    }
  }
  rmSync(folder, { recursive: true });
});

await asyncio.run(main());
