import * as asyncio from "asyncio-node";
import { repr, ssl } from "asyncio-node";

const FOLDER = "spec/support/tls";

const handle = asyncio.coroutine(async function handle(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  const cert = writer.get_extra_info("peercert") as asyncio.PythonCertificate | null;
  console.log("server sees", repr(cert?.subject.map(([part]) => part)));
  try {
    writer.write(await reader.readline());
    await writer.drain();
  } catch (e) {
    if (!(e instanceof asyncio.OSError)) throw e;
  }
  writer.close();
});

async function attempt(what: string, context: ssl.SSLContext, port: number) {
  try {
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", port, { ssl: context });
    writer.write("let me in\n");
    const line = await reader.readline();
    console.log(what, line.length > 0 ? repr(line) : "refused");
    writer.close();
    await writer.wait_closed();
  } catch (e) {
    if (!(e instanceof ssl.SSLError || e instanceof asyncio.ConnectionError)) throw e;
    console.log(what, "refused");
  }
}

const main = asyncio.coroutine(async function main() {
  for (const mode of [ssl.CERT_REQUIRED, ssl.CERT_OPTIONAL] as const) {
    console.log("-", repr(mode === ssl.CERT_REQUIRED));
    const context = asyncio.create_default_context("CLIENT_AUTH", { cafile: `${FOLDER}/ca.pem` });
    context.load_cert_chain(`${FOLDER}/localhost.pem`, `${FOLDER}/localhost.key`);
    context.verify_mode = mode;
    const server = await asyncio.start_server(handle, "127.0.0.1", 0, { ssl: context });
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const known = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });
    known.load_cert_chain(`${FOLDER}/client.pem`, `${FOLDER}/client.key`);
    await attempt("known:", known, port);
    const unknown = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });
    if (mode === ssl.CERT_REQUIRED) await attempt("unknown:", unknown, port);
    server.close();
  }
});

await asyncio.run(main());
