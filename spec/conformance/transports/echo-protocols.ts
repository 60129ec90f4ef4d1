import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class EchoServer extends asyncio.Protocol {
  transport!: asyncio.Transport;

  override connection_made(transport: asyncio.Transport) {
    const peername = transport.get_extra_info("peername");
    console.log("Connection from", peername[0]);
    this.transport = transport;
  }

  override data_received(data: Buffer) {
    const message = data.toString();
    console.log(`Data received: ${repr(message)}`);
    console.log(`Send: ${repr(message)}`);
    this.transport.write(data);
    console.log("Close the client socket");
    this.transport.close();
  }
}

class EchoClient extends asyncio.Protocol {
  readonly message: string;
  readonly on_con_lost: asyncio.Future<boolean>;

  constructor(message: string, on_con_lost: asyncio.Future<boolean>) {
    super();
    this.message = message;
    this.on_con_lost = on_con_lost;
  }

  override connection_made(transport: asyncio.Transport) {
    transport.write(this.message);
    console.log(`Data sent: ${repr(this.message)}`);
  }

  override data_received(data: Buffer) {
    console.log(`Data received: ${repr(data.toString())}`);
  }

  override connection_lost() {
    console.log("The server closed the connection");
    this.on_con_lost.set_result(true);
  }
}

async function client(port: number) {
  const loop = asyncio.get_running_loop();
  const on_con_lost = loop.create_future<boolean>();
  const [transport] = await loop.create_connection(
    () => new EchoClient("Hello World!", on_con_lost),
    "127.0.0.1",
    port,
  );
  try {
    await on_con_lost;
  } finally {
    transport.close();
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const server = await loop.create_server(() => new EchoServer(), "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  await asyncio.async_with(server, async () => {
    const serving = asyncio.create_task(server.serve_forever());
    await client(port);
    await client(port);
    serving.cancel();
    await asyncio.wait([serving]);
  });
});

await asyncio.run(main());
