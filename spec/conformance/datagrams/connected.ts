import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.DatagramProtocol {
  readonly name: string;
  readonly got = new asyncio.Queue<[Buffer, asyncio.Address]>();
  transport!: asyncio.DatagramTransport;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override connection_made(transport: asyncio.DatagramTransport) {
    this.transport = transport;
  }

  override datagram_received(data: Buffer, addr: asyncio.Address) {
    this.got.put_nowait([data, addr]);
  }

  override error_received(exc: Error) {
    console.log(`${this.name}: error_received`, repr(exc));
  }

  override connection_lost(exc: Error | null) {
    console.log(`${this.name}: connection_lost`, repr(exc));
  }
}

const same = (a: unknown, b: unknown) => repr(repr(a) === repr(b));

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const here = ["127.0.0.1", 0] as const;
  const [server, s] = await loop.create_datagram_endpoint(() => new Traced("server"), here);
  const address = server.get_extra_info("sockname") as [string, number];
  const [stranger] = await loop.create_datagram_endpoint(() => new Traced("stranger"), here);
  const [client, c] = await loop.create_datagram_endpoint(() => new Traced("client"), here, address);
  const own = client.get_extra_info("sockname");

  console.log(
    "peers:",
    repr(server.get_extra_info("peername")),
    same(client.get_extra_info("peername"), address),
  );
  client.sendto("one");
  let [data, addr] = await s.got.get();
  console.log("server got", repr(data), same(addr, own));
  client.sendto("two", null);
  client.sendto("three", address);
  for (let i = 0; i < 2; i += 1) {
    console.log("server got", repr((await s.got.get())[0]));
  }

  for (const other of [["127.0.0.1", 9], ["127.0.0.1"], []]) {
    try {
      client.sendto("x", other as unknown as asyncio.Address);
      console.log("sent");
    } catch (exc) {
      if (!(exc instanceof asyncio.ValueError)) throw exc;
      console.log("ValueError:", exc.message.replace(String(address[1]), "PORT"));
    }
  }

  // Of a connected endpoint, only the other end is heard.
  stranger.sendto("from a stranger", own);
  server.sendto("from the server", own);
  [data, addr] = await c.got.get();
  console.log("client got", repr(data), same(addr, address), repr(c.got.empty()));

  for (const transport of [client, stranger, server]) {
    transport.close();
  }
  await asyncio.sleep(0);
});

await asyncio.run(main());
