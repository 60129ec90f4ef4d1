// What is written over TLS in one iteration of the loop comes as one; what leaves before an end comes before it.
import * as asyncio from "asyncio-node";
import { repr, ssl } from "asyncio-node";

const FOLDER = "spec/support/tls";

class Traced extends asyncio.Protocol {
  readonly name: string;
  readonly made = new asyncio.Event();
  readonly lost = new asyncio.Event();
  transport!: asyncio.Transport;
  received = 0;
  awaited = 0;
  readonly enough = new asyncio.Event();

  constructor(name: string) {
    super();
    this.name = name;
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    this.made.set();
  }

  override data_received(data: Buffer) {
    console.log(this.name, "data_received", data.length > 20 ? data.length : repr(data));
    this.received += data.length;
    if (this.received >= this.awaited) this.enough.set();
  }

  override eof_received() {
    console.log(this.name, "eof_received");
  }

  override connection_lost(exc: Error | null) {
    console.log(this.name, "connection_lost", exc?.name ?? "NoneType");
    this.lost.set();
  }

  async has_received(size: number) {
    this.awaited += size;
    if (this.received >= this.awaited) return;
    this.enough.clear();
    await this.enough.wait();
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const context = asyncio.create_default_context(ssl.Purpose.CLIENT_AUTH);
  context.load_cert_chain(`${FOLDER}/localhost.pem`, `${FOLDER}/localhost.key`);
  const trusting = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });

  async function connected() {
    const [far, near] = [new Traced("far"), new Traced("near")];
    const server = await loop.create_server(() => far, "127.0.0.1", 0, { ssl: context });
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const keywords = { ssl: trusting, server_hostname: "localhost" };
    await loop.create_connection(() => near, "127.0.0.1", port, keywords);
    await far.made.wait();
    server.close();
    return [far, near] as const;
  }

  let [far, near] = await connected();
  console.log("- at once");
  near.transport.write("one ");
  near.transport.write("two ");
  near.transport.writelines(["three ", "four ", "five"]);
  await far.has_received(23);

  console.log("- by two callbacks");
  const { transport } = near;
  loop.call_soon(() => transport.write("one "));
  loop.call_soon(() => transport.write("two"));
  await far.has_received(7);

  console.log("- more than a record holds");
  near.transport.write(Buffer.alloc(10_000));
  near.transport.write(Buffer.alloc(10_000));
  near.transport.write(Buffer.alloc(10_000));
  await far.has_received(30_000);

  console.log("- to and fro");
  near.transport.write("question ");
  far.transport.write("another ");
  near.transport.write("one");
  far.transport.write("one");
  await asyncio.gather(far.has_received(12), near.has_received(11));

  console.log("- and closed");
  near.transport.write("that is ");
  near.transport.write("all");
  near.transport.close();
  await near.lost.wait();
  await far.lost.wait();

  console.log("- and aborted");
  [far, near] = await connected();
  far.transport.write("the first");
  await near.has_received(9);
  near.transport.write("the ");
  near.transport.write("last");
  near.transport.abort();
  await near.lost.wait();
  await far.lost.wait();
});

await asyncio.run(main());
