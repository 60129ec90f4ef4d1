import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.DatagramProtocol {
  readonly name: string;
  readonly received = new asyncio.Event();
  transport!: asyncio.DatagramTransport;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override connection_made(transport: asyncio.DatagramTransport) {
    this.transport = transport;
    console.log(`${this.name}: connection_made`, shown(transport));
  }

  override datagram_received(data: Buffer) {
    console.log(`${this.name}: datagram_received`, repr(data));
    this.received.set();
  }

  override connection_lost(exc: Error | null) {
    console.log(`${this.name}: connection_lost`, repr(exc), repr(this.transport.is_closing()));
  }
}

function shown(transport: asyncio.DatagramTransport) {
  return repr(transport).replace(/fd=\d+/, "fd=N");
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  async function endpoint(name: string) {
    console.log("-", name);
    return await loop.create_datagram_endpoint(() => new Traced(name), { local_addr: ["127.0.0.1", 0] });
  }

  let [transport, protocol] = await endpoint("close");
  console.log(shown(transport), repr(transport.is_closing()), repr(transport.get_protocol() === protocol));
  loop.call_soon(console.log, "before");
  transport.close();
  loop.call_soon(console.log, "after");
  transport.close();
  transport.abort();
  console.log(shown(transport), repr(transport.is_closing()));
  await asyncio.sleep(0);
  console.log(shown(transport), repr(transport.is_closing()));

  [transport, protocol] = await endpoint("abort");
  transport.abort();
  transport.close();
  transport.abort();
  console.log(shown(transport));
  await asyncio.sleep(0);
  console.log(shown(transport));

  // What has come is not handed over any more, and what was sent has gone.
  [transport, protocol] = await endpoint("sender");
  const [receiver, other] = await endpoint("receiver");
  const [deaf] = await endpoint("deaf");
  transport.sendto("heard", receiver.get_extra_info("sockname"));
  transport.sendto("not heard", deaf.get_extra_info("sockname"));
  transport.close();
  deaf.close();
  await other.received.wait();
  receiver.close();
  await asyncio.sleep(0);

  [transport, protocol] = await endpoint("another protocol");
  transport.set_protocol(new Traced("the other"));
  (transport.get_protocol() as Traced).transport = transport;
  console.log((transport.get_protocol() as Traced).name);
  transport.close();
  await asyncio.sleep(0);
});

await asyncio.run(main());
