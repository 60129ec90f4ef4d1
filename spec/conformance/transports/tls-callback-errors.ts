import * as asyncio from "asyncio-node";
import { repr, ssl } from "asyncio-node";

const FOLDER = "spec/support/tls";

class Failing extends asyncio.Protocol {
  readonly method: string;
  readonly reached = new asyncio.Event();
  readonly lost = new asyncio.Event();

  constructor(method: string) {
    super();
    this.method = method;
  }

  fail(method: string) {
    if (this.method !== method) return;
    this.reached.set();
    throw new asyncio.ValueError(method);
  }

  override connection_made() {
    console.log("connection_made");
    this.fail("connection_made");
  }

  override data_received() {
    console.log("data_received");
    this.reached.set();
    this.fail("data_received");
  }

  override eof_received() {
    console.log("eof_received");
    this.fail("eof_received");
  }

  override connection_lost(exc: Error | null) {
    console.log("connection_lost", repr(exc));
    this.lost.set();
    this.fail("connection_lost");
  }
}

function report(_loop: unknown, context: asyncio.ExceptionContext) {
  console.log(context.message, repr(context.exception), repr(context.handle));
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.set_exception_handler(report);
  const context = asyncio.create_default_context(ssl.Purpose.CLIENT_AUTH);
  context.load_cert_chain(`${FOLDER}/localhost.pem`, `${FOLDER}/localhost.key`);
  const trusting = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });
  const keywords = { ssl: trusting, server_hostname: "localhost" };
  for (const method of ["connection_made", "data_received", "eof_received", "connection_lost"]) {
    console.log("-", method);
    const protocol = new Failing(method);
    const server = await loop.create_server(() => protocol, "127.0.0.1", 0, { ssl: context });
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const plain = () => new asyncio.Protocol();
    const [transport] = await loop.create_connection(plain, "127.0.0.1", port, keywords);
    transport.write("x");
    await protocol.reached.wait();
    transport.close();
    await protocol.lost.wait();
    await asyncio.sleep(0);
    server.close();
  }

  console.log("- of a client");
  const server = await loop.create_server(() => new asyncio.Protocol(), "127.0.0.1", 0, { ssl: context });
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const protocol = new Failing("connection_made");
  try {
    await loop.create_connection(() => protocol, "127.0.0.1", port, keywords);
  } catch (e) {
    console.log(repr(e));
  }
  await protocol.lost.wait();
  server.close();
});

await asyncio.run(main());
