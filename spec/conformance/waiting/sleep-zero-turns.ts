// sleep(0) gives way exactly once: three tasks take turns, one that awaits something done does not give way.
import * as asyncio from "asyncio-node";

const polite = asyncio.coroutine(async function polite(name: string, turns: number) {
  for (let turn = 0; turn < turns; turn++) {
    console.log(name, turn);
    await asyncio.sleep(0);
  }
  console.log(name, "done");
});

const greedy = asyncio.coroutine(async function greedy(name: string) {
  const done = asyncio.get_running_loop().create_future();
  done.set_result(null);
  for (let turn = 0; turn < 3; turn++) {
    console.log(name, turn);
    await done;
  }
  console.log(name, "done");
});

const nothing = asyncio.coroutine(async function nothing() {
  return 1;
});

const nested = asyncio.coroutine(async function nested(name: string) {
  console.log(name, (await nothing()) + (await nothing()));
  await asyncio.sleep(0);
  console.log(name, await nothing());
});

const main = asyncio.coroutine(async function main() {
  await asyncio.gather(polite("a", 3), greedy("g"), polite("b", 2), nested("n"), polite("c", 1));
  asyncio.get_running_loop().call_soon(console.log, "callback");
  console.log("before");
  await asyncio.sleep(0);
  console.log("after");
});

await asyncio.run(main());
