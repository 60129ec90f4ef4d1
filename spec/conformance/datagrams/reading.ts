import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { exchange } from "../loopback.js";

class Traced extends asyncio.DatagramProtocol {
  transport!: asyncio.ReadTransport;
  done!: asyncio.Event;

  override connection_made(transport: asyncio.BaseTransport) {
    this.transport = transport as asyncio.ReadTransport;
    asyncio.get_running_loop().call_soon(console.log, "  after connection_made");
    console.log("connection_made", repr(this.transport.is_reading()));
  }

  override datagram_received(data: Buffer) {
    console.log("datagram_received", repr(data));
    asyncio.get_running_loop().call_soon(console.log, "  after", repr(data));
    if (String(data) === "bad") throw new asyncio.ValueError("I do not like it");
    if (String(data) === "last") this.done.set();
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  loop.set_exception_handler((_loop, context) => {
    console.log("handler:", context.message, repr(context.exception), repr(Object.keys(context).sort()));
  });
  const [transport, protocol] = await loop.create_datagram_endpoint(() => new Traced(), {
    local_addr: ["127.0.0.1", 0],
  });
  const receiver = protocol.transport;
  const address = transport.get_extra_info("sockname") as [string, number];
  const [sender] = await loop.create_datagram_endpoint(() => new asyncio.DatagramProtocol(), {
    remote_addr: address,
  });

  console.log("- one in each iteration");
  protocol.done = new asyncio.Event();
  for (const data of ["one", "two", "bad", "last"]) {
    sender.sendto(data);
  }
  await protocol.done.wait();
  console.log("open:", repr(!receiver.is_closing()));

  console.log("- paused");
  protocol.done.clear();
  receiver.pause_reading();
  receiver.pause_reading();
  console.log("reading:", repr(receiver.is_reading()));
  for (const data of ["three", "last"]) {
    sender.sendto(data);
  }
  await exchange();
  console.log("going on");
  receiver.resume_reading();
  receiver.resume_reading();
  console.log("reading:", repr(receiver.is_reading()));
  await protocol.done.wait();
  await asyncio.sleep(0);

  console.log("- closed");
  receiver.close();
  console.log("reading:", repr(receiver.is_reading()));
  receiver.resume_reading();
  sender.sendto("not heard");
  sender.close();
  await exchange();
});

await asyncio.run(main());
