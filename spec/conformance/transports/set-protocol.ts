import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.Protocol {
  readonly name: string;
  readonly lost: asyncio.Event;
  transport!: asyncio.Transport;

  constructor(name: string, lost: asyncio.Event) {
    super();
    this.name = name;
    this.lost = lost;
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    console.log(this.name, "connection_made");
  }

  override data_received(data: Buffer) {
    console.log(this.name, "data_received", repr(data));
    if (String(data) === "upgrade") {
      const after = new Traced("after", this.lost);
      this.transport.set_protocol(after);
      console.log("same:", repr(this.transport.get_protocol() === after));
      this.transport.write("upgraded");
    }
  }

  override eof_received() {
    console.log(this.name, "eof_received");
  }

  override connection_lost(exc: Error | null) {
    console.log(this.name, "connection_lost", repr(exc));
    this.lost.set();
  }
}

class Buffered extends asyncio.BufferedProtocol {
  readonly buffer = Buffer.alloc(100);
  readonly got: asyncio.Event;

  constructor(got: asyncio.Event) {
    super();
    this.got = got;
  }

  override get_buffer() {
    return this.buffer;
  }

  override buffer_updated(nbytes: number) {
    console.log("buffered", repr(this.buffer.subarray(0, nbytes)));
    this.got.set();
  }

  override connection_lost(exc: Error | null) {
    console.log("buffered connection_lost", repr(exc));
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const lost = new asyncio.Event();
  const got = new asyncio.Event();
  const server = await loop.create_server(() => new Traced("before", lost), "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [transport] = await loop.create_connection(() => new Buffered(got), "127.0.0.1", port);
  transport.write("upgrade");
  await got.wait();
  const done = new asyncio.Event();
  transport.set_protocol(new Traced("client", done));
  transport.write("data");
  transport.write_eof();
  await lost.wait();
  await done.wait();
  console.log("closing:", repr(transport.is_closing()));
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
