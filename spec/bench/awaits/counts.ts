/** What can be counted of an await, and is the same on every machine. */
import { promiseHooks } from "node:v8";
import * as asyncio from "asyncio-node";
import { type Kind, kinds_of_await } from "./kinds.js";

export interface Counts {
  /** How many iterations of the loop begin before the coroutine goes on; null where no loop runs it. */
  readonly iterations: number | null;
  /** In which round of V8's microtask queue, counted from the `await`, the coroutine goes on. */
  readonly microtasks: number;
  /**
   * How many promises are made, by the await and by making what is awaited. Each `await` on the way has one that V8
   * makes only while hooks look on: those of this count, or on Node 20 and 22 those of every AsyncLocalStorage.
   */
  readonly promises: number;
}

/** Code that is run for the first time loads, compiles and remembers. */
const WARM_UP = 3;
/** The loop gives Node its turn every now and then, and then a coroutine goes on later; never earlier. */
const TRIES = 5;
/** Where microtasks go on for ever, Node never gets its turn. */
const MOST = 100;

/** Counts for each kind of await. */
export async function count_awaits(): Promise<Record<string, Counts>> {
  const counted: Record<string, Counts> = {};
  const loop = asyncio.new_event_loop();
  try {
    for (const [name, kind] of Object.entries(kinds_of_await(loop))) {
      counted[name] = await (kind.native ? count(kind) : loop.run_until_complete(() => count(kind)));
    }
    return counted;
  } finally {
    loop.close();
  }
}

async function count(kind: Kind): Promise<Counts> {
  for (let i = 0; i < WARM_UP; i += 1) {
    await kind.make();
    kind.undo?.();
  }
  return {
    iterations: kind.native ? null : await least(iterations_of, kind),
    microtasks: await least(microtasks_of, kind),
    promises: await least(promises_of, kind),
  };
}

async function least(counter: (kind: Kind) => Promise<number>, kind: Kind): Promise<number> {
  const counts: number[] = [];
  for (let i = 0; i < TRIES; i += 1) counts.push(await counter(kind));
  return Math.min(...counts);
}

async function microtasks_of({ make, undo }: Kind): Promise<number> {
  let count = 0;
  let over = false;
  const tick = (): void => {
    if (over || count === MOST) return;
    count += 1;
    queueMicrotask(tick);
  };
  queueMicrotask(tick);
  await make();
  over = true;
  undo?.();
  return count;
}

async function iterations_of({ make, undo }: Kind): Promise<number> {
  const loop = asyncio.get_running_loop();
  let count = 0;
  const tick = (): void => {
    count += 1;
    handle = loop.call_soon(tick);
  };
  let handle = loop.call_soon(tick);
  await make();
  handle.cancel();
  undo?.();
  return count;
}

async function promises_of({ make, undo }: Kind): Promise<number> {
  // The caller's own await is made first.
  await null;
  let count = 0;
  const unhook = promiseHooks.onInit(() => {
    count += 1;
  });
  try {
    await make();
    return count;
  } finally {
    unhook();
    undo?.();
  }
}
