import dgram from "node:dgram";
import { once } from "node:events";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.DatagramProtocol {
  readonly failed = new asyncio.Event();
  transport!: asyncio.DatagramTransport;

  override connection_made(transport: asyncio.DatagramTransport) {
    this.transport = transport;
  }

  override error_received(exc: Error) {
    console.log("  error_received", repr(exc), repr((exc as asyncio.OSError).errno));
    this.failed.set();
  }

  override connection_lost(exc: Error | null) {
    console.log("  connection_lost", repr(exc));
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  console.log("nobody there");
  const unused = dgram.createSocket("udp4");
  unused.bind(0, "127.0.0.1");
  await once(unused, "listening");
  const address = ["127.0.0.1", unused.address().port] as const;
  unused.close();
  let [transport, protocol] = await loop.create_datagram_endpoint(() => new Traced(), {
    remote_addr: address,
  });
  transport.sendto("anybody?");
  console.log("  sent");
  await protocol.failed.wait();
  console.log("  still open:", repr(!transport.is_closing()));
  transport.close();
  await asyncio.sleep(0);

  console.log("what the system refuses at once");
  [transport, protocol] = await loop.create_datagram_endpoint(() => new Traced(), {
    local_addr: ["127.0.0.1", 0],
  });
  const refused = [
    [70000, "127.0.0.1", 9],
    [1, "127.0.0.1", 0],
    [1, "255.255.255.255", 9],
    [1, "::1", 9],
  ] as const;
  for (const [size, host, port] of refused) {
    console.log(size, `('${host}', ${port})`);
    transport.sendto("x".repeat(size), [host, port]);
    console.log("  returned", repr(transport.is_closing()));
  }

  console.log("a protocol that does not like errors");
  protocol.error_received = () => {
    throw new asyncio.RuntimeError("no errors, please");
  };
  try {
    transport.sendto("x".repeat(70000), ["127.0.0.1", 9]);
  } catch (exc) {
    if (!(exc instanceof asyncio.RuntimeError)) throw exc;
    console.log("  RuntimeError:", exc.message);
  }
  console.log("  still open:", repr(!transport.is_closing()));
  transport.abort();
  await asyncio.sleep(0);
});

await asyncio.run(main());
