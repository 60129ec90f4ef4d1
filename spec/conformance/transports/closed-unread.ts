// Whoever closes with something unread resets the connection, also if it came only just before the end.
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Side extends asyncio.Protocol {
  readonly name: string;
  readonly lost: asyncio.Future<string>;
  transport!: asyncio.Transport;

  constructor(name: string, lost: asyncio.Future<string>) {
    super();
    this.name = name;
    this.lost = lost;
  }

  override connection_made(transport: asyncio.BaseTransport) {
    this.transport = transport as asyncio.Transport;
  }

  override data_received(data: Buffer) {
    console.log(this.name, "got", data.length);
  }

  override eof_received() {
    console.log(this.name, "sees the end");
  }

  override connection_lost(exc: Error | null) {
    this.lost.set_result(`${this.name} lost: ${repr(exc)}`);
  }
}

const pair = asyncio.coroutine(async function pair() {
  const loop = asyncio.get_running_loop();
  const futures = [loop.create_future<string>(), loop.create_future<string>()] as const;
  const accepted = new asyncio.Queue<Side>();

  const accept = () => {
    const side = new Side("server", futures[0]);
    accepted.put_nowait(side);
    return side;
  };

  const server = await loop.create_server(accept, "127.0.0.1", 0);
  const address = server.sockets[0]?.getsockname() as [string, number];
  const [, client] = await loop.create_connection(() => new Side("client", futures[1]), ...address);
  const side = await accepted.get();
  await asyncio.sleep(0.01);
  server.close();
  return { server: side.transport, client: client.transport, futures };
});

const main = asyncio.coroutine(async function main() {
  console.log("- the other side writes when it is closed");
  let { server, client, futures } = await pair();
  client.close();
  server.write("too late");
  console.log(repr(await asyncio.gather(...futures)));

  console.log("- it has written just before");
  ({ server, client, futures } = await pair());
  client.write("one");
  client.write("two");
  server.close();
  console.log(repr(await asyncio.gather(...futures)));

  console.log("- nothing is unread");
  ({ server, client, futures } = await pair());
  client.write("in time");
  await asyncio.sleep(0.05);
  server.close();
  console.log(repr(await asyncio.gather(...futures)));
});

await asyncio.run(main());
