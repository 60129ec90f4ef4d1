import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { exchange } from "../loopback.js";

class Listening extends asyncio.Protocol {
  readonly keep_open: boolean;
  transport!: asyncio.Transport;
  readonly heard = new asyncio.Event();
  readonly ended = new asyncio.Event();
  readonly lost = asyncio.get_running_loop().create_future<void>();

  constructor(keep_open: boolean) {
    super();
    this.keep_open = keep_open;
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
  }

  override data_received(data: Buffer) {
    console.log("got", repr(data));
    this.heard.set();
  }

  override eof_received() {
    console.log("eof");
    this.ended.set();
    return this.keep_open;
  }

  override connection_lost(exc: Error | null) {
    console.log("lost", repr(exc));
    this.lost.set_result(undefined);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  for (const keep_open of [false, true]) {
    console.log("- eof_received gives", repr(keep_open));
    const served = loop.create_future<[asyncio.StreamReader, asyncio.StreamWriter]>();

    async function handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
      served.set_result([reader, writer]);
    }

    const server = await asyncio.start_server(handle, "127.0.0.1", 0);
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const [transport, protocol] = await loop.create_connection(
      () => new Listening(keep_open),
      "127.0.0.1",
      port,
    );
    const [reader, writer] = await served;
    writer.write("one ");
    await protocol.heard.wait();
    protocol.heard.clear();

    transport.pause_reading();
    transport.pause_reading();
    console.log("reading", repr(transport.is_reading()));
    writer.write("two ");
    await exchange();
    writer.write("three");
    await exchange();
    console.log("resume");
    transport.resume_reading();
    transport.resume_reading();
    console.log("reading", repr(transport.is_reading()));
    await protocol.heard.wait();

    transport.pause_reading();
    writer.write("four");
    writer.write_eof();
    await exchange();
    console.log("nothing of the end yet");
    transport.resume_reading();
    await protocol.ended.wait();
    console.log("closing", repr(transport.is_closing()), "reading", repr(transport.is_reading()));
    if (keep_open) {
      transport.write("still here");
      console.log("server got", repr(await reader.read(100)));
      transport.close();
    }
    await protocol.lost;
    console.log("server got", repr(await reader.read(100)));
    transport.pause_reading();
    transport.resume_reading();
    console.log("reading", repr(transport.is_reading()));
    writer.close();
    server.close();
  }
});

await asyncio.run(main());
