import * as asyncio from "asyncio-node";

class Hub extends asyncio.DatagramProtocol {
  readonly members = new Map<string, [asyncio.Address, string]>();
  transport!: asyncio.DatagramTransport;

  override connection_made(transport: asyncio.DatagramTransport) {
    this.transport = transport;
  }

  override datagram_received(data: Buffer, addr: asyncio.Address) {
    const key = String(addr);
    const [word, rest = ""] = String(data).split(" ", 2);
    const member = this.members.get(key);
    if (word === "join") {
      this.members.set(key, [addr, rest]);
    } else if (word === "leave") {
      this.members.delete(key);
    } else if (member === undefined) {
      this.transport.sendto("who are you?", addr);
    } else {
      for (const [other] of this.members.values()) {
        this.transport.sendto(`${member[1]}: ${data}`, other);
      }
    }
    this.transport.sendto("ok", addr);
  }
}

class Member extends asyncio.DatagramProtocol {
  readonly got = new asyncio.Queue<string>();

  override datagram_received(data: Buffer) {
    this.got.put_nowait(String(data));
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const [hub] = await loop.create_datagram_endpoint(() => new Hub(), { local_addr: ["127.0.0.1", 0] });
  const address = hub.get_extra_info("sockname") as [string, number];

  const member = asyncio.coroutine(async (name: string) => {
    const [transport, protocol] = await loop.create_datagram_endpoint(() => new Member(), {
      remote_addr: address,
    });

    const say = asyncio.coroutine(async (text: string) => {
      transport.sendto(text);
      for (;;) {
        const answer = await asyncio.wait_for(protocol.got.get(), 5);
        if (answer === "ok") break;
        console.log(`${name} hears`, answer);
      }
    });

    return [transport, protocol, say] as const;
  });

  const [a, a_protocol, a_says] = await member("a");
  const [b, b_protocol, b_says] = await member("b");
  await a_says("hello");
  await a_says("join ann");
  await a_says("anybody?");
  await b_says("join bob");
  await b_says("me");
  console.log("a hears", await a_protocol.got.get());
  await a_says("leave");
  await b_says("alone again");
  console.log(a_protocol.got.qsize(), b_protocol.got.qsize());
  for (const transport of [a, b, hub]) {
    transport.close();
  }
  await asyncio.sleep(0);
});

await asyncio.run(main());
