import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.Protocol {
  readonly made = new asyncio.Event();
  readonly lost = new asyncio.Event();
  transport!: asyncio.Transport;

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    this.made.set();
  }

  override eof_received() {
    console.log("eof_received");
  }

  override connection_lost(exc: Error | null) {
    console.log("connection_lost", repr(exc));
    this.lost.set();
  }
}

/** Takes a part of what has come, and closes. */
class Half extends asyncio.BufferedProtocol {
  readonly how: "close" | "abort";
  transport!: asyncio.Transport;
  buffer!: Buffer;

  constructor(how: "close" | "abort") {
    super();
    this.how = how;
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    this.buffer = Buffer.alloc(8);
  }

  override get_buffer() {
    return this.buffer;
  }

  override buffer_updated(nbytes: number) {
    console.log("buffer_updated", nbytes, this.how);
    this.transport[this.how]();
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  for (const how of ["close", "abort"] as const) {
    for (const text of ["just all", "more than that"]) {
      const near = new Traced();
      const server = await loop.create_server(() => new Half(how), "127.0.0.1", 0);
      const port = Number(server.sockets[0]?.getsockname()[1]);
      const [transport] = await loop.create_connection(() => near, "127.0.0.1", port);
      transport.write(text);
      await near.lost.wait();
      server.close();
    }
  }
});

await asyncio.run(main());
