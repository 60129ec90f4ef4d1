import * as asyncio from "asyncio-node";
import { repr, ssl } from "asyncio-node";

const FOLDER = "spec/support/tls";

const handle = asyncio.coroutine(async function handle(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  console.log("server got", repr(await reader.readline()));
  writer.write("go ahead\n");
  const context = asyncio.create_default_context(ssl.Purpose.CLIENT_AUTH);
  context.load_cert_chain(`${FOLDER}/localhost.pem`, `${FOLDER}/localhost.key`);
  await writer.start_tls(context);
  console.log("server is secure:", repr(writer.get_extra_info("sslcontext") === context));
  for await (const line of reader) {
    console.log("server got", repr(line));
    writer.write(line.toString().toUpperCase());
    await writer.drain();
  }
  console.log("server sees the end");
  writer.close();
  await writer.wait_closed();
  console.log("server closed");
});

const main = asyncio.coroutine(async function main() {
  let server = await asyncio.start_server(handle, "127.0.0.1", 0);
  let port = Number(server.sockets[0]?.getsockname()[1]);
  let [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  const before = writer.transport;
  writer.write("STARTTLS\n");
  console.log("client got", repr(await reader.readline()));
  const context = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });
  await writer.start_tls(context, { server_hostname: "localhost" });
  const is_secure = writer.get_extra_info("sslcontext") === context;
  console.log("client is secure:", repr(is_secure), repr(writer.transport === before));
  for (const text of ["one\n", "two\n"]) {
    writer.write(text);
    await writer.drain();
    console.log("client got", repr(await reader.readline()));
  }
  writer.close();
  await writer.wait_closed();
  console.log("client closed");
  server.close();
  await server.wait_closed();

  console.log("- refused");

  const refused = asyncio.coroutine(async function refused(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
  ) {
    await reader.readline();
    writer.write("go ahead\n");
    const context = asyncio.create_default_context(ssl.Purpose.CLIENT_AUTH);
    context.load_cert_chain(`${FOLDER}/elsewhere.pem`, `${FOLDER}/elsewhere.key`);
    try {
      await writer.start_tls(context);
    } catch (e) {
      if (!(e instanceof ssl.SSLError || e instanceof asyncio.ConnectionError)) throw e;
    }
    writer.close();
  });

  server = await asyncio.start_server(refused, "127.0.0.1", 0);
  port = Number(server.sockets[0]?.getsockname()[1]);
  [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  writer.write("STARTTLS\n");
  await reader.readline();
  try {
    await writer.start_tls(context, { server_hostname: "localhost" });
  } catch (e) {
    if (!(e instanceof ssl.SSLCertVerificationError)) throw e;
    console.log("client: no;", repr(writer.is_closing()));
  }
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
