import * as asyncio from "asyncio-node";
import { repr, ssl } from "asyncio-node";

const FOLDER = "spec/support/tls";

class Upgrading extends asyncio.Protocol {
  readonly name: string;
  readonly got = new asyncio.Queue<Buffer>();
  made = 0;
  transport!: asyncio.Transport;
  readonly lost = asyncio.get_running_loop().create_future<void>();

  constructor(name: string) {
    super();
    this.name = name;
  }

  override connection_made(transport: asyncio.Transport) {
    this.made += 1;
    this.transport = transport;
  }

  override data_received(data: Buffer) {
    console.log(this.name, "got", repr(data));
    this.got.put_nowait(data);
  }

  override eof_received() {
    console.log(this.name, "eof");
  }

  override connection_lost(exc: Error | null) {
    console.log(this.name, "lost", repr(exc), "made", this.made);
    this.lost.set_result(undefined);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const accepted = loop.create_future<Upgrading>();

  function factory() {
    accepted.set_result(new Upgrading("server"));
    return accepted.result();
  }

  const server = await loop.create_server(factory, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [transport, client] = await loop.create_connection(() => new Upgrading("client"), "127.0.0.1", port);
  const other = await accepted;
  transport.write("in the clear");
  await other.got.get();

  const context = asyncio.create_default_context(ssl.Purpose.CLIENT_AUTH);
  context.load_cert_chain(`${FOLDER}/localhost.pem`, `${FOLDER}/localhost.key`);
  const trusting = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });
  const [secure, other_secure] = await asyncio.gather(
    loop.start_tls(transport, client, trusting, { server_hostname: "localhost" }),
    loop.start_tls(other.transport, other, context, { server_side: true }),
  );
  console.log("new transports", repr(secure !== transport), repr(other_secure !== other.transport));
  const peer_port = secure.get_extra_info("peername")[1];
  console.log(repr(secure.get_extra_info("sslcontext") === trusting), repr(peer_port === port));
  secure.write("in secret");
  await other.got.get();
  other_secure.write("I see");
  await client.got.get();
  server.close();
  const waiter = asyncio.create_task(server.wait_closed());
  await asyncio.sleep(0);
  console.log("server waits", repr(!waiter.done()));
  secure.close();
  await client.lost;
  await other.lost;
  await waiter;

  console.log("- wrong arguments");
  for (const wrong of [null, 1, "context"]) {
    try {
      await loop.start_tls(secure, client, wrong as unknown as asyncio.Ssl);
    } catch (e) {
      console.log((e as Error).name);
    }
  }
  try {
    await loop.start_tls(new asyncio.Transport(), client, trusting);
  } catch (e) {
    console.log((e as Error).name, (e as Error).message.split(" object")[0]?.split("<")[1]);
  }
});

await asyncio.run(main());
