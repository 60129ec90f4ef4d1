// How many iterations of the loop TLS takes, and in which of them the protocols hear of it.
// The handshake's are not counted: both sides of it are Node's own, and a slow machine may give it one for nothing.
import * as asyncio from "asyncio-node";
import { ssl } from "asyncio-node";

const FOLDER = "spec/support/tls";
const trace: string[] = [];

async function turns_during<T>(what: string, work: PromiseLike<T>, counted = true) {
  let done = false;

  const other = asyncio.coroutine(async function other() {
    let turns = 0;
    while (!done) {
      turns += 1;
      trace.push(String(turns));
      await asyncio.sleep(0);
    }
  });

  const task = asyncio.create_task(other());
  await asyncio.sleep(0);
  trace.length = 0;
  try {
    return await work;
  } finally {
    done = true;
    console.log(what, ...trace.filter((each) => counted || each.includes(":")));
    await task;
  }
}

class Traced extends asyncio.Protocol {
  readonly name: string;
  transport!: asyncio.Transport;
  readonly made = new asyncio.Event();
  readonly got = new asyncio.Event();
  readonly lost = new asyncio.Event();

  constructor(name: string) {
    super();
    this.name = name;
  }

  tell(what: unknown) {
    trace.push(`${this.name}:${what}`);
  }

  override connection_made(transport: asyncio.Transport) {
    this.tell("made");
    this.transport = transport;
    this.made.set();
  }

  override data_received(data: Buffer) {
    this.tell(data.length);
    if (this.name === "server") this.transport.write(data);
    this.got.set();
  }

  override eof_received() {
    this.tell("eof");
  }

  override connection_lost() {
    this.tell("lost");
    this.lost.set();
  }
}

const trip = asyncio.coroutine(async function trip(protocol: Traced, text: string) {
  protocol.got.clear();
  protocol.transport.write(text);
  await protocol.got.wait();
});

const close = asyncio.coroutine(async function close(protocol: Traced, other: Traced) {
  protocol.transport.close();
  await protocol.lost.wait();
  await other.lost.wait();
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const context = asyncio.create_default_context(ssl.Purpose.CLIENT_AUTH);
  context.load_cert_chain(`${FOLDER}/localhost.pem`, `${FOLDER}/localhost.key`);
  const trusting = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });
  const keywords = { ssl: trusting, server_hostname: "localhost" };
  const served: Traced[] = [];
  const last = () => served.at(-1) as Traced;

  function factory() {
    served.push(new Traced("server"));
    return last();
  }

  let server = await loop.create_server(factory, "127.0.0.1", 0, { ssl: context });
  let port = Number(server.sockets[0]?.getsockname()[1]);

  function connect() {
    return loop.create_connection(() => new Traced("client"), "127.0.0.1", port, keywords);
  }

  for (let i = 0; i < 2; i += 1) {
    let [, client] = await turns_during("connect:", connect(), false);
    await turns_during("the server's:", last().made.wait(), false);
    for (let j = 0; j < 2; j += 1) await turns_during("there and back:", trip(client, "x"));
    await turns_during("the client closes:", close(client, last()));

    [, client] = await turns_during("connect:", connect(), false);
    await turns_during("there and back:", trip(client, "x"));
    await turns_during("the server closes:", close(last(), client));
  }

  server.close();
  await server.wait_closed();

  console.log("start_tls");
  server = await loop.create_server(factory, "127.0.0.1", 0);
  port = Number(server.sockets[0]?.getsockname()[1]);
  for (let i = 0; i < 2; i += 1) {
    const [transport, client] = await loop.create_connection(() => new Traced("client"), "127.0.0.1", port);
    await trip(client, "x");
    const far = last();
    const both = asyncio.gather(
      loop.start_tls(far.transport, far, context, { server_side: true }),
      loop.start_tls(transport, client, trusting, { server_hostname: "localhost" }),
    );
    [far.transport, client.transport] = await turns_during("both:", both, false);
    await turns_during("there and back:", trip(client, "x"));
    await turns_during("the client closes:", close(client, far));
  }
  server.close();
});

await asyncio.run(main());
