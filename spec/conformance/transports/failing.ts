import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Failing extends asyncio.Protocol {
  readonly fail_in: string;
  transport!: asyncio.Transport;
  readonly got = new asyncio.Event();
  readonly resumed = new asyncio.Event();
  readonly lost = asyncio.get_running_loop().create_future<void>();

  constructor(fail_in: string) {
    super();
    this.fail_in = fail_in;
  }

  fail(method: string) {
    if (this.fail_in === method) throw new asyncio.ValueError(`in ${method}`);
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    this.fail("connection_made");
  }

  override data_received(data: Buffer) {
    console.log("got", repr(data));
    this.got.set();
    this.fail("data_received");
  }

  override eof_received() {
    console.log("eof");
    this.fail("eof_received");
  }

  override pause_writing() {
    this.fail("pause_writing");
  }

  override resume_writing() {
    this.resumed.set();
    this.fail("resume_writing");
  }

  override connection_lost(exc: Error | null) {
    console.log("lost", repr(exc));
    this.lost.set_result(undefined);
    this.fail("connection_lost");
  }
}

function handler(_loop: asyncio.EventLoop, context: asyncio.ExceptionContext) {
  const message = context.message?.split(" at 0x")[0]?.split("(")[0];
  console.log("handler:", message, repr(context.exception));
  console.log("  keys:", repr(Object.keys(context).sort()));
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.set_exception_handler(handler);
  for (const method of ["data_received", "eof_received", "pause_writing", "resume_writing"]) {
    console.log("-", method);
    const protocol = new Failing(method);
    const server = await loop.create_server(() => protocol, "127.0.0.1", 0);
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
    writer.write("data");
    await protocol.got.wait();
    if (method.endsWith("writing")) {
      const { transport } = protocol;
      transport.set_write_buffer_limits({ high: 0 });
      transport.pause_reading();
      while (!transport.get_write_buffer_size()) transport.write(Buffer.alloc(1_000_000));
      while (transport.get_write_buffer_size()) await reader.read(1_000_000);
      await protocol.resumed.wait();
      transport.resume_reading();
    }
    writer.close();
    await protocol.lost;
    server.close();
  }
});

await asyncio.run(main());
