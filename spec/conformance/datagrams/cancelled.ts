import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.DatagramProtocol {
  override connection_made(transport: asyncio.BaseTransport) {
    console.log("  connection_made", repr(transport.is_closing()));
  }

  override connection_lost(exc: Error | null) {
    console.log("  connection_lost", repr(exc));
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  for (const addresses of [{ local_addr: ["127.0.0.1", 0] }, { remote_addr: ["127.0.0.1", 9] }] as const) {
    for (let turns = 0; turns < 5; turns += 1) {
      console.log("cancelled after", turns, "turns");
      const task = asyncio.create_task(loop.create_datagram_endpoint(() => new Traced(), addresses));
      for (let turn = 0; turn < turns; turn += 1) {
        await asyncio.sleep(0);
      }
      console.log("  done:", repr(task.done()));
      console.log("  cancel:", repr(task.cancel()));
      await asyncio.wait([task]);
      console.log("  cancelled:", repr(task.cancelled()));
      if (!task.cancelled()) {
        task.result()[0].close();
      }
      for (let turn = 0; turn < 3; turn += 1) {
        await asyncio.sleep(0);
      }
    }
  }
});

await asyncio.run(main());
