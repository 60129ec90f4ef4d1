import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Peer extends asyncio.Protocol {
  transport!: asyncio.Transport;
  readonly made = new asyncio.Event();
  got = Buffer.alloc(0);
  ended = false;
  readonly lost = asyncio.get_running_loop().create_future<void>();

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    this.made.set();
  }

  override data_received(data: Buffer) {
    this.got = Buffer.concat([this.got, data]);
  }

  override eof_received() {
    this.ended = true;
    return true;
  }

  override connection_lost(exc: Error | null) {
    console.log("lost", repr(exc));
    this.lost.set_result(undefined);
  }
}

async function until(condition: () => boolean) {
  while (!condition()) await asyncio.sleep(0);
}

function attempt(what: string, act: () => unknown) {
  try {
    console.log(what, repr(act()));
  } catch (e) {
    console.log(what, repr(e));
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const peers: Peer[] = [];

  function factory() {
    peers.push(new Peer());
    return peers.at(-1) as Peer;
  }

  const server = await loop.create_server(factory, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  let [transport, protocol] = await loop.create_connection(() => new Peer(), "127.0.0.1", port);
  await until(() => peers.length === 1);
  await peers[0]?.made.wait();
  console.log("can_write_eof", repr(transport.can_write_eof()));
  attempt("write", () => transport.write(Buffer.from("bytes ")));
  attempt("write", () => transport.write(new TextEncoder().encode("a bytearray ")));
  attempt("write", () => transport.write("a memoryview "));
  attempt("write nothing", () => transport.write(""));
  attempt("writelines", () => transport.writelines(["a ", "", "list ", "of "]));
  attempt("writelines", () => transport.writelines([]));
  // @ts-expect-error: no bytes, which is what this is about
  attempt("write 1", () => transport.write(1));
  // @ts-expect-error: no bytes, which is what this is about
  attempt("write None", () => transport.write(null));
  attempt("write_eof", () => transport.write_eof());
  attempt("write_eof again", () => transport.write_eof());
  attempt("write after it", () => transport.write("late"));
  attempt("writelines after it", () => transport.writelines(["late"]));
  await until(() => peers[0]?.ended === true);
  console.log(repr(peers[0]?.got));

  console.log("- the other way still works");
  peers[0]?.transport.write("yes");
  await until(() => protocol.got.length > 0);
  console.log(repr(protocol.got), repr(transport.is_closing()));
  transport.close();
  attempt("write_eof when closing", () => transport.write_eof());
  await protocol.lost;
  peers[0]?.transport.close();
  await peers[0]?.lost;

  console.log("- another protocol");
  [transport, protocol] = await loop.create_connection(() => new Peer(), "127.0.0.1", port);
  await until(() => peers.length === 2);
  await peers[1]?.made.wait();
  const second = new Peer();
  transport.set_protocol(second);
  console.log(repr(transport.get_protocol() === second));
  peers[1]?.transport.write("for the second");
  await until(() => second.got.length > 0);
  console.log(repr(protocol.got), repr(second.got));
  transport.abort();
  transport.abort();
  console.log("closing", repr(transport.is_closing()));
  attempt("write after abort", () => transport.write("lost"));
  await second.lost;
  console.log(repr(protocol.lost.done()));
  peers[1]?.transport.close();
  await peers[1]?.lost;
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
