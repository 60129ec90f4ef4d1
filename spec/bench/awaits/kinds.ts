/** Each kind of await of which it is known what it costs: counted, measured, and held to it by `spec/node`. */
import * as asyncio from "asyncio-node";

export interface Kind {
  /** Makes what is awaited, if it is not the same each time. */
  readonly make: () => unknown;
  /** Puts back what the await has changed. */
  readonly undo?: () => void;
  /** Whether native code awaits it, which no loop runs. */
  readonly native?: boolean;
}

async function plain(): Promise<void> {}
async function plain_sleep(): Promise<void> {
  await asyncio.sleep(0);
}
const nothing = asyncio.coroutine(plain);
const sleepy = asyncio.coroutine(plain_sleep);

/** What all others are compared with. */
export const PLAIN = "a plain async function";

/** What is awaited in tasks of the loop, and in native code. */
export function kinds_of_await(loop: asyncio.EventLoop): Readonly<Record<string, Kind>> {
  const done = loop.create_future<void>();
  done.set_result();
  const settled = Promise.resolve();
  const lock = new asyncio.Lock();
  const queue = new asyncio.Queue<number>(1);
  const set = (future: asyncio.Future<void>): void => future.set_result();
  return {
    "a value": { make: () => 1 },
    "a settled promise": { make: () => settled },
    [PLAIN]: { make: plain },
    "a future that is done": { make: () => done },
    "a future that `call_soon` sets": {
      make: () => {
        const future = loop.create_future<void>();
        loop.call_soon(set, future);
        return future;
      },
    },
    "`sleep(0)`": { make: () => asyncio.sleep(0) },
    "a plain async function around `sleep(0)`": { make: plain_sleep },
    "a coroutine that does not suspend": { make: nothing },
    "a coroutine around `sleep(0)`": { make: sleepy },
    "`lock.acquire()`, free": { make: () => lock.acquire(), undo: () => lock.release() },
    "`queue.put()`, with room": { make: () => queue.put(1), undo: () => void queue.get_nowait() },
    "a new task": { make: () => asyncio.create_task(plain) },
    "`async_with(lock, plain)`": { make: () => asyncio.async_with(lock, plain) },
    "`async_with(timeout(60), plain)`": { make: () => asyncio.async_with(asyncio.timeout(60), plain) },
    "a thenable, in native code": { make: () => thenable, native: true },
  };
}

const thenable = {
  // biome-ignore lint/suspicious/noThenProperty: the floor of what a future can cost
  then(resolve: (value?: undefined) => void): void {
    resolve();
  },
};
