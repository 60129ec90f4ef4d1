// The forms that do not wait, and their errors.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.Queue(2);
  for (let i = 0; i < 3; i += 1) {
    try {
      queue.put_nowait(i);
      console.log("put", i, queue.qsize(), repr(queue.full()));
    } catch (e) {
      if (!(e instanceof asyncio.QueueFull)) throw e;
      console.log(repr(e), repr(e.message === ""), queue.qsize());
    }
  }
  for (let i = 0; i < 3; i += 1) {
    try {
      console.log("got", str(queue.get_nowait()), queue.qsize(), repr(queue.empty()));
    } catch (e) {
      if (!(e instanceof asyncio.QueueEmpty)) throw e;
      console.log(repr(e), str(e instanceof Error));
    }
  }
  const unlimited = new asyncio.Queue(-1);
  for (let i = 0; i < 100; i += 1) {
    unlimited.put_nowait(i);
  }
  console.log(repr(unlimited.full()), str(unlimited.maxsize), unlimited.qsize());
  for (const item of [null, false, 0, "", []]) {
    queue.put_nowait(item);
    console.log(repr(await queue.get()), repr(queue));
  }
  queue.shutdown();
  for (const f of [() => queue.put_nowait(1), () => queue.get_nowait()]) {
    try {
      f();
    } catch (e) {
      if (!(e instanceof asyncio.QueueShutDown)) throw e;
      console.log(repr(e));
    }
  }
});

await asyncio.run(main());
