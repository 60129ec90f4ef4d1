import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

async function handle(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  writer.write("hello");
  writer.close();
}

async function attempt(what: string, start: () => PromiseLike<unknown>) {
  try {
    await start();
    console.log(what, "worked");
  } catch (e) {
    const { name, message } = e as Error;
    console.log(what, name, message.replaceAll(folder, "FOLDER"));
  }
}

async function greeted(path: string | Buffer | URL) {
  const [reader, writer] = await asyncio.open_unix_connection(path);
  const greeting = await reader.read();
  writer.close();
  return repr(greeting);
}

const exists = (path: string) => repr(existsSync(path));

const main = asyncio.coroutine(async function main() {
  const path = join(folder, "socket");

  console.log("- kept");
  let server = await asyncio.start_unix_server(handle, path, { cleanup_socket: false });
  server.close();
  await server.wait_closed();
  console.log(exists(path));
  await attempt("left over", () => asyncio.open_unix_connection(path));

  console.log("- taken over, and removed by nobody but the last");
  const first = await asyncio.start_unix_server(handle, path);
  const second = await asyncio.start_unix_server(handle, path);
  first.close();
  await first.wait_closed();
  console.log(exists(path), await greeted(path));
  second.close();
  await second.wait_closed();
  console.log(exists(path));

  console.log("- replaced by a file");
  server = await asyncio.start_unix_server(handle, path);
  unlinkSync(path);
  writeFileSync(path, "");
  server.close();
  await server.wait_closed();
  console.log(exists(path));
  await attempt("a file", () => asyncio.open_unix_connection(path));
  await attempt("a file", () => asyncio.start_unix_server(handle, path));
  console.log(exists(path));
  unlinkSync(path);

  console.log("- moved away");
  server = await asyncio.start_unix_server(handle, path);
  renameSync(path, `${path}2`);
  server.close();
  await server.wait_closed();
  console.log(repr(readdirSync(folder)));
  unlinkSync(`${path}2`);

  console.log("- bound and never started");
  server = await asyncio.start_unix_server(handle, path, { start_serving: false });
  console.log(exists(path));
  server.close();
  await server.wait_closed();
  console.log(exists(path));

  console.log("- other spellings");
  for (const spelling of [pathToFileURL(path), Buffer.from(path)]) {
    server = await asyncio.start_unix_server(handle, spelling);
    console.log(repr(server.sockets[0]?.getsockname() === path), await greeted(spelling));
    server.close();
    await server.wait_closed();
  }
  await attempt("a number", () => asyncio.open_unix_connection(5 as never));
  await attempt("a number", () => asyncio.start_unix_server(handle, 5 as never));

  console.log("- too long");
  const longest = join(folder, "x".repeat(106 - folder.length));
  server = await asyncio.start_unix_server(handle, longest);
  console.log(await greeted(longest));
  server.close();
  await server.wait_closed();
  await attempt("connect", () => asyncio.open_unix_connection(`${longest}x`));
  await attempt("listen", () => asyncio.start_unix_server(handle, `${longest}x`));
  console.log(repr(readdirSync(folder)));
});

const folder = mkdtempSync(join(tmpdir(), "asyncio-"));
await asyncio.run(main());
rmSync(folder, { recursive: true });
