import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { exchange } from "../loopback.js";

class Traced extends asyncio.Protocol {
  readonly name: string;
  keep_open: boolean;
  readonly made = new asyncio.Event();
  readonly ended = new asyncio.Event();
  readonly lost = new asyncio.Event();
  transport!: asyncio.Transport;

  constructor(name: string, keep_open = false) {
    super();
    this.name = name;
    this.keep_open = keep_open;
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    this.made.set();
  }

  override data_received(data: Buffer) {
    console.log(this.name, "data_received", repr(data));
  }

  override eof_received() {
    console.log(this.name, "eof_received");
    this.ended.set();
    return this.keep_open;
  }

  override connection_lost(exc: Error | null) {
    console.log(this.name, "connection_lost", repr(exc));
    this.lost.set();
  }
}

function state(transport: asyncio.Transport) {
  return [repr(transport).includes("read=idle") ? "idle" : "polling", repr(transport.is_reading())];
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const far = new Traced("far", true);
  const server = await loop.create_server(() => far, "127.0.0.1", 0);
  const near = new Traced("near");
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [transport] = await loop.create_connection(() => near, "127.0.0.1", port);
  await far.made.wait();
  server.close();
  transport.write("all there is");
  transport.write_eof();
  await far.ended.wait();
  console.log(...state(far.transport));

  console.log("- whoever reads on comes to the same end");
  far.ended.clear();
  far.transport.pause_reading();
  console.log(...state(far.transport));
  far.transport.resume_reading();
  console.log(...state(far.transport));
  await far.ended.wait();
  console.log(...state(far.transport));

  console.log("- but not while paused");
  far.ended.clear();
  far.transport.pause_reading();
  far.transport.resume_reading();
  far.transport.pause_reading();
  await exchange();
  console.log("paused", repr(far.ended.is_set()));
  far.keep_open = false;
  far.transport.resume_reading();
  await far.lost.wait();
  await near.lost.wait();
  console.log(repr(far.transport.is_reading()), repr(far.transport.is_closing()));
});

await asyncio.run(main());
