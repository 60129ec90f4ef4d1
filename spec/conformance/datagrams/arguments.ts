import net from "node:net";
import * as asyncio from "asyncio-node";
import { repr, socket } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const here = ["127.0.0.1", 0] as const;
  const factory = () => new asyncio.DatagramProtocol();
  const [taken] = await loop.create_datagram_endpoint(factory, here);

  async function attempt(name: string, ...args: unknown[]) {
    try {
      const [transport] = await loop.create_datagram_endpoint(factory, ...(args as []));
      console.log(
        name,
        "->",
        transport.get_extra_info("sockname")[0],
        repr(transport.get_extra_info("peername")),
      );
      transport.close();
      await asyncio.sleep(0);
    } catch (exc) {
      console.log(name, "->", repr(exc));
    }
  }

  await attempt("nothing");
  await attempt("local_addr", { local_addr: here });
  await attempt("by place", here);
  await attempt("family only", { family: socket.AF_INET });
  await attempt("another family", { family: 99 });
  await attempt("a string", { local_addr: "x" });
  await attempt("one of two", { remote_addr: ["127.0.0.1"] });
  await attempt("three of two", { local_addr: ["127.0.0.1", 0, 0] });
  await attempt("two families", { local_addr: here, remote_addr: ["::1", 9] });
  await attempt("not its family", { local_addr: here, family: socket.AF_INET6 });
  await attempt("not ours", { local_addr: ["1.2.3.4", 0] });
  await attempt("taken", { local_addr: taken.get_extra_info("sockname") });
  await attempt("broadcast", { remote_addr: ["255.255.255.255", 9] });
  await attempt("broadcast allowed", { remote_addr: ["255.255.255.255", 9], allow_broadcast: true });
  await attempt("no such service", { local_addr: ["127.0.0.1", "no such service"] });
  await attempt("unknown host", { remote_addr: ["no-such-host.invalid", 9] });
  await attempt("name", { local_addr: ["localhost", 0], family: socket.AF_INET });
  await attempt("Unix", { local_addr: here, family: socket.AF_UNIX });
  const stream = new net.Socket();
  try {
    await loop.create_datagram_endpoint(factory, { sock: stream as never });
  } catch (exc) {
    console.log("a stream socket ->", (exc as Error).message.split(", got")[0]);
  }
  stream.destroy();

  function bad_factory(): asyncio.DatagramProtocol {
    throw new asyncio.RuntimeError("no protocol today");
  }

  try {
    await loop.create_datagram_endpoint(bad_factory, here);
  } catch (exc) {
    console.log("bad factory ->", (exc as Error).message);
  }
  taken.close();
  await asyncio.sleep(0);
});

await asyncio.run(main());
