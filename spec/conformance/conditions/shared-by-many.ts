// A read-write lock made of one condition: readers together, writers alone, cancelled ones leave nothing behind.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

class ReadWrite {
  condition: asyncio.Condition;
  readers: number;
  writing: boolean;
  constructor() {
    this.condition = new asyncio.Condition();
    this.readers = 0;
    this.writing = false;
  }
  read = asyncio.coroutine(async (name: string, log: unknown[]) => {
    await asyncio.async_with(this.condition, async () => {
      await this.condition.wait_for(() => !this.writing);
      this.readers += 1;
    });
    try {
      log.push(`${name} reads with ${str(this.readers)}`);
      await asyncio.sleep(0);
    } finally {
      await asyncio.async_with(this.condition, async () => {
        this.readers -= 1;
        this.condition.notify_all();
      });
    }
  });
  write = asyncio.coroutine(async (name: string, log: unknown[]) => {
    await asyncio.async_with(this.condition, async () => {
      await this.condition.wait_for(() => !this.writing && this.readers === 0);
      this.writing = true;
    });
    try {
      log.push(`${name} writes`);
      await asyncio.sleep(0);
    } finally {
      await asyncio.async_with(this.condition, async () => {
        this.writing = false;
        this.condition.notify_all();
      });
    }
  });
}

const main = asyncio.coroutine(async function main() {
  for (let k = 0; k < 9; k += 1) {
    const guard: ReadWrite = new ReadWrite();
    const log: unknown[] = [];
    const tasks: asyncio.Task<unknown>[] = [];
    for (const [i, kind] of [..."rrwrwwr"].entries()) {
      if (kind === "r") {
        tasks.push(asyncio.create_task(guard.read(`r${i}`, log)));
      } else {
        tasks.push(asyncio.create_task(guard.write(`w${i}`, log)));
      }
    }
    for (let i = 0; i < k; i += 1) {
      await asyncio.sleep(0);
    }
    tasks[1]?.cancel();
    tasks[2]?.cancel();
    await asyncio.gather(...tasks, { return_exceptions: true });
    console.log(k, repr(log));
    console.log(
      str(guard.readers),
      str(guard.writing),
      repr(guard.condition.locked()),
      repr(tasks.map((task) => task.cancelled())),
    );
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
