import * as asyncio from "asyncio-node";
import { repr, ssl } from "asyncio-node";

const FOLDER = "spec/support/tls";

async function attempt(what: string, awaitable: PromiseLike<asyncio.Stream>) {
  try {
    const [, writer] = await awaitable;
    console.log(what, "ok");
    writer.close();
    await writer.wait_closed();
  } catch (e) {
    if (!(e instanceof Error)) throw e;
    console.log(what, e.name, e.message);
    const kinds = [asyncio.OSError, ssl.SSLError, asyncio.ConnectionError];
    console.log("   ", repr(kinds.map((kind) => e instanceof kind)));
  }
}

const echo = asyncio.coroutine(async function echo(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  try {
    writer.write(await reader.readline());
    await writer.drain();
  } catch (e) {
    if (!(e instanceof asyncio.OSError)) throw e;
  }
  writer.close();
});

const main = asyncio.coroutine(async function main() {
  const context = asyncio.create_default_context(ssl.Purpose.CLIENT_AUTH);
  context.load_cert_chain(`${FOLDER}/localhost.pem`, `${FOLDER}/localhost.key`);
  let server = await asyncio.start_server(echo, "127.0.0.1", 0, { ssl: context });
  let port = Number(server.sockets[0]?.getsockname()[1]);

  function connect(context: ssl.SSLContext, keywords: asyncio.OpenConnectionOptions = {}) {
    return asyncio.open_connection("127.0.0.1", port, { ssl: context, ...keywords });
  }

  const trusting = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });
  await attempt("by address:", connect(trusting));
  await attempt("by name:", connect(trusting, { server_hostname: "localhost" }));
  await attempt("by a wrong name:", connect(trusting, { server_hostname: "elsewhere.example" }));
  await attempt("by a wrong address:", connect(trusting, { server_hostname: "127.0.0.2" }));
  await attempt("unknown authority:", connect(asyncio.create_default_context()));

  const unnamed = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });
  unnamed.check_hostname = false;
  await attempt("whatever name:", connect(unnamed, { server_hostname: "elsewhere.example" }));
  const careless = asyncio.create_default_context();
  careless.check_hostname = false;
  careless.verify_mode = ssl.CERT_NONE;
  await attempt("whatever certificate:", connect(careless));
  server.close();

  console.log("- a server that does not speak TLS");
  server = await asyncio.start_server((_r, w) => w.write("220 hello\r\n"), "127.0.0.1", 0);
  port = Number(server.sockets[0]?.getsockname()[1]);
  await attempt("plain server:", connect(trusting));
  server.close_clients();
  server.close();
  server = await asyncio.start_server((_r, w) => w.close(), "127.0.0.1", 0);
  port = Number(server.sockets[0]?.getsockname()[1]);
  await attempt("closes at once:", connect(trusting));
  server.close();
  server = await asyncio.start_server(() => {}, "127.0.0.1", 0);
  port = Number(server.sockets[0]?.getsockname()[1]);
  await attempt("silent server:", connect(trusting, { ssl_handshake_timeout: 0.05 }));
  server.close_clients();
  server.close();

  console.log("- arguments");
  for (const keywords of [
    { server_hostname: "x" },
    { ssl_handshake_timeout: 1 },
    { ssl_shutdown_timeout: 1 },
  ]) {
    try {
      await asyncio.open_connection("127.0.0.1", 1, keywords);
    } catch (e) {
      if (!(e instanceof Error)) throw e;
      console.log(e.name, e.message);
    }
  }
  try {
    trusting.verify_mode = ssl.CERT_NONE;
  } catch (e) {
    console.log(repr(e));
  }
});

await asyncio.run(main());
