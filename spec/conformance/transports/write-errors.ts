import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { exchange } from "../loopback.js";

class Traced extends asyncio.Protocol {
  readonly name: string;
  readonly keep_open: boolean;
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

  override eof_received() {
    this.ended.set();
    return this.keep_open;
  }

  override connection_lost(exc: Error | null) {
    if (this.name === "near") console.log("connection_lost", repr(exc));
    this.lost.set();
  }
}

async function connected() {
  const loop = asyncio.get_running_loop();
  const [far, near] = [new Traced("far"), new Traced("near", true)];
  const server = await loop.create_server(() => far, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  await loop.create_connection(() => near, "127.0.0.1", port);
  await far.made.wait();
  server.close();
  return [near, near.transport, far, far.transport] as const;
}

async function attempt(what: string, awaitable: PromiseLike<unknown>) {
  try {
    console.log(what, repr(await awaitable));
  } catch (e) {
    console.log(what, repr(e));
  }
}

const main = asyncio.coroutine(async function main() {
  for (const method of ["write", "writelines"] as const) {
    console.log("-", method, "after the peer has gone");
    const [near, transport, , far_transport] = await connected();
    far_transport.abort();
    await near.ended.wait();
    transport.write("is answered by a reset");
    console.log("closing", repr(transport.is_closing()));
    while (!transport.is_closing()) {
      await asyncio.sleep(0);
      if (method === "write") transport.write("x");
      else transport.writelines(["x", "y"]);
    }
    const closing = [transport.is_closing(), transport.is_reading()].map((value) => repr(value));
    console.log("closing", ...closing, transport.get_write_buffer_size());
    transport.write("ignored");
    await near.lost.wait();
  }

  console.log("- more than the system takes at once");
  let [near, transport, , far_transport] = await connected();
  far_transport.abort();
  await near.ended.wait();
  transport.write("is answered by a reset");
  await exchange();
  transport.write(Buffer.alloc(1_000_000));
  console.log("closing", repr(transport.is_closing()));
  await near.lost.wait();

  console.log("- reset while nobody reads");
  [near, transport, , far_transport] = await connected();
  transport.pause_reading();
  far_transport.pause_reading();
  transport.write("not read");
  await exchange();
  far_transport.abort();
  await exchange();
  console.log("closing", repr(transport.is_closing()));
  transport.write("x");
  console.log("closing", repr(transport.is_closing()));
  await near.lost.wait();

  console.log("- a stream");

  async function handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
    await reader.read(1);
    writer.transport.abort();
  }

  const server = await asyncio.start_server(handle, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  writer.write("request");
  while (!reader.at_eof()) await asyncio.sleep(0);
  writer.write("is answered by a reset");
  await attempt("drain", writer.drain());
  while (!writer.is_closing()) {
    await asyncio.sleep(0);
    writer.write("x");
  }
  await attempt("drain", writer.drain());
  await attempt("drain", writer.drain());
  await attempt("read", reader.read());
  await attempt("wait_closed", writer.wait_closed());
  server.close();
});

await asyncio.run(main());
