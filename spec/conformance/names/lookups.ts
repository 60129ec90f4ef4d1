import * as asyncio from "asyncio-node";
import { repr, socket } from "asyncio-node";

async function show(what: string, awaitable: PromiseLike<asyncio.AddressInfo[] | [string, string]>) {
  let result: asyncio.AddressInfo[] | [string, string];
  try {
    result = await awaitable;
  } catch (e) {
    if (!(e instanceof asyncio.OSError)) throw e;
    console.log(what, e.name, e.errno, e.strerror, repr(e instanceof socket.gaierror));
    return;
  }
  if (typeof result[0] === "string") {
    console.log(what, repr(result));
    return;
  }
  console.log(what);
  for (const [family, kind, proto, name, address] of result as asyncio.AddressInfo[]) {
    console.log("  ", family, kind, proto, repr(name), repr(address));
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const look: typeof loop.getaddrinfo = (host, port, options) => loop.getaddrinfo(host, port, options);
  await show("an address", look("127.0.0.1", 80));
  await show("a stream", look("127.0.0.1", 80, { type: socket.SOCK_STREAM }));
  await show("a datagram", look("::1", 53, { type: socket.SOCK_DGRAM }));
  await show("by protocol", look("127.0.0.1", 53, { proto: socket.IPPROTO_UDP }));
  await show("a name", look("localhost", 80, { family: socket.AF_INET, type: socket.SOCK_STREAM }));
  await show("bytes", look(Buffer.from("127.0.0.1"), "80", { type: socket.SOCK_STREAM }));
  await show("no port", look("127.0.0.1", null, { type: socket.SOCK_STREAM }));
  await show("no host", look(null, 80, { type: socket.SOCK_STREAM }));
  await show("to listen", look(null, 80, { type: socket.SOCK_STREAM, flags: socket.AI_PASSIVE }));
  await show("mapped", look("127.0.0.1", 1, { family: socket.AF_INET6, type: 1, flags: socket.AI_V4MAPPED }));
  await show("a canonical name", look("127.0.0.1", 80, { type: 1, flags: socket.AI_CANONNAME }));

  console.log("- what is not there");
  await show("neither", look(null, null));
  await show("no such host", look("no-such-host.invalid", 80));
  await show("empty", look("", 80));
  await show("no address", look("localhost", 80, { flags: socket.AI_NUMERICHOST }));
  await show("no number", look("127.0.0.1", "http", { flags: socket.AI_NUMERICSERV }));
  await show("no such service", look("127.0.0.1", "no-such-service"));
  await show("no such type", look("127.0.0.1", 80, { type: 99 }));
  await show("no such family", look("127.0.0.1", 80, { family: 99 }));
  await show("wrong family", look("127.0.0.1", 80, { family: socket.AF_INET6 }));
  await show("wrong protocol", look("127.0.0.1", 80, { type: 1, proto: socket.IPPROTO_UDP }));

  console.log("- the other way");
  const numeric = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV;
  await show("numeric", loop.getnameinfo(["127.0.0.1", 80], numeric));
  await show("numeric", loop.getnameinfo(["::1", 80, 0, 0], { flags: numeric }));
  await show("by a name", loop.getnameinfo(["localhost", 80], numeric));
  await show("unknown", loop.getnameinfo(["203.0.113.7", 9999], socket.NI_NUMERICSERV));
  await show("required", loop.getnameinfo(["203.0.113.7", 9999], socket.NI_NAMEREQD));
  for (const wrong of ["127.0.0.1", ["127.0.0.1"], ["127.0.0.1", "http"]]) {
    try {
      await loop.getnameinfo(wrong as asyncio.Address);
    } catch (e) {
      console.log((e as Error).name);
    }
  }
});

await asyncio.run(main());
