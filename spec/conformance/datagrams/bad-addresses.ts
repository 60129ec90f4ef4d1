import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.DatagramProtocol {
  override error_received(exc: Error) {
    console.log("  error_received", repr(exc));
  }

  override connection_lost(exc: Error | null) {
    console.log("  connection_lost", repr(exc));
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  loop.set_exception_handler((_loop, context) => {
    console.log(" ", context.message);
    console.log("  about", repr(Object.keys(context).sort()));
    console.log(" ", repr(context.exception));
    const transport = context.transport as asyncio.DatagramTransport;
    console.log("  told while", transport.is_closing() ? "closing" : "open");
  });
  const here = { local_addr: ["127.0.0.1", 0] as const };
  for (const addr of [null, "127.0.0.1", ["127.0.0.1"], ["127.0.0.1", 1, 2], ["127.0.0.1", "9"], [1, 2]]) {
    console.log(typeof addr === "string" ? addr : repr(addr));
    const [transport] = await loop.create_datagram_endpoint(() => new Traced(), here);
    transport.sendto("x", addr as asyncio.Address);
    console.log("  returned", repr(transport.is_closing()));
    await asyncio.sleep(0);
  }

  console.log("no bytes");
  const [transport] = await loop.create_datagram_endpoint(() => new Traced(), here);
  for (const data of [null, 1, [1]]) {
    try {
      transport.sendto(data as unknown as Buffer, ["127.0.0.1", 9]);
    } catch (exc) {
      console.log("  TypeError:", (exc as TypeError).message);
    }
  }
  console.log("  still open:", repr(!transport.is_closing()));
  transport.close();
  await asyncio.sleep(0);
});

await asyncio.run(main());
