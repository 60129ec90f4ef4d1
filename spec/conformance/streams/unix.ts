import { existsSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function swapcase(line: Buffer) {
  return line.toString().replace(/[a-z]/gi, (c) => (c < "a" ? c.toLowerCase() : c.toUpperCase()));
}

const handle = asyncio.coroutine(async function handle(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  console.log("server:", repr(writer.get_extra_info("peername")));
  for await (const line of reader) writer.write(swapcase(line));
  console.log("server sees the end");
  writer.close();
});

async function attempt(what: string, awaitable: PromiseLike<unknown>) {
  try {
    console.log(what, repr(await awaitable));
  } catch (e) {
    const { name, errno, strerror } = e as asyncio.OSError;
    console.log(what, name, errno, strerror?.replace(folder, "FOLDER"));
  }
}

const main = asyncio.coroutine(async function main() {
  const path = join(folder, "socket");
  await attempt("nobody there:", asyncio.open_unix_connection(path));
  const server = await asyncio.start_unix_server(handle, path);
  const bound = server.sockets[0]?.getsockname() === path;
  console.log("bound to the path:", repr(bound), repr(existsSync(path)));
  const [reader, writer] = await asyncio.open_unix_connection(path);
  const peername = writer.get_extra_info("peername");
  console.log(repr(peername === path), repr(writer.get_extra_info("sockname")));
  console.log(writer.get_extra_info("socket").proto);
  writer.write("Hello\nWorld\n");
  console.log(repr(await reader.readline()), repr(await reader.readline()));
  writer.write_eof();
  console.log(repr(await reader.read()));
  writer.close();
  await writer.wait_closed();
  server.close();
  await server.wait_closed();
  console.log("still there:", repr(existsSync(path)));
  await attempt("nobody there:", asyncio.open_unix_connection(path));

  writeFileSync(path, "");
  await attempt("a file:", asyncio.open_unix_connection(path));
  await attempt("a file:", asyncio.start_unix_server(handle, path));
  await attempt("no folder:", asyncio.start_unix_server(handle, `${folder}/missing/socket`));
  unlinkSync(path);
});

const folder = mkdtempSync(join(tmpdir(), "asyncio-"));
try {
  await asyncio.run(main());
} finally {
  rmSync(folder, { recursive: true });
}
