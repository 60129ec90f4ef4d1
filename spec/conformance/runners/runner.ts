import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(x: number) {
  await asyncio.sleep(0);
  if (x < 0) throw new asyncio.ValueError("negative");
  return x;
});

const background = asyncio.coroutine(async function background(log: string[]) {
  try {
    while (true) {
      log.push("tick");
      await asyncio.sleep(0);
    }
  } finally {
    console.log("the background ends, after", repr(log.length > 2), "ticks");
  }
});

// A task cannot travel naked through an await.
const start = asyncio.coroutine(async function start(log: string[]) {
  return [asyncio.create_task(background(log), { name: "background" })] as const;
});

const log: string[] = [];
const runner = new asyncio.Runner();
const [loop, tasks] = await asyncio.with_(runner, async () => {
  const loop = runner.get_loop();
  console.log("its loop:", repr(loop === runner.get_loop()), repr(loop.is_running()));
  const tasks = await runner.run(start(log));
  console.log(await runner.run(work(1)), await runner.run(work(2)));
  try {
    await runner.run(work(-1));
  } catch (e) {
    console.log("goes on after", repr(e));
  }
  console.log("between two runs it lives:", repr(tasks[0].done()));
  console.log(await runner.run(work(3)));
  for (const wrong of [1, null]) {
    try {
      // @ts-expect-error: not a coroutine, which is what this is about
      await runner.run(wrong);
    } catch (e) {
      if (!(e instanceof TypeError || e instanceof asyncio.ValueError)) throw e;
      console.log("refused:", repr(wrong));
    }
  }
  return [loop, tasks] as const;
});
console.log("closed:", repr(loop.is_closed()), repr(tasks[0].cancelled()));

const coroutine = work(4);
for (const what of [() => runner.get_loop(), () => runner.run(coroutine), () => runner.__enter__()]) {
  try {
    await what();
  } catch (e) {
    console.log(repr(e));
  }
}
coroutine.close();
console.log("close again:", repr(await runner.close()));

const unused = new asyncio.Runner();
console.log("close unused:", repr(await unused.close()));
