import * as asyncio from "asyncio-node";
import { repr, ssl } from "asyncio-node";

const FOLDER = "spec/support/tls";
const SIZE = 3_000_000;

const handle = asyncio.coroutine(async function handle(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  const has_cipher = writer.get_extra_info("cipher") !== null;
  console.log("server:", repr(writer.can_write_eof()), repr(has_cipher));
  const command = String(await reader.readline());
  if (command === "send\n") {
    const block = Buffer.alloc(100_000);
    for (let i = 0; i < SIZE / block.length; i += 1) {
      writer.write(block);
      await writer.drain();
    }
  } else if (command === "receive\n") {
    const data = await reader.readexactly(SIZE);
    writer.write(`${data.length}\n`);
    await writer.drain();
    console.log("server read to the end", repr(await reader.read()));
  }
  writer.close();
  await writer.wait_closed();
  console.log("server closed");
});

const main = asyncio.coroutine(async function main() {
  const context = asyncio.create_default_context(ssl.Purpose.CLIENT_AUTH);
  context.load_cert_chain(`${FOLDER}/localhost.pem`, `${FOLDER}/localhost.key`);
  const server = await asyncio.start_server(handle, "localhost", 0, { ssl: context });
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const trusting = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });

  console.log("- receive");
  let [reader, writer] = await asyncio.open_connection("localhost", port, { ssl: trusting });
  writer.write("send\n");
  const data = await reader.read();
  console.log("client got", data.length, repr(reader.at_eof()));
  writer.close();
  await writer.wait_closed();

  console.log("- send");
  [reader, writer] = await asyncio.open_connection("localhost", port, { ssl: trusting });
  writer.write("receive\n");
  writer.writelines([Buffer.alloc(SIZE / 2), Buffer.alloc(SIZE / 2)]);
  await writer.drain();
  console.log("client got", repr(await reader.readline()));
  writer.close();
  await writer.wait_closed();
  console.log("client closed");
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
