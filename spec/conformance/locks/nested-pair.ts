// Two locks taken in two orders: a deadlock that a time limit resolves.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;

const both = asyncio.coroutine(async function both(name: string, first: asyncio.Lock, second: asyncio.Lock) {
  await asyncio.async_with(first, async () => {
    console.log(name, "has one");
    await asyncio.sleep(0);
    await asyncio.async_with(second, async () => {
      console.log(name, "has both");
    });
  });
});

const main = asyncio.coroutine(async function main() {
  const [left, right] = [new asyncio.Lock(), new asyncio.Lock()];
  const a = asyncio.create_task(both("a", left, right));
  const b = asyncio.create_task(both("b", right, left));
  const [done, pending] = await asyncio.wait([a, b], { timeout: 0.005 });
  console.log([...done].length, [...pending].length, repr(left.locked()), repr(right.locked()));
  b.cancel();
  console.log(repr(await asyncio.gather(a, b, { return_exceptions: true })));
  console.log(repr(left.locked()), repr(right.locked()));
  await both("c", left, right);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
