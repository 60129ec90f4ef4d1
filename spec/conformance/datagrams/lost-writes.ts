import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const [server] = await loop.create_datagram_endpoint(() => new asyncio.DatagramProtocol(), {
    local_addr: ["127.0.0.1", 0],
  });
  const [client] = await loop.create_datagram_endpoint(() => new asyncio.DatagramProtocol(), {
    remote_addr: server.get_extra_info("sockname") as [string, number],
  });
  client.close();
  for (let number = 1; number < 9; number += 1) {
    client.sendto("lost");
    console.log("sent", number);
  }
  await asyncio.sleep(0);
  client.sendto("lost");
  const writing = client as unknown as asyncio.WriteTransport;
  console.log(
    "limits",
    `(${writing.get_write_buffer_limits().join(", ")})`,
    repr(writing.get_write_buffer_size()),
  );
  server.close();
  await asyncio.sleep(0);
});

await asyncio.run(main());
