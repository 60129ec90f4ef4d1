// A getter and a putter, cancelled after k turns, for every k: nothing is lost, nothing is doubled.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const produce = asyncio.coroutine(async function produce(queue: asyncio.Queue, log: unknown[]) {
  for (let i = 0; i < 3; i += 1) {
    await queue.put(i);
    log.push(`put ${i}`);
  }
});

const consume = asyncio.coroutine(async function consume(queue: asyncio.Queue, log: unknown[]) {
  for (let i = 0; i < 3; i += 1) {
    log.push(`got ${str(await queue.get())}`);
  }
});

const main = asyncio.coroutine(async function main() {
  for (let k = 0; k < 8; k += 1) {
    const queue = new asyncio.Queue(1);
    const log: unknown[] = [];
    const first = asyncio.create_task(produce(queue, log));
    const second = asyncio.create_task(consume(queue, log));
    const third = asyncio.create_task(consume(queue, log));
    for (let i = 0; i < k; i += 1) {
      await asyncio.sleep(0);
    }
    second.cancel();
    const [, pending] = await asyncio.wait([first, second, third], { timeout: 0.001 });
    console.log(k, repr(log), queue, [...pending].length);
    for (const task of pending) {
      task.cancel();
    }
    await asyncio.gather(first, second, third, { return_exceptions: true });
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
