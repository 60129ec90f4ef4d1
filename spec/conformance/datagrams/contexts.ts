import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const name = new asyncio.ContextVar("name", { default: "nobody" });

class Traced extends asyncio.DatagramProtocol {
  transport!: asyncio.DatagramTransport;
  lost!: asyncio.Future<void>;

  override connection_made(transport: asyncio.DatagramTransport) {
    console.log("connection_made", name.get(), repr(asyncio.current_task()));
    name.set("made");
    this.transport = transport;
  }

  override datagram_received(data: Buffer, addr: asyncio.Address) {
    console.log("datagram_received", repr(data), name.get(), repr(asyncio.current_task()));
    name.set("received");
    this.transport.sendto("x".repeat(70000), addr);
    if (String(data) === "last") this.transport.close();
  }

  override error_received() {
    console.log("error_received", name.get());
  }

  override connection_lost() {
    console.log("connection_lost", name.get(), repr(asyncio.current_task()));
    this.lost.set_result(undefined);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  name.set("creator");
  const [receiver, protocol] = await loop.create_datagram_endpoint(() => new Traced(), {
    local_addr: ["127.0.0.1", 0],
  });
  protocol.lost = loop.create_future<void>();
  name.set("sender");
  const [sender] = await loop.create_datagram_endpoint(() => new asyncio.DatagramProtocol(), {
    remote_addr: receiver.get_extra_info("sockname") as [string, number],
  });
  sender.sendto("first");
  sender.sendto("last");
  await protocol.lost;
  console.log("main", name.get());
  sender.close();
  await asyncio.sleep(0);
});

await asyncio.run(main());
