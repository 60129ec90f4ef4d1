import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.DatagramProtocol {
  readonly got = new asyncio.Queue<[Buffer, asyncio.Address]>();

  override datagram_received(data: Buffer, addr: asyncio.Address) {
    this.got.put_nowait([data, addr]);
  }

  override error_received(exc: Error) {
    console.log("error_received", repr(exc));
  }
}

const same = (a: unknown, b: unknown) => repr(repr(a) === repr(b));
const two = (address: asyncio.Address) => address.slice(0, 2) as unknown as [string, number];

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const factory = () => new Traced();
  const [server, s] = await loop.create_datagram_endpoint(factory, { local_addr: ["::1", 0] });
  const address = server.get_extra_info("sockname");
  const rest = `(${address.slice(2) as unknown as number[]})`.replace(",", ", ");
  console.log(address[0], address.length, rest, server.get_extra_info("socket").family);
  const [client, c] = await loop.create_datagram_endpoint(factory, { remote_addr: two(address) });
  client.sendto("by six");
  let [data, addr] = await s.got.get();
  console.log(repr(data), same(addr, client.get_extra_info("sockname")), addr.length);
  server.sendto("back", addr);
  [data, addr] = await c.got.get();
  console.log(repr(data), same(addr, address));
  client.sendto("named", address);
  console.log(repr((await s.got.get())[0]));
  try {
    client.sendto("short", two(address));
  } catch (exc) {
    console.log("ValueError:", (exc as Error).message.replace(String(address[1]), "PORT"));
  }
  server.sendto("x", ["127.0.0.1", 9]);

  loop.set_exception_handler((_loop, context) => console.log(context.message, repr(context.exception)));
  server.sendto("x", ["::1"] as unknown as asyncio.Address);
  await asyncio.sleep(0);

  console.log("- all addresses of both families");
  const [both, b] = await loop.create_datagram_endpoint(factory, { local_addr: ["::", 0] });
  const port = Number(both.get_extra_info("sockname")[1]);
  const [four] = await loop.create_datagram_endpoint(factory, { remote_addr: ["127.0.0.1", port] });
  four.sendto("by four");
  [data, addr] = await b.got.get();
  console.log(repr(data), addr[0]);
  for (const transport of [client, both, four]) {
    transport.close();
  }
  await asyncio.sleep(0);
});

await asyncio.run(main());
