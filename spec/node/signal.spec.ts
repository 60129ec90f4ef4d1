/** Contract 2.3: `task.signal` takes a cancellation to native code, which brings it back to the very await. */
import { EventEmitter, once } from "node:events";
import { createReadStream } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { deferred } from "../support/deferred.js";
import { serve } from "../support/http.js";
import { in_loop } from "../support/in-loop.js";

/** A url that never answers. */
const silence = (): Promise<string> => serve(() => {});

const signal = (): AbortSignal => (asyncio.current_task() as asyncio.Task).signal;

/** Native work that lasts for ever, unless the signal ends it. */
const for_ever = { ref: false };
const works: [string, (signal: AbortSignal) => Promise<unknown>][] = [
  ["fetch", async (signal) => await fetch(await silence(), { signal })],
  [
    "the body of a fetch",
    async (signal) => {
      const url = await serve((_request, response) => void response.write("half"));
      return await (await fetch(url, { signal })).text();
    },
  ],
  ["node:timers/promises", (signal) => delay(1e9, null, { signal, ...for_ever })],
  ["events.once", (signal) => once(new EventEmitter(), "never", { signal })],
  [
    "a stream",
    async (signal) => {
      for await (const _ of createReadStream("/dev/zero", { signal })) await null;
    },
  ],
  [
    "a loop that asks throwIfAborted",
    async (signal) => {
      for (;;) {
        await delay(1);
        signal.throwIfAborted();
      }
    },
  ],
  [
    "a promise of one's own",
    (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      }),
  ],
  [
    "AbortSignal.any",
    (signal) =>
      delay(1e9, null, { signal: AbortSignal.any([signal, new AbortController().signal]), ...for_ever }),
  ],
];

/** Lets native code begin what the tasks have asked it for. */
async function native_turns(n = 5): Promise<void> {
  for (let i = 0; i < n; i += 1) await delay(1);
}

describe.each(works)("cancelling a task that waits for %s", (_name, work) => {
  in_loop("throws at that await, lets it clean up with further awaits, and ends it cancelled", async () => {
    const log: string[] = [];
    const task = asyncio.create_task(async () => {
      try {
        await work(signal());
      } catch (error) {
        log.push((error as Error).name);
        for (let i = 0; i < 3; i += 1) await asyncio.sleep(0);
        await asyncio.sleep(0.001);
        await delay(1);
        log.push("cleaned up");
        throw error;
      }
    });
    await native_turns();
    expect(task.cancel("enough")).toBe(true);
    await expect((async () => await task)()).rejects.toThrow(new asyncio.CancelledError("enough"));
    expect(task.cancelled()).toBe(true);
    expect(log).toEqual([expect.stringMatching(/^(CancelledError|AbortError)$/), "cleaned up"]);
  });

  in_loop("becomes TimeoutError at the edge of a timeout", async () => {
    const limited = asyncio.async_with(asyncio.timeout(0.005), () => work(signal()));
    await expect((async () => await limited)()).rejects.toThrow(asyncio.TimeoutError);
    expect(asyncio.current_task()?.cancelling()).toBe(0);
    expect(signal().aborted).toBe(false);
    await asyncio.sleep(0);
  });

  in_loop("leaves a task group with the error that was the reason", async () => {
    const failing = asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      group.create_task(() => work(signal()));
      group.create_task(async () => {
        await native_turns();
        throw new asyncio.ValueError("the reason");
      });
      await work(signal());
    });
    const error = await (async () => await failing)().catch((error: unknown) => error);
    expect((error as asyncio.ExceptionGroup).exceptions).toEqual([new asyncio.ValueError("the reason")]);
    expect(asyncio.current_task()?.cancelling()).toBe(0);
  });
});

describe("task.signal", () => {
  in_loop("is one signal, aborted by cancel() with the CancelledError", async () => {
    const task = asyncio.create_task(() => asyncio.sleep(10));
    const { signal } = task;
    expect(task.signal).toBe(signal);
    expect(signal.aborted).toBe(false);
    await asyncio.sleep(0);
    task.cancel("because");
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toEqual(new asyncio.CancelledError("because"));
    await asyncio.wait([task]);
    expect(task.signal).toBe(signal);
  });

  in_loop("is what fetch throws", async () => {
    const task = asyncio.create_task(async () => {
      const mine = signal();
      const error = await fetch(await silence(), { signal: mine }).catch((error: unknown) => error);
      expect(error).toBe(mine.reason);
      throw error;
    });
    await native_turns();
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
  });

  in_loop("is aborted from the start where the task was cancelled before it was asked for", async () => {
    const task = asyncio.create_task(async () => {
      await asyncio.sleep(10).then(null, () => {});
      expect(signal().aborted).toBe(true);
      await expect(fetch("http://127.0.0.1/", { signal: signal() })).rejects.toThrow(asyncio.CancelledError);
      await asyncio.sleep(0);
    });
    await asyncio.sleep(0);
    task.cancel();
    await task;
  });

  in_loop("is a fresh one once every request has been withdrawn", async () => {
    const task = asyncio.create_task(async () => {
      const me = asyncio.current_task() as asyncio.Task;
      const first = me.signal;
      await fetch(await silence(), { signal: first }).catch(() => {});
      expect(me.cancelling()).toBe(2);
      me.uncancel();
      expect(me.signal).toBe(first);
      me.uncancel();
      expect(me.signal).not.toBe(first);
      expect(me.signal.aborted).toBe(false);
      const url = await serve((_request, response) => void response.end("served"));
      return await (await fetch(url, { signal: me.signal })).text();
    });
    await native_turns();
    task.cancel();
    task.cancel();
    expect(await task).toBe("served");
  });

  in_loop("is never aborted for a task that ends by itself", async () => {
    const task = asyncio.create_task(async () => signal());
    const gone = await task;
    expect(task.cancel()).toBe(false);
    expect(gone.aborted).toBe(false);
  });

  in_loop("reaches every branch of Promise.all", async () => {
    const url = await silence();
    const ends: string[] = [];
    const branch = async (name: string, work: PromiseLike<unknown>): Promise<void> => {
      await (async () => await work)().catch((error: Error) => ends.push(`${name} ${error.name}`));
    };
    const task = asyncio.create_task(async () => {
      const mine = signal();
      await Promise.all([
        branch("fetch", fetch(url, { signal: mine })),
        branch("timer", delay(1e9, null, { signal: mine, ...for_ever })),
        branch("sleep", asyncio.sleep(10)),
      ]);
    });
    await native_turns();
    task.cancel();
    await task;
    expect(ends.sort()).toEqual(["fetch CancelledError", "sleep CancelledError", "timer AbortError"]);
  });
});

describe("cancelling a task that waits for native code without the signal", () => {
  in_loop("throws at its next await of asyncio's", async () => {
    const log: string[] = [];
    const native = deferred();
    const task = asyncio.create_task(async () => {
      await native.promise;
      log.push("native work is done");
      await asyncio.sleep(0.001);
      log.push("never reached");
    });
    await native_turns();
    task.cancel("late");
    await native_turns();
    expect(task.done()).toBe(false);
    native.resolve();
    await expect((async () => await task)()).rejects.toThrow(new asyncio.CancelledError("late"));
    expect(log).toEqual(["native work is done"]);
  });

  in_loop("ends it cancelled where there is no further await", async () => {
    const native = deferred<string>();
    const task = asyncio.create_task(() => native.promise);
    await native_turns();
    task.cancel();
    native.resolve("too late");
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
  });

  in_loop("is immediate where the promise is wrapped", async () => {
    const promise = new Promise<never>(() => {});
    const wrapped = asyncio.create_task(async () => await asyncio.wrap_future(promise));
    const ensured = asyncio.ensure_future(promise);
    await asyncio.sleep(0);
    await asyncio.sleep(0);
    for (const task of [wrapped, ensured]) task.cancel();
    await asyncio.wait([wrapped, ensured]);
    expect([wrapped.cancelled(), ensured.cancelled()]).toEqual([true, true]);
  });

  in_loop("leaves the promise itself alone", async () => {
    const native = deferred<string>();
    const task = asyncio.create_task(async () => await asyncio.wrap_future(native.promise));
    await asyncio.sleep(0);
    task.cancel();
    await asyncio.wait([task]);
    native.resolve("goes on");
    expect(await native.promise).toBe("goes on");
  });
});

describe("wrap_future", () => {
  in_loop("gives the promise's value, and its error", async () => {
    expect(await asyncio.wrap_future(Promise.resolve(7))).toBe(7);
    const failing = asyncio.wrap_future(Promise.reject(new asyncio.ValueError("no")));
    await expect((async () => await failing)()).rejects.toThrow(new asyncio.ValueError("no"));
  });

  in_loop("is cancelled by a promise that was", async () => {
    const wrapped = asyncio.wrap_future(Promise.reject(new asyncio.CancelledError("there")));
    await asyncio.wait([wrapped]);
    expect(wrapped.cancelled()).toBe(true);
  });

  in_loop("hands a future back as it is", async () => {
    const future = asyncio.get_running_loop().create_future();
    expect(asyncio.wrap_future(future)).toBe(future);
    future.cancel();
  });

  it("needs a promise", () => {
    expect(() => asyncio.wrap_future(5 as never)).toThrow(TypeError);
  });
});
