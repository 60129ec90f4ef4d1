import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work() {
  return "worked";
});

function attempt(f: () => unknown) {
  try {
    return repr(f());
  } catch (e) {
    if (!(e instanceof Error)) throw e;
    return `${e.constructor.name}: ${e.message}`;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: every value here is of the wrong type
const wrong = (value: unknown): any => value;

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  console.log(attempt(() => asyncio.create_task(wrong(1))));
  console.log(attempt(() => asyncio.create_task(wrong(null))));
  console.log(attempt(() => asyncio.create_task(wrong("work"))));
  console.log(attempt(() => loop.create_task(wrong(2.5))));
  console.log(attempt(() => new asyncio.Task(wrong(1), { loop })));
  console.log(await asyncio.create_task(work()));
  console.log("the loop is still usable");
});

const coroutine = work();
console.log(attempt(() => asyncio.create_task(coroutine)));
console.log(attempt(() => asyncio.get_running_loop()));
await asyncio.run(main());
coroutine.close();
