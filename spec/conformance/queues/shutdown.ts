// shutdown() wakes whoever waits: getters once the queue is empty, putters at once.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

const getter = asyncio.coroutine(async function getter(name: string, queue: asyncio.Queue) {
  try {
    return `${name} got ${str(await queue.get())}`;
  } catch (e) {
    if (!(e instanceof asyncio.QueueShutDown)) throw e;
    return `${name} ${repr(e)}`;
  }
});

const putter = asyncio.coroutine(async function putter(name: string, queue: asyncio.Queue) {
  try {
    await queue.put(name);
    return `${name} put`;
  } catch (e) {
    if (!(e instanceof asyncio.QueueShutDown)) throw e;
    return `${name} ${repr(e)}`;
  }
});

const main = asyncio.coroutine(async function main() {
  for (const immediate of [false, true]) {
    let queue = new asyncio.Queue();
    let tasks = [..."abc"].map((name) => asyncio.create_task(getter(name, queue)));
    await asyncio.sleep(0);
    queue.put_nowait("the only item");
    queue.shutdown(immediate);
    console.log(queue);
    console.log(repr(await asyncio.gather(...tasks)));
    console.log(str(await getter("late", queue)), str(await putter("later", queue)));
    queue.shutdown({ immediate: !immediate });
    console.log(queue);
    queue = new asyncio.Queue(2);
    tasks = range(4).map((i) => asyncio.create_task(putter(`p${i}`, queue)));
    await asyncio.sleep(0);
    queue.shutdown({ immediate });
    console.log(queue);
    console.log(repr(await asyncio.gather(...tasks)));
    console.log(
      queue,
      str(await getter("one", queue)),
      str(await getter("two", queue)),
      str(await getter("three", queue)),
    );
  }
});

await asyncio.run(main());
