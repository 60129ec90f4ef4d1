import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.Protocol {
  readonly name: string;
  readonly done = new asyncio.Event();
  transport: asyncio.Transport | null = null;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    if (this.name === "aborts at once") {
      transport.abort();
      console.log(this.name, "connection_made", repr(transport.is_closing()));
    }
  }

  override data_received(data: Buffer) {
    console.log(this.name, "data_received", repr(data));
    if (this.name === "aborts on data") {
      this.transport?.abort();
      this.transport?.abort();
      this.transport?.close();
      console.log(
        this.name,
        "closing",
        repr(this.transport?.is_closing()),
        repr(this.transport?.is_reading()),
      );
    }
  }

  override eof_received() {
    console.log(this.name, "eof_received");
  }

  override connection_lost(exc: Error | null) {
    console.log(this.name, "connection_lost", repr(exc));
    this.done.set();
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  for (const name of ["aborts at once", "aborts on data"]) {
    console.log("-", name);
    const made: Traced[] = [];

    function factory() {
      const protocol = new Traced(name);
      made.push(protocol);
      return protocol;
    }

    const server = await loop.create_server(factory, "127.0.0.1", 0);
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const [transport, protocol] = await loop.create_connection(() => new Traced("client"), "127.0.0.1", port);
    if (name === "aborts on data") {
      transport.write("data");
    }
    await protocol.done.wait();
    await made[0]?.done.wait();
    transport.abort();
    transport.close();
    console.log(repr(transport.is_closing()), transport.get_write_buffer_size());
    server.close();
    await server.wait_closed();
  }

  console.log("- with a full buffer");
  const accepted = new Traced("server");
  const server = await loop.create_server(() => accepted, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [transport, protocol] = await loop.create_connection(() => new Traced("client"), "127.0.0.1", port);
  while (accepted.transport === null) {
    await asyncio.sleep(0);
  }
  accepted.transport.pause_reading();
  transport.write(Buffer.alloc(20_000_000));
  console.log(repr(transport.get_write_buffer_size() > 0));
  loop.call_soon(console.log, "before");
  transport.abort();
  loop.call_soon(console.log, "after");
  console.log(transport.get_write_buffer_size());
  await protocol.done.wait();
  accepted.transport.abort();
  await accepted.done.wait();
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
