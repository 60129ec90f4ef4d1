import * as asyncio from "asyncio-node";
import { repr, socket } from "asyncio-node";

let port = 0;

class Named extends asyncio.Protocol {
  transport: asyncio.BaseTransport | null = null;

  override connection_made(transport: asyncio.BaseTransport) {
    this.transport = transport;
  }
}

const text = (message: string) => message.replaceAll(String(port), "PORT");

async function attempt(what: string, awaitable: PromiseLike<asyncio.Connection<Named>>) {
  try {
    const [transport] = await awaitable;
    console.log(what, "ok", transport.get_extra_info("peername")[0]);
    transport.close();
  } catch (e) {
    const { name, message } = e as Error;
    console.log(what, name, text(message));
  }
}

const named = () => new Named();
const plain = () => new asyncio.Protocol();

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  let server = await loop.create_server(plain, "127.0.0.1", 0);
  port = Number(server.sockets[0]?.getsockname()[1]);

  function connect(host: string, keywords: asyncio.CreateConnectionOptions = {}) {
    return loop.create_connection(named, host, port, keywords);
  }

  await attempt("by address:", connect("127.0.0.1"));
  await attempt("by name:", connect("localhost"));
  await attempt("IPv4 only:", connect("127.0.0.1", { family: socket.AF_INET }));
  await attempt("from an address:", connect("127.0.0.1", { local_addr: ["127.0.0.1", 0] }));
  await attempt("happy eyeballs:", connect("127.0.0.1", { happy_eyeballs_delay: 0.1 }));
  await attempt("interleave:", connect("127.0.0.1", { interleave: 2 }));
  await attempt("port as a text:", loop.create_connection(named, "127.0.0.1", String(port)));
  await attempt("keywords:", loop.create_connection(named, { host: "127.0.0.1", port }));

  console.log("- wrong arguments");
  await attempt("nothing:", loop.create_connection(named));
  await attempt("server_hostname:", connect("127.0.0.1", { server_hostname: "x" }));
  await attempt("timeout:", connect("127.0.0.1", { ssl_handshake_timeout: 1 }));
  await attempt("no host:", loop.create_connection(named, { port, ssl: true }));
  await attempt("unix:", loop.create_unix_connection(named));
  await attempt("unix:", loop.create_unix_connection(named, "/nowhere", { server_hostname: "x" }));
  await attempt("unix:", loop.create_unix_connection(named, "/nowhere", { ssl: true }));
  try {
    // @ts-expect-error: no keyword of it, which is what this is about
    loop.create_connection(named, "127.0.0.1", port, { nothing: 1 });
  } catch (e) {
    console.log((e as TypeError).message);
  }
  server.close();

  console.log("- nobody there");
  await attempt("one:", connect("127.0.0.1"));
  await attempt("another:", connect("::1"));
  await attempt("happy eyeballs:", connect("127.0.0.1", { happy_eyeballs_delay: 0.1 }));

  const four = (at: number): asyncio.AddressInfo => [
    socket.AF_INET,
    socket.SOCK_STREAM,
    6,
    "",
    ["127.0.0.1", at],
  ];
  const six = (at: number): asyncio.AddressInfo => [
    socket.AF_INET6,
    socket.SOCK_STREAM,
    6,
    "",
    ["::1", at, 0, 0],
  ];
  type Resolve = (host: unknown, at: unknown) => Promise<asyncio.AddressInfo[]>;
  const resolve_by = (how: Resolve) => {
    loop.getaddrinfo = asyncio.coroutine("getaddrinfo", how);
  };
  const two: Resolve = async (_host, at) => [six(Number(at)), four(Number(at))];
  resolve_by(two);
  await attempt("both:", connect("both"));
  await attempt("both, at once:", connect("both", { happy_eyeballs_delay: 0 }));
  try {
    await connect("both", { all_errors: true });
  } catch (e) {
    if (!(e instanceof asyncio.ExceptionGroup)) throw e;
    console.log(String(e), repr(e.exceptions.map((each) => text((each as Error).message))));
  }

  resolve_by(async (_host, at) => [four(Number(at)), four(Number(at))]);
  await attempt("twice the same:", connect("same"));

  resolve_by(async () => []);
  await attempt("none:", connect("none"));

  console.log("- the second answers");
  resolve_by(two);
  server = await loop.create_server(plain, "127.0.0.1", port);
  await attempt("one after the other:", connect("both"));
  await attempt("side by side:", connect("both", { happy_eyeballs_delay: 0.1 }));
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
