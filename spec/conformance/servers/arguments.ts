import { mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

let taken = 0;

const handle = asyncio.coroutine(async function handle(
  _reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  writer.close();
});

async function attempt(what: string, awaitable: PromiseLike<asyncio.Server>) {
  try {
    const server = await awaitable;
    console.log(what, "ok");
    server.close();
    await server.wait_closed();
  } catch (e) {
    const { name, message } = e as Error;
    console.log(what, name, message.replace(String(taken), "TAKEN").replace(folder, "FOLDER"));
  }
}

const protocol = () => new asyncio.Protocol();

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const server = await asyncio.start_server(handle, "127.0.0.1", 0);
  taken = Number(server.sockets[0]?.getsockname()[1]);
  await attempt("taken:", asyncio.start_server(handle, "127.0.0.1", taken));
  await attempt("taken:", loop.create_server(protocol, "127.0.0.1", taken));
  await attempt("not here:", asyncio.start_server(handle, "203.0.113.7", 0));
  await attempt("both:", asyncio.start_server(handle, ["127.0.0.1", "203.0.113.7"], 0));
  await attempt("no such host:", asyncio.start_server(handle, "no-such-host.invalid", 0));
  await attempt("nothing:", loop.create_server(protocol));
  // @ts-expect-error: a server needs a certificate, which is what this is about
  await attempt("ssl=True:", asyncio.start_server(handle, "127.0.0.1", 0, { ssl: true }));
  await attempt("timeout:", asyncio.start_server(handle, "127.0.0.1", 0, { ssl_handshake_timeout: 1 }));
  await attempt("timeout:", asyncio.start_server(handle, "127.0.0.1", 0, { ssl_shutdown_timeout: 1 }));
  const options = { backlog: 1, reuse_address: true };
  await attempt("options:", asyncio.start_server(handle, "127.0.0.1", 0, options));
  await attempt("keep alive:", loop.create_server(protocol, "127.0.0.1", 0, { keep_alive: true }));
  for (const wrong of [{ nothing: 1 }, { loop }]) {
    try {
      await asyncio.start_server(handle, "127.0.0.1", 0, wrong as object);
    } catch (e) {
      console.log((e as TypeError).message);
    }
  }
  server.close();
  await server.wait_closed();

  console.log("- unix");
  const path = join(folder, "socket");
  await attempt("nothing:", loop.create_unix_server(protocol));
  // @ts-expect-error: a server needs a certificate, which is what this is about
  await attempt("ssl=True:", asyncio.start_unix_server(handle, path, { ssl: true }));
  await attempt("timeout:", asyncio.start_unix_server(handle, path, { ssl_handshake_timeout: 1 }));
  writeFileSync(path, "");
  await attempt("a file:", asyncio.start_unix_server(handle, path));
  unlinkSync(path);
  await attempt("ok:", asyncio.start_unix_server(handle, path));
  console.log("left behind:", repr(readdirSync(folder)));
});

const folder = mkdtempSync(join(tmpdir(), "asyncio-"));
try {
  await asyncio.run(main());
} finally {
  rmSync(folder, { recursive: true });
}
