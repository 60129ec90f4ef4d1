import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(x: number) {
  await asyncio.sleep(0);
  if (x < 0) throw new asyncio.ValueError("negative");
  return x * 2;
});

const main = asyncio.coroutine(async function main(x: number) {
  console.log("in", asyncio.current_task()?.get_name());
  return await work(x);
});

console.log(await asyncio.run(main(1)));
try {
  await asyncio.run(main(-1));
} catch (e) {
  console.log(repr(e));
}
console.log("each has a loop of its own:", await asyncio.run(work(2)), await asyncio.run(work(3)));

for (const wrong of [1, null, "main"]) {
  try {
    // @ts-expect-error: not a coroutine, which is what this is about
    await asyncio.run(wrong);
  } catch (e) {
    if (!(e instanceof TypeError || e instanceof asyncio.ValueError)) throw e;
    console.log("refused:", repr(wrong).replaceAll("'", ""));
  }
}

const keeps_its_loop = asyncio.coroutine(async function keeps_its_loop() {
  return asyncio.get_running_loop();
});

const loop = await asyncio.run(keeps_its_loop());
console.log("closed:", repr(loop.is_closed()), "running:", repr(loop.is_running()));
try {
  asyncio.get_running_loop();
} catch (e) {
  console.log(repr(e));
}

const cancels_itself = asyncio.coroutine(async function cancels_itself() {
  asyncio.current_task()?.cancel("by itself");
  await asyncio.sleep(0);
});

try {
  await asyncio.run(cancels_itself());
} catch (e) {
  console.log("came out:", repr(e));
}
