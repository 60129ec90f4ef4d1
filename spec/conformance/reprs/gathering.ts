// What gather, shield and wait leave to be seen in the futures they work with.
// conformance: mask lines
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const work = asyncio.coroutine(async function work() {
  await asyncio.sleep(0);
  return 1;
});

const main = asyncio.coroutine(async function main() {
  let outer: asyncio.Future<unknown> = asyncio.gather(work(), work());
  console.log(outer);
  console.log(repr(await outer), outer);
  outer = asyncio.gather(work());
  outer.cancel();
  console.log(outer);
  await asyncio.wait([outer]);
  console.log(outer, repr(outer.exception()));
  console.log(asyncio.gather());

  const future = asyncio.get_running_loop().create_future();
  const shielded = asyncio.shield(future);
  console.log(shielded, String(future).split("(")[0]);
  future.cancel();
  await asyncio.sleep(0);
  console.log(shielded, future);

  const one: asyncio.Future = asyncio.get_running_loop().create_future();
  const two = asyncio.create_task(work(), { name: "two" });
  const [done, pending] = await asyncio.wait([one, two], { return_when: asyncio.FIRST_COMPLETED });
  console.log(repr(done), repr(pending));
  one.set_result("late");
  console.log(one);
  console.log(asyncio.timeout(null), new asyncio.TaskGroup(), asyncio.Runner.name);
});

await asyncio.run(main());
