// With return_exceptions errors are results; a cancelled child is a CancelledError among them.
import * as asyncio from "asyncio-node";

const good = asyncio.coroutine(async function good(x: number) {
  await asyncio.sleep(0);
  return x;
});

const bad = asyncio.coroutine(async function bad(text: string) {
  await asyncio.sleep(0);
  throw new asyncio.ValueError(text);
});

const forever = asyncio.coroutine(async function forever() {
  await asyncio.get_running_loop().create_future();
});

const main = asyncio.coroutine(async function main() {
  console.log(asyncio.repr(await asyncio.gather(good(1), bad("two"), good(3), { return_exceptions: true })));

  const task = asyncio.create_task(forever());
  asyncio.get_running_loop().call_soon(() => task.cancel("enough"));
  const results = await asyncio.gather(task, good(2), { return_exceptions: true });
  console.log(asyncio.repr(results));
  console.log(results[0]?.constructor.name, asyncio.repr(task.cancelled()));

  const failed = asyncio.create_task(bad("early"));
  await asyncio.wait([failed]);
  console.log(asyncio.repr(await asyncio.gather(failed, good(9), failed, { return_exceptions: true })));
  console.log(asyncio.repr(await asyncio.gather({ return_exceptions: true })));
  console.log(asyncio.repr(await asyncio.gather()));
});

await asyncio.run(main());
