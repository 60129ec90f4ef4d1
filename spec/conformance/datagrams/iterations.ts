import * as asyncio from "asyncio-node";

/** Says how often another task has its turn meanwhile. */
async function turns_during<T>(what: string, work: PromiseLike<T>): Promise<T> {
  let turns = 0;
  let done = false;

  const other = asyncio.coroutine(async function other() {
    while (!done) {
      turns += 1;
      await asyncio.sleep(0);
    }
  });

  const task = asyncio.create_task(other());
  await asyncio.sleep(0);
  turns = 0;
  const result = await work;
  done = true;
  console.log(what, turns);
  await task;
  return result;
}

class Echo extends asyncio.DatagramProtocol {
  transport!: asyncio.DatagramTransport;

  override connection_made(transport: asyncio.DatagramTransport) {
    this.transport = transport;
  }

  override datagram_received(data: Buffer, addr: asyncio.socket.Address) {
    this.transport.sendto(data, addr);
  }
}

class Client extends asyncio.DatagramProtocol {
  received = new asyncio.Queue<Buffer>();

  override datagram_received(data: Buffer) {
    this.received.put_nowait(data);
  }
}

const trip = asyncio.coroutine(async function trip(transport: asyncio.DatagramTransport, protocol: Client) {
  transport.sendto("one");
  await protocol.received.get();
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const bound = loop.create_datagram_endpoint(() => new Echo(), { local_addr: ["127.0.0.1", 0] });
  const [server] = await turns_during("bound:", bound);
  const remote_addr = server.get_extra_info("sockname") as [string, number];
  const connected = loop.create_datagram_endpoint(() => new Client(), { remote_addr });
  const [transport, protocol] = await turns_during("connected:", connected);
  for (let i = 0; i < 3; i++) await turns_during("there and back:", trip(transport, protocol));
  transport.close();
  server.close();
});

await asyncio.run(main());
