// One awaitable given twice is run once and appears twice.
import * as asyncio from "asyncio-node";

const once = asyncio.coroutine(async function once(name: string) {
  console.log("running", name);
  await asyncio.sleep(0);
  return [name];
});

const main = asyncio.coroutine(async function main() {
  const coroutine = once("x");
  const [a, b, c] = await asyncio.gather(coroutine, once("y"), coroutine);
  console.log(
    asyncio.repr(a),
    asyncio.repr(b),
    asyncio.repr(c),
    asyncio.repr(a === c),
    asyncio.repr(a === b),
  );

  const future = asyncio.get_running_loop().create_future<string>();
  asyncio.get_running_loop().call_soon(() => future.set_result("f"));
  console.log(asyncio.repr(await asyncio.gather(future, future, future)));

  const task = asyncio.create_task(once("z"));
  console.log(asyncio.repr(await asyncio.gather(task, task)));

  const empty = asyncio.gather();
  console.log(asyncio.repr(empty.done()), asyncio.repr(await empty), asyncio.repr(empty.result()));
});

await asyncio.run(main());
