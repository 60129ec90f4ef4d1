import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Filling extends asyncio.BufferedProtocol {
  readonly buffer: Buffer;
  got = Buffer.alloc(0);
  readonly lost = asyncio.get_running_loop().create_future<void>();

  constructor(size: number) {
    super();
    this.buffer = Buffer.alloc(size);
  }

  override connection_made() {
    console.log("made");
  }

  override get_buffer(sizehint: number) {
    console.log("get_buffer", sizehint);
    return this.buffer;
  }

  override buffer_updated(nbytes: number) {
    this.got = Buffer.concat([this.got, this.buffer.subarray(0, nbytes)]);
    console.log("buffer_updated", nbytes, repr(this.got));
  }

  override eof_received() {
    console.log("eof_received");
  }

  override connection_lost(exc: Error | null) {
    console.log("lost", repr(exc));
    this.lost.set_result(undefined);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.set_exception_handler((_loop, context) =>
    console.log("handler:", context.message, repr(context.exception)),
  );
  for (const size of [100, 4, 0]) {
    console.log("- a buffer of", size);
    const protocol = new Filling(size);
    const server = await loop.create_server(() => protocol, "127.0.0.1", 0);
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const [, writer] = await asyncio.open_connection("127.0.0.1", port);
    writer.write("0123456789");
    writer.close();
    await protocol.lost;
    server.close();
  }
});

await asyncio.run(main());
