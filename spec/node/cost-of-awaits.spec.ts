/**
 * What each kind of await costs in iterations of the loop, rounds of V8's microtask queue and promises, on every Node:
 * `docs/engine.md` says where they come from. `npm run bench:awaits` measures the same awaits in bytes and time.
 */
import { expect, test } from "vitest";
import { type Counts, count_awaits } from "../bench/awaits/counts.js";

const costs = (iterations: number | null, microtasks: number, promises: number): Counts => ({
  iterations,
  microtasks,
  promises,
});

test("no await takes more than its iterations, microtasks and promises", async () => {
  expect(await count_awaits()).toEqual({
    "a value": costs(0, 1, 2),
    "a settled promise": costs(0, 1, 1),
    "a plain async function": costs(0, 1, 2),
    "a future that is done": costs(0, 2, 2),
    "a future that `call_soon` sets": costs(2, 3, 3),
    "`sleep(0)`": costs(1, 3, 3),
    "a plain async function around `sleep(0)`": costs(1, 4, 5),
    "a coroutine that does not suspend": costs(0, 3, 4),
    "a coroutine around `sleep(0)`": costs(1, 6, 7),
    "`lock.acquire()`, free": costs(0, 2, 2),
    "`queue.put()`, with room": costs(0, 2, 2),
    "a new task": costs(2, 5, 6),
    "`async_with(lock, plain)`": costs(0, 4, 6),
    "`async_with(timeout(60), plain)`": costs(0, 4, 6),
    "a thenable, in native code": costs(null, 2, 2),
  });
});
