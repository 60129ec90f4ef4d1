// When a protocol over TLS is told to pause: below its write buffer is the one of the plain transport, which takes
// anything while it is not full itself.
import * as asyncio from "asyncio-node";
import { repr, ssl } from "asyncio-node";

const FOLDER = "spec/support/tls";
const LONG = Buffer.alloc(8_000_000);

class Side extends asyncio.Protocol {
  received = 0;
  readonly changed = new asyncio.Event();
  transport!: asyncio.Transport;

  override connection_made(transport: asyncio.BaseTransport) {
    this.transport = transport as asyncio.Transport;
  }

  override data_received(data: Buffer) {
    this.received += data.length;
    this.changed.set();
  }

  override pause_writing() {
    console.log("pause");
  }

  override resume_writing() {
    console.log("resume");
  }

  has_received = asyncio.coroutine(async (count: number) => {
    while (this.received < count) {
      this.changed.clear();
      await this.changed.wait();
    }
    console.log("received", this.received);
  });
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const server_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH);
  server_context.load_cert_chain(`${FOLDER}/localhost.pem`, `${FOLDER}/localhost.key`);
  const client_context = ssl.create_default_context({ cafile: `${FOLDER}/ca.pem` });
  const accepted = new asyncio.Queue<Side>();

  const accept = () => {
    const side = new Side();
    accepted.put_nowait(side);
    return side;
  };

  const server = await loop.create_server(accept, "127.0.0.1", 0, { ssl: server_context });
  const port = server.sockets[0]?.getsockname()[1] as number;
  const [, client] = await loop.create_connection(() => new Side(), "127.0.0.1", port, {
    ssl: client_context,
    server_hostname: "localhost",
  });
  const other = await accepted.get();
  await asyncio.sleep(0.05);
  const { transport } = client;

  const show = () =>
    console.log(repr([...transport.get_write_buffer_limits()]), transport.get_write_buffer_size());

  show();
  console.log("- one long write goes down as it is");
  transport.write(LONG);
  show();
  await other.has_received(8_000_000);

  console.log("- what is written behind it has to wait");
  other.transport.pause_reading();
  transport.write(LONG);
  show();
  transport.write("x".repeat(1000));
  show();
  transport.write(LONG);
  show();
  transport.writelines(["x".repeat(1000), "y".repeat(1000)]);
  show();
  other.transport.resume_reading();
  await other.has_received(24_003_000);
  await asyncio.sleep(0.05);
  show();

  console.log("- limits");
  transport.set_write_buffer_limits({ low: 1000 });
  show();
  transport.set_write_buffer_limits({ high: 2000 });
  show();
  other.transport.pause_reading();
  transport.write(LONG);
  transport.write("x".repeat(1999));
  show();
  transport.write("x");
  show();
  transport.set_write_buffer_limits();
  show();
  transport.abort();
  other.transport.abort();
  server.close();
});

await asyncio.run(main());
