import * as asyncio from "asyncio-node";
import { repr, ssl } from "asyncio-node";

const FOLDER = "spec/support/tls";

function server_context() {
  const context = asyncio.create_default_context(ssl.Purpose.CLIENT_AUTH);
  context.load_cert_chain(`${FOLDER}/localhost.pem`, `${FOLDER}/localhost.key`);
  return context;
}

class Traced extends asyncio.Protocol {
  readonly name: string;
  transport!: asyncio.Transport;
  readonly made = new asyncio.Event();
  readonly received = new asyncio.Event();
  readonly lost = new asyncio.Event();

  constructor(name: string) {
    super();
    this.name = name;
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    console.log(this.name, "connection_made", repr(transport.can_write_eof()), repr(transport.is_closing()));
    console.log(this.name, "cipher", (transport.get_extra_info("cipher") as unknown[]).length);
    this.made.set();
  }

  override data_received(data: Buffer) {
    console.log(this.name, "data_received", repr(data));
    if (this.name === "server") this.transport.write(data.toString().toUpperCase());
    this.received.set();
  }

  override eof_received() {
    console.log(this.name, "eof_received");
  }

  override connection_lost(exc: Error | null) {
    console.log(this.name, "connection_lost", repr(exc));
    this.lost.set();
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const made: Traced[] = [];

  function factory() {
    made.push(new Traced("server"));
    return made.at(-1) as Traced;
  }

  const server = await loop.create_server(factory, "127.0.0.1", 0, { ssl: server_context() });
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const client_context = asyncio.create_default_context({ cafile: `${FOLDER}/ca.pem` });
  const secure = { ssl: client_context, server_hostname: "localhost" };
  let [transport, protocol] = await loop.create_connection(
    () => new Traced("client"),
    "127.0.0.1",
    port,
    secure,
  );
  console.log("connected", repr(transport.get_protocol() === protocol));
  transport.write("hello");
  await protocol.received.wait();
  try {
    transport.write_eof();
  } catch (e) {
    console.log((e as Error).name);
  }
  console.log(repr(transport.get_extra_info("sslcontext") === client_context));
  const ssl_object = transport.get_extra_info("ssl_object");
  console.log(repr(ssl_object !== null), repr(transport.get_extra_info("compression")));
  const peername = transport.get_extra_info("socket").getpeername();
  console.log(transport.get_extra_info("peername")[0], repr(peername[1] === port));
  const cert = transport.get_extra_info("peercert") as asyncio.PythonCertificate;
  console.log(repr(Object.keys(cert).sort()));
  console.log(repr(cert.subject.map(([part]) => part)), repr(cert.issuer.map(([part]) => part)));
  console.log(repr(cert.subjectAltName));
  console.log("of the client:", repr(made[0]?.transport.get_extra_info("peercert")));
  console.log(repr(transport.get_write_buffer_limits()), transport.get_write_buffer_size());

  transport.close();
  console.log("closing", repr(transport.is_closing()));
  transport.write("late");
  await protocol.lost.wait();
  await made[0]?.lost.wait();

  console.log("- the server closes");
  [transport, protocol] = await loop.create_connection(() => new Traced("client"), "127.0.0.1", port, secure);
  await made[1]?.made.wait();
  made[1]?.transport.write("bye");
  made[1]?.transport.close();
  await protocol.lost.wait();
  await made[1]?.lost.wait();

  console.log("- abort");
  [transport, protocol] = await loop.create_connection(() => new Traced("client"), "127.0.0.1", port, secure);
  transport.write("all was read");
  await protocol.received.wait();
  transport.abort();
  await protocol.lost.wait();
  await made[2]?.lost.wait();
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
