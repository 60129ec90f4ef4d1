// Waiting for an event with a time limit; the event itself is untouched.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  const event = new asyncio.Event();
  for (let i = 0; i < 2; i += 1) {
    try {
      await asyncio.wait_for(event.wait(), 0.001);
    } catch (e) {
      if (!(e instanceof asyncio.TimeoutError)) throw e;
      console.log(repr(e), event);
    }
  }
  const loop = asyncio.get_running_loop();
  loop.call_later(0.001, event.set.bind(event));
  console.log(str(await asyncio.wait_for(event.wait(), 1)), event);
  event.clear();
  loop.call_later(0.002, event.set.bind(event));
  const [done, pending] = await asyncio.wait([asyncio.create_task(event.wait())], { timeout: 0.001 });
  console.log([...done].length, [...pending].length);
  const waiting = [...pending][0];
  console.log(str(await waiting));
  const shielded = asyncio.create_task(event.wait());
  console.log(str(await asyncio.shield(shielded)));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
