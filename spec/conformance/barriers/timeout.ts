// A time limit on a barrier that never fills.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const comer = asyncio.coroutine(async function comer(name: string, barrier: asyncio.Barrier, limit: number) {
  try {
    return await asyncio.async_with(asyncio.timeout(limit), async () => {
      return await asyncio.async_with(barrier, async (position) => {
        return `${name} at ${str(position)}`;
      });
    });
  } catch (e) {
    if (e instanceof asyncio.TimeoutError) {
      return `${name} timed out`;
    } else if (e instanceof asyncio.BrokenBarrierError) {
      return `${name} ${e.message}`;
    } else throw e;
  }
});

const main = asyncio.coroutine(async function main() {
  const barrier = new asyncio.Barrier(3);
  console.log(repr(await asyncio.gather(comer("a", barrier, 0.001), comer("b", barrier, 0.002))));
  console.log(barrier);
  const loop = asyncio.get_running_loop();
  loop.call_later(0.001, () => asyncio.create_task(barrier.abort()));
  console.log(repr(await asyncio.gather(comer("c", barrier, 1), comer("d", barrier, 1))));
  console.log(barrier);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
