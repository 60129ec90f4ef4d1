import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class EchoServer extends asyncio.DatagramProtocol {
  transport!: asyncio.DatagramTransport;

  override connection_made(transport: asyncio.DatagramTransport) {
    this.transport = transport;
  }

  override datagram_received(data: Buffer, addr: asyncio.Address) {
    const message = data.toString();
    console.log(`Received ${repr(message)} from ${addr[0]}`);
    console.log(`Send ${repr(message)} to ${addr[0]}`);
    this.transport.sendto(data, addr);
  }
}

class EchoClient extends asyncio.DatagramProtocol {
  readonly message: string;
  readonly on_con_lost: asyncio.Future<boolean>;
  transport: asyncio.DatagramTransport | null = null;

  constructor(message: string, on_con_lost: asyncio.Future<boolean>) {
    super();
    this.message = message;
    this.on_con_lost = on_con_lost;
  }

  override connection_made(transport: asyncio.DatagramTransport) {
    this.transport = transport;
    console.log("Send:", this.message);
    this.transport.sendto(this.message);
  }

  override datagram_received(data: Buffer) {
    console.log("Received:", data.toString());
    console.log("Close the socket");
    this.transport?.close();
  }

  override error_received(exc: Error) {
    console.log("Error received:", exc);
  }

  override connection_lost() {
    console.log("Connection closed");
    this.on_con_lost.set_result(true);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const [server] = await loop.create_datagram_endpoint(() => new EchoServer(), {
    local_addr: ["127.0.0.1", 0],
  });
  const address = server.get_extra_info("sockname") as [string, number];
  for (const message of ["Hello World!", "", "naïve"]) {
    const on_con_lost = loop.create_future<boolean>();
    const [client, protocol] = await loop.create_datagram_endpoint(
      () => new EchoClient(message, on_con_lost),
      {
        remote_addr: address,
      },
    );
    try {
      await on_con_lost;
    } finally {
      client.close();
    }
    console.log(repr(protocol.transport === client), repr(client.is_closing()));
  }
  server.close();
  await asyncio.sleep(0);
});

await asyncio.run(main());
