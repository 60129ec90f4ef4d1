import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.Protocol {
  readonly name: string;
  transport: asyncio.Transport | null = null;
  readonly got = new asyncio.Event();
  readonly lost = asyncio.get_running_loop().create_future<void>();

  constructor(name: string) {
    super();
    this.name = name;
  }

  log(...what: string[]) {
    console.log(`${this.name}:`, ...what);
    asyncio.get_running_loop().call_soon(console.log, `  after ${this.name}`, what[0]);
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    this.log("connection_made", repr(transport.is_closing()), repr(transport.is_reading()));
  }

  override data_received(data: Buffer) {
    this.log("data_received", repr(data));
    if (this.name === "server") this.transport?.write(Buffer.from(data).reverse());
    this.got.set();
  }

  override eof_received() {
    this.log("eof_received");
  }

  override connection_lost(exc: Error | null) {
    this.log("connection_lost", repr(exc), repr(this.transport?.is_closing()));
    if (!this.lost.done()) this.lost.set_result(undefined);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const made: Traced[] = [];

  function server_factory() {
    made.push(new Traced("server"));
    console.log("server: made");
    return made.at(-1) as Traced;
  }

  function client_factory() {
    console.log("client: made");
    return new Traced("client");
  }

  let server = await loop.create_server(server_factory, "127.0.0.1", 0);
  let port = Number(server.sockets[0]?.getsockname()[1]);
  let [transport, protocol] = await loop.create_connection(client_factory, "127.0.0.1", port);
  console.log("connected", protocol.name, repr(transport.get_protocol() === protocol));
  transport.write("hello");
  await protocol.got.wait();
  console.log("closing");
  transport.close();
  transport.close();
  console.log("closed:", repr(transport.is_closing()));
  await protocol.lost;
  await made[0]?.lost;
  server.close();
  await server.wait_closed();

  console.log("- closed by the server, half open");
  server = await loop.create_server(server_factory, "127.0.0.1", 0);
  port = Number(server.sockets[0]?.getsockname()[1]);
  [transport, protocol] = await loop.create_connection(client_factory, "127.0.0.1", port);
  while (made.length < 2 || made[1]?.transport === null) {
    await asyncio.sleep(0);
  }
  made[1]?.transport?.write("last words");
  made[1]?.transport?.write_eof();
  await protocol.lost;
  await made[1]?.lost;
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
