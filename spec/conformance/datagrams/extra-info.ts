import * as asyncio from "asyncio-node";
import { repr, socket } from "asyncio-node";

const tuple = (address: unknown) => `(${(address as unknown[]).map((part) => repr(part)).join(", ")})`;
const same = (a: unknown, b: unknown) => repr(repr(a) === repr(b));

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const factory = () => new asyncio.DatagramProtocol();
  let [transport] = await loop.create_datagram_endpoint(factory, {
    local_addr: ["127.0.0.1", 0],
    allow_broadcast: true,
  });
  let sock = transport.get_extra_info("socket");
  const address = transport.get_extra_info("sockname") as [string, number];
  console.log(address[0], repr(address[1] > 0), repr(transport.get_extra_info("peername")));
  console.log(repr(transport.get_extra_info("nothing")), repr(transport.get_extra_info("nothing", 1)));
  console.log(sock.family, sock.type, sock.proto, sock.gettimeout());
  console.log(same(sock.getsockname(), address));
  try {
    sock.getpeername();
  } catch (exc) {
    console.log(repr(exc));
  }
  console.log("broadcast:", sock.getsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST));
  sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 0);
  console.log("broadcast:", sock.getsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST));
  console.log("type:", sock.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE));
  sock.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 3);
  console.log("receive buffer:", repr(sock.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF) > 0));
  console.log(repr(sock).replace(String(address[1]), "PORT").replace(String(sock.fileno()), "N"));

  const [connected] = await loop.create_datagram_endpoint(factory, { remote_addr: address });
  const other = connected.get_extra_info("socket");
  console.log(connected.get_extra_info("sockname")[0], same(connected.get_extra_info("peername"), address));
  console.log(same(other.getpeername(), address), other.family, other.proto);

  transport.close();
  connected.close();
  await asyncio.sleep(0);
  console.log(sock.fileno(), same(transport.get_extra_info("sockname"), address));
  try {
    sock.getsockname();
  } catch (exc) {
    console.log(repr(exc));
  }

  console.log("- neither bound nor connected");
  for (const options of [{ family: socket.AF_INET }, { remote_addr: address, allow_broadcast: true }]) {
    [transport] = await loop.create_datagram_endpoint(factory, options);
    console.log(tuple(transport.get_extra_info("sockname")), repr(transport.get_extra_info("peername")));
    sock = transport.get_extra_info("socket");
    console.log(tuple(sock.getsockname()), sock.proto);
    transport.sendto("x", address);
    console.log(repr(Number(sock.getsockname()[1]) > 0), tuple(transport.get_extra_info("sockname")));
    transport.close();
    await asyncio.sleep(0);
  }
});

await asyncio.run(main());
