import { PassThrough } from "node:stream";
import * as asyncio from "asyncio-node";
import PQueue from "p-queue";
import { type Sized, times, type Workload, type Workloads } from "../workload.js";

/** One task puts, another one gets. */
function through(make: () => asyncio.Queue<number>): Pick<Workload, "asyncio"> {
  return {
    async asyncio(rounds) {
      const queue = make();
      const producer = asyncio.create_task(async () => {
        for (let round = 0; round < rounds; round++) await queue.put(round);
      });
      for (let round = 0; round < rounds; round++) await queue.get();
      await producer;
    },
  };
}

/** What Node itself has for this: a stream of objects, which makes its writer wait as a full queue does. */
async function streamed(rounds: number, high_water_mark: number): Promise<void> {
  const stream = new PassThrough({ objectMode: true, highWaterMark: high_water_mark });
  const produce = async (): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      if (!stream.write(round)) await new Promise((resolve) => stream.once("drain", resolve));
    }
    stream.end();
  };
  const producer = produce();
  let got = 0;
  for await (const _ of stream) got += 1;
  if (got !== rounds) throw new Error("an item was lost");
  await producer;
}

/** Many tasks wait for what one puts. */
function getters(tasks: number, make: () => asyncio.Queue<number>): Workload {
  return {
    unit: tasks,
    async asyncio(rounds) {
      const queue = make();
      const getters = times(tasks, () =>
        asyncio.create_task(async () => {
          for (let round = 0; round < rounds; round++) await queue.get();
        }),
      );
      for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < tasks; i++) await queue.put(i);
        await asyncio.sleep(0);
      }
      for (const getter of getters) await getter;
    },
  };
}

function fifo_getters(tasks: number): Workload {
  return {
    ...getters(tasks, () => new asyncio.Queue()),
    packages: {
      async "p-queue"(rounds) {
        const queue = new PQueue({ concurrency: tasks });
        for (let round = 0; round < rounds; round++) {
          for (let i = 0; i < tasks; i++) queue.add(async () => i);
          await queue.onIdle();
        }
      },
    },
  };
}

function lifo_getters(tasks: number): Workload {
  return getters(tasks, () => new asyncio.LifoQueue());
}

function priority_getters(tasks: number): Workload {
  return getters(tasks, () => new asyncio.PriorityQueue());
}

/** Many tasks wait until there is room for what they put. */
function putters(tasks: number): Workload {
  return {
    unit: tasks,
    async asyncio(rounds) {
      const queue = new asyncio.Queue<number>(1);
      const putters = times(tasks, (i) =>
        asyncio.create_task(async () => {
          for (let round = 0; round < rounds; round++) await queue.put(i);
        }),
      );
      for (let got = 0; got < rounds * tasks; got++) await queue.get();
      for (const putter of putters) await putter;
    },
  };
}

export const queues: Workloads = {
  "Queue(1), put and get": {
    ...through(() => new asyncio.Queue(1)),
    packages: { "stream.PassThrough": (rounds) => streamed(rounds, 1) },
  },

  "Queue(0), put and get": {
    ...through(() => new asyncio.Queue()),
    packages: { "stream.PassThrough": (rounds) => streamed(rounds, 1000) },
  },

  "PriorityQueue, put and get": {
    unit: 100,
    async asyncio(rounds) {
      const queue = new asyncio.PriorityQueue<number>();
      for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < 100; i++) await queue.put((i * 37) % 101);
        for (let i = 0; i < 100; i++) await queue.get();
      }
    },
    packages: {
      async "p-queue"(rounds) {
        const queue = new PQueue({ concurrency: 1 });
        for (let round = 0; round < rounds; round++) {
          await Promise.all(times(100, (i) => queue.add(async () => i, { priority: (i * 37) % 101 })));
        }
      },
    },
  },

  "Queue(0), 100 getters": fifo_getters(100),
  "LifoQueue(0), 100 getters": lifo_getters(100),
  "PriorityQueue(0), 100 getters": priority_getters(100),
  "Queue(1), 100 putters": putters(100),
};

export const sized_queues: Sized = {
  "Queue(0), getters": fifo_getters,
  "LifoQueue(0), getters": lifo_getters,
  "PriorityQueue(0), getters": priority_getters,
  "Queue(1), putters": putters,
};
