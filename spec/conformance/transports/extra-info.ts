import * as asyncio from "asyncio-node";
import { repr, socket } from "asyncio-node";

function shape(address: asyncio.Address) {
  return repr([...address].map((part) => (typeof part === "string" ? "str" : "int")));
}

function equal(a: asyncio.Address, b: asyncio.Address) {
  return repr(repr(a) === repr(b));
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const served = loop.create_future<asyncio.StreamWriter>();
  const server = await asyncio.start_server((_r, w) => served.set_result(w), "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [, writer] = await asyncio.open_connection("127.0.0.1", port);
  const other = await served;

  console.log(
    shape(writer.get_extra_info("peername")),
    equal(writer.get_extra_info("peername"), ["127.0.0.1", port]),
  );
  console.log(shape(writer.get_extra_info("sockname")));
  console.log(equal(other.get_extra_info("peername"), writer.get_extra_info("sockname")));
  console.log(equal(other.get_extra_info("sockname"), writer.get_extra_info("peername")));
  for (const name of ["sslcontext", "ssl_object", "cipher", "peercert", "pipe", "subprocess", "nothing"]) {
    console.log(name, repr(writer.get_extra_info(name)));
  }
  console.log(
    writer.get_extra_info("nothing", "a default"),
    writer.transport.get_extra_info("nothing", { default: 1 }),
  );

  const sock = writer.get_extra_info("socket");
  console.log(
    repr(sock.family === socket.AF_INET),
    repr(sock.type === socket.SOCK_STREAM),
    repr(sock.proto === socket.IPPROTO_TCP),
  );
  console.log(
    equal(sock.getpeername(), ["127.0.0.1", port]),
    equal(sock.getsockname(), writer.get_extra_info("sockname")),
  );
  console.log(repr(sock.fileno() > 2), sock.gettimeout());
  console.log("nodelay", repr(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) !== 0));
  sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1);
  console.log("keepalive", repr(sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) !== 0));
  sock.setblocking(false);
  sock.settimeout(0);
  for (const wrong of [() => sock.setblocking(true), () => sock.settimeout(1)]) {
    try {
      wrong();
    } catch (e) {
      console.log(repr(e));
    }
  }

  writer.close();
  await writer.wait_closed();
  console.log("closed:", sock.fileno(), equal(writer.get_extra_info("peername"), ["127.0.0.1", port]));
  for (const ask of [() => sock.getpeername(), () => sock.getsockname()]) {
    try {
      ask();
    } catch (e) {
      console.log(repr(e));
    }
  }
  other.close();
  const listening = server.sockets[0];
  console.log(repr(listening?.family === socket.AF_INET), repr(listening?.type === socket.SOCK_STREAM));
  try {
    listening?.getpeername();
  } catch (e) {
    console.log(repr(e));
  }
  server.close();
  console.log(repr(server.sockets.length === 0));

  console.log(new asyncio.BaseTransport({ extra: { color: "red" } }).get_extra_info("color"));
  console.log(repr(new asyncio.BaseTransport().get_extra_info("color")));
});

await asyncio.run(main());
