/** ThreadPoolExecutor: submission, slots, cancellation, map, shutdown, initializers, threads that die. */
import * as asyncio from "asyncio-node";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ShutdownOptions, ThreadPoolOptions } from "../lib/thread-pool.js";
import { Gate, pass } from "./support/gate.js";
import { in_loop, turns } from "./support/in-loop.js";
import { expect_noise } from "./support/noise.js";
import { programs } from "./support/programs.js";
import { census } from "./support/worker-threads.js";

const double = (n: number): number => n * 2;
const thread_id = async (): Promise<number> => (await import("node:worker_threads")).threadId;

/** An executor that is shut down when the test is over. */
function pool(
  max_workers: number,
  options: Omit<ThreadPoolOptions, "max_workers"> = {},
): asyncio.ThreadPoolExecutor {
  const executor = new asyncio.ThreadPoolExecutor(max_workers, options);
  onTestFinished(() => executor.shutdown());
  return executor;
}

describe("construction", () => {
  it.each([
    [0, new asyncio.ValueError("max_workers must be greater than 0")],
    [-1, new asyncio.ValueError("max_workers must be greater than 0")],
    [1.5, new TypeError("max_workers must be a whole number, not 1.5")],
  ])("max_workers of %s", (max_workers, error) => {
    expect(() => new asyncio.ThreadPoolExecutor(max_workers)).toThrow(error);
    expect(() => new asyncio.ThreadPoolExecutor({ max_workers })).toThrow(error);
  });

  it("an initializer that is no function", () => {
    const initializer = "x" as never;
    const error = new TypeError("initializer must be a callable");
    expect(() => new asyncio.ThreadPoolExecutor({ initializer })).toThrow(error);
    expect(() => new asyncio.ThreadPoolExecutor(1, "", initializer)).toThrow(error);
  });

  it("an unknown keyword", () => {
    const options = { workers: 1 } as object;
    expect(() => new asyncio.ThreadPoolExecutor(options)).toThrow(
      "ThreadPoolExecutor.__init__() got an unexpected keyword argument 'workers'",
    );
  });

  it("starts no thread", async () => {
    const threads = census();
    await new asyncio.ThreadPoolExecutor(4).shutdown();
    expect(threads.started).toBe(0);
  });
});

describe("submit", () => {
  it("brings the result", async () => {
    const future = pool(1).submit(double, 21);
    expect(future.done()).toBe(false);
    expect(await future).toBe(42);
    expect(future.result()).toBe(42);
  });

  it("runs functions in threads, one slot for each", async () => {
    const threads = census();
    const gate = new Gate();
    const executor = pool(2);
    const futures = [1, 2, 3, 4].map((n) => executor.submit(pass, gate.memory, n));
    await gate.reached(2);
    expect(futures.map((future) => future.running())).toEqual([true, true, false, false]);
    expect(threads.alive).toBe(2);
    gate.open();
    expect(await Promise.all(futures)).toEqual([1, 2, 3, 4]);
    expect(threads.started).toBe(2);
  });

  it("begins the calls in the order of submission", async () => {
    const executor = pool(1);
    const memory = new Int32Array(new SharedArrayBuffer(4));
    const ticket = (memory: Int32Array): number => Atomics.add(memory, 0, 1);
    const futures = Array.from({ length: 20 }, () => executor.submit(ticket, memory));
    expect(await Promise.all(futures)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it("uses an idle thread before it starts another", async () => {
    const threads = census();
    const executor = pool(4);
    const ids = new Set<number>();
    for (let i = 0; i < 5; i += 1) ids.add(await executor.submit(thread_id));
    expect(ids.size).toBe(1);
    expect(threads.started).toBe(1);
  });

  it("names the threads", async () => {
    const executor = pool(2, { thread_name_prefix: "reader" });
    const name = async (): Promise<unknown> => {
      const threads = await import("node:worker_threads");
      return (threads as { threadName?: string }).threadName;
    };
    const expected = "threadName" in (await import("node:worker_threads")) ? "reader_0" : undefined;
    expect(await executor.submit(name)).toBe(expected);
  });

  it("hands keywords over as one object", async () => {
    const greet = (name: string, { shout }: { shout: boolean }): string => (shout ? `${name}!` : name);
    expect(await pool(1).submit(greet, "you", asyncio.kwargs({ shout: true }))).toBe("you!");
    expect(await pool(1).submit(greet, "you", { shout: false })).toBe("you");
  });

  it("what is no function is an error of the future", async () => {
    const future = pool(1).submit(3 as never);
    await expect(async () => await future).rejects.toThrow(new TypeError("'int' object is not callable"));
  });

  it("outside of any loop it keeps no loop running", async () => {
    expect(await pool(1).submit(double, 1)).toBe(2);
    expect(() => asyncio.get_running_loop()).toThrow("no running event loop");
  });

  in_loop("a callback of its future belongs to no task", async () => {
    const executor = new asyncio.ThreadPoolExecutor(1);
    const seen: unknown[] = [];
    const look = (): void => {
      try {
        seen.push(asyncio.current_task());
      } catch (error) {
        seen.push((error as Error).message);
      }
    };
    for (let i = 0; i < 2; i += 1) {
      const future = executor.submit(double, 1);
      future.add_done_callback(look);
      await future;
    }
    await executor.shutdown();
    expect(seen).toEqual(["no running event loop", "no running event loop"]);
  });
});

describe("cancellation", () => {
  it("drops a call that has not begun, and leaves one that has", async () => {
    const gate = new Gate();
    const executor = pool(1);
    const first = executor.submit(pass, gate.memory, "first");
    const second = executor.submit(pass, gate.memory, "second");
    const third = executor.submit(pass, gate.memory, "third");
    await gate.reached();
    expect([first.cancel(), second.cancel()]).toEqual([false, true]);
    gate.open();
    expect([await first, await third]).toEqual(["first", "third"]);
    expect(gate.count).toBe(2);
  });

  it("before any thread is there, starts none", async () => {
    const threads = census();
    const executor = pool(1);
    expect(executor.submit(double, 1).cancel()).toBe(true);
    await executor.shutdown();
    expect(threads.started).toBe(0);
  });

  it("of any calls at any time never loses another's result", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 12 }), async (moments) => {
        const executor = new asyncio.ThreadPoolExecutor(2);
        const futures = moments.map((_, index) => executor.submit(double, index));
        const cancelled = new Set<number>();
        for (let moment = 0; moment < 3; moment += 1) {
          moments.forEach((at, index) => {
            if (at === moment && futures[index]?.cancel()) cancelled.add(index);
          });
          await new Promise(setImmediate);
        }
        await executor.shutdown();
        futures.forEach((future, index) => {
          expect(future.done()).toBe(true);
          expect(future.cancelled()).toBe(cancelled.has(index));
          if (!future.cancelled()) expect(future.result()).toBe(2 * index);
        });
      }),
      { numRuns: 15 },
    );
  });
});

describe("map", () => {
  it("gives the results in the order of the items", async () => {
    const results: number[] = [];
    for await (const each of pool(2).map((a: number, b: number) => a * b, [1, 2, 3], new Set([4, 5, 6, 7]))) {
      results.push(each);
    }
    expect(results).toEqual([4, 10, 18]);
  });

  it("submits all calls at once, and takes them by chunks of any size", async () => {
    const gate = new Gate();
    const results = pool(3).map(pass<string>, [gate.memory, gate.memory, gate.memory], "abc", {
      chunksize: 2,
    });
    await gate.reached(3);
    gate.open();
    expect((await results.next()).value).toBe("a");
    await results.return();
  });

  it("stops at the first error, and cancels what has not begun", async () => {
    const gate = new Gate();
    const executor = pool(1);
    const results = executor.map(
      (memory: Int32Array, n: number) => {
        if (n === 1) throw new RangeError("one");
        Atomics.add(memory, 1, 1);
        return n;
      },
      Array(50).fill(gate.memory) as Int32Array[],
      Array.from({ length: 50 }, (_, i) => i),
    );
    expect((await results.next()).value).toBe(0);
    await expect(results.next()).rejects.toThrow(new RangeError("one"));
    expect(await results.next()).toEqual({ done: true, value: undefined });
    await executor.shutdown();
    expect(gate.count).toBeLessThan(50);
  });

  it("leaving the loop cancels what has not begun", async () => {
    const gate = new Gate();
    const executor = pool(1);
    const calls = executor.map(pass<number>, Array(3).fill(gate.memory) as Int32Array[], [1, 2, 3]);
    await gate.reached();
    gate.open();
    for await (const first of calls) {
      expect(first).toBe(1);
      break;
    }
    await executor.shutdown();
    expect(gate.count).toBeLessThan(3);
  });

  it("a timeout runs from the call", async () => {
    const gate = new Gate();
    const executor = pool(1);
    const results = executor.map(pass<number>, [gate.memory, gate.memory], [1, 2], { timeout: 0.01 });
    await expect(results.next()).rejects.toThrow(asyncio.TimeoutError);
    gate.open();
    await executor.shutdown();
    expect(gate.count).toBeLessThan(2);
  });

  it("what is there in time is given, with a timeout too", async () => {
    const executor = pool(1);
    const results: number[] = [];
    for await (const each of executor.map(double, [1, 2, 3], { timeout: 1000 })) results.push(each);
    expect(results).toEqual([2, 4, 6]);
    const wrong = { timeot: 1 } as object;
    expect(() => executor.map(double, [1], wrong)).toThrow(
      "Executor.map() got an unexpected keyword argument 'timeot'",
    );
  });

  in_loop("a task that is cancelled meanwhile is told at once", async () => {
    const gate = new Gate();
    const executor = new asyncio.ThreadPoolExecutor(1);
    const task = asyncio.create_task(async () => {
      for await (const _ of executor.map(pass<number>, [gate.memory, gate.memory], [1, 2]));
    });
    await asyncio.wrap_future(gate.reached());
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    gate.open();
    await executor.shutdown();
    expect(gate.count).toBe(1);
  });
});

describe("shutdown", () => {
  it("takes no more calls, makes those that were submitted, and ends the threads", async () => {
    const threads = census();
    const executor = new asyncio.ThreadPoolExecutor(2);
    const futures = [1, 2, 3, 4, 5].map((n) => executor.submit(double, n));
    const down = executor.shutdown();
    expect(() => executor.submit(double, 6)).toThrow(
      new asyncio.RuntimeError("cannot schedule new futures after shutdown"),
    );
    await down;
    expect(futures.map((future) => future.result())).toEqual([2, 4, 6, 8, 10]);
    expect(threads.alive).toBe(0);
  });

  it.each([[false], [{ wait: false }]])("with wait=False waits for nothing (%j)", async (wait) => {
    const threads = census();
    const gate = new Gate();
    const executor = new asyncio.ThreadPoolExecutor(1);
    const futures = [1, 2].map((n) => executor.submit(pass, gate.memory, n));
    await gate.reached();
    await executor.shutdown(wait);
    expect(futures[0]?.running()).toBe(true);
    gate.open();
    expect(await Promise.all(futures)).toEqual([1, 2]);
    await threads.until(0);
  });

  it.each([
    ["positional", [true, { cancel_futures: true }]],
    ["by keyword", [{ wait: true, cancel_futures: true }]],
  ])("with cancel_futures drops what has not begun (%s)", async (_how, args) => {
    const gate = new Gate();
    const executor = new asyncio.ThreadPoolExecutor(1);
    const futures = [1, 2, 3].map((n) => executor.submit(pass, gate.memory, n));
    await gate.reached();
    const down = executor.shutdown(...(args as [boolean, ShutdownOptions]));
    expect(futures.map((future) => future.cancelled())).toEqual([false, true, true]);
    gate.open();
    await down;
    expect(futures[0]?.result()).toBe(1);
  });

  it("can be called again", async () => {
    const executor = new asyncio.ThreadPoolExecutor(1);
    await executor.submit(double, 1);
    await Promise.all([executor.shutdown(), executor.shutdown()]);
    await executor.shutdown();
  });

  it("comes with the end of a block", async () => {
    const threads = census();
    const outer = new asyncio.ThreadPoolExecutor(1);
    const result = await asyncio.async_with(outer, async (executor) => {
      expect(executor).toBe(outer);
      return await executor.submit(double, 1);
    });
    expect(result).toBe(2);
    expect(threads.alive).toBe(0);
    expect(() => outer.submit(double, 1)).toThrow("after shutdown");

    let inner: asyncio.ThreadPoolExecutor | undefined;
    {
      await using executor = new asyncio.ThreadPoolExecutor(1);
      inner = executor;
      expect(await executor.submit(double, 2)).toBe(4);
    }
    expect(threads.alive).toBe(0);
    expect(() => inner.submit(double, 1)).toThrow("after shutdown");

    const plain = asyncio.with_(new asyncio.ThreadPoolExecutor(1), (executor) => executor);
    expect(() => plain.submit(double, 1)).toThrow("after shutdown");
  });
});

describe("initializer", () => {
  it("is called once in each thread, before anything else", async () => {
    const initializer = (start: number): void => {
      (globalThis as { base?: number }).base = start + ((globalThis as { base?: number }).base ?? 0);
    };
    const executor = pool(2, { initializer, initargs: [40] });
    const add = (n: number): number => ((globalThis as { base?: number }).base ?? 0) + n;
    expect(await Promise.all([1, 2, 3].map((n) => executor.submit(add, n)))).toEqual([41, 42, 43]);
  });

  it("that fails breaks the pool", async () => {
    expect_noise(/^Exception in initializer:\nRangeError: no/);
    const threads = census();
    const initializer = (): never => {
      throw new RangeError("no");
    };
    const executor = pool(1, { initializer });
    const futures = [1, 2].map((n) => executor.submit(double, n));
    const text = "A thread initializer failed, the thread pool is not usable anymore";
    for (const future of futures) {
      await expect(async () => await future).rejects.toThrow(text);
      expect(future.exception()).toBeInstanceOf(asyncio.RuntimeError);
      expect(future.exception()?.name).toBe("BrokenThreadPool");
    }
    expect(() => executor.submit(double, 3)).toThrow(text);
    await executor.shutdown();
    expect(() => executor.submit(double, 3)).toThrow(text);
    expect(threads.started).toBe(1);
  });

  it("that cannot go to a thread breaks the pool too", async () => {
    expect_noise(/^Exception in initializer:\nTypeError: .* refers to census/);
    const executor = pool(1, { initializer: () => void census });
    await expect(async () => await executor.submit(double, 1)).rejects.toThrow("not usable anymore");
  });
});

describe("a thread that dies", () => {
  const deaths: [string, () => unknown, RegExp][] = [
    [
      "by process.exit",
      () => process.exit(3),
      /^thread worker_0 ended while running die\(\): process\.exit\(3\)$/,
    ],
    ["by process.exit(0)", () => process.exit(0), /: process\.exit\(0\)$/],
    [
      "of an error in a timer",
      () => new Promise(() => setTimeout(() => JSON.parse("?"), 0)),
      /: uncaught SyntaxError: /,
    ],
    [
      "of a rejection",
      () => {
        void Promise.reject(new RangeError("stray"));
        return new Promise(() => {});
      },
      /: uncaught RangeError: stray/,
    ],
  ];

  it.each(deaths)("%s fails its call at once, and is replaced", async (_how, die, message) => {
    const threads = census();
    const executor = pool(1, { thread_name_prefix: "worker" });
    Object.defineProperty(die, "name", { value: "die" });
    const [doomed, next] = [executor.submit(die), executor.submit(double, 4)];
    await expect(async () => await doomed).rejects.toThrow(message);
    expect(doomed.exception()).toBeInstanceOf(asyncio.RuntimeError);
    expect(await next).toBe(8);
    expect(threads.started).toBe(2);
    expect(threads.alive).toBe(1);
  });

  it("while it has nothing to do says so, and is replaced", async () => {
    expect_noise(/^Exception in thread worker_0:\nError: late/);
    const threads = census();
    const executor = pool(1, { thread_name_prefix: "worker" });
    const late = (): void => {
      setTimeout(() => {
        throw new Error("late");
      }, 0);
    };
    await executor.submit(late);
    await threads.until(0);
    expect(await executor.submit(double, 5)).toBe(10);
  });
});

describe("in a process", () => {
  const { run } = programs();

  it("idle threads do not keep it alive, and what they wrote is not lost", async () => {
    const { out, status } = await run(`
      import * as asyncio from "asyncio-node";
      const executor = new asyncio.ThreadPoolExecutor(2);
      await executor.submit(() => console.log("from a thread"));
      console.log("over");
    `);
    expect({ out, status }).toEqual({ out: "from a thread\nover\n", status: 0 });
  });

  it("what a thread prints does not hold it up where the process's output is broken", async () => {
    const { err, status } = await run(`
      import * as asyncio from "asyncio-node";
      const executor = new asyncio.ThreadPoolExecutor(1);
      await executor.submit(() => {});
      process.stdout.emit("close");
      for (let i = 0; i < 3; i++) await executor.submit(() => console.log("x".repeat(2 ** 20)));
      console.error("over");
    `);
    expect({ err, status }).toEqual({ err: "over\n", status: 0 });
  });

  it("a call keeps it alive, also when nobody waits for it", async () => {
    const { out, status } = await run(`
      import * as asyncio from "asyncio-node";
      new asyncio.ThreadPoolExecutor(1).submit(async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        console.log("done");
      });
    `);
    expect({ out, status }).toEqual({ out: "done\n", status: 0 });
  });

  it("a thread that runs out of memory fails its call", async () => {
    const { out, status } = await run(
      `
      import * as asyncio from "asyncio-node";
      const executor = new asyncio.ThreadPoolExecutor({ max_workers: 1, thread_name_prefix: "fat" });
      const eat = () => {
        const eaten = [];
        // Small bites: an array that outgrows what is left makes Node abort the whole process.
        for (;;) eaten.push({ bite: eaten.length });
      };
      await executor.submit(eat).then(null, (error) => console.log(error.name, error.message));
      console.log(await executor.submit(() => "next"));
    `,
      ["--max-old-space-size=40"],
    );
    const text = "RuntimeError thread fat_0 ended while running eat(): out of memory\nnext\n";
    expect({ out, status }).toEqual({ out: text, status: 0 });
  });

  it("the threads of an executor that nobody has any more end", async () => {
    const { out } = await run(
      `
      import * as asyncio from "asyncio-node";
      const gone = new Promise((resolve) => {
        process.on("worker", (worker) => worker.once("exit", () => resolve("gone")));
      });
      await (async () => await new asyncio.ThreadPoolExecutor(1).submit(() => 1))();
      let over = false;
      void gone.then(() => { over = true; });
      while (!over) {
        globalThis.gc();
        await new Promise(setImmediate);
      }
      console.log(await gone);
    `,
      ["--expose-gc"],
    );
    expect(out).toBe("gone\n");
  });

  it("a thousand calls leave nothing behind", async () => {
    const { out, status } = await run(`
      import * as asyncio from "asyncio-node";
      const open = () => process.getActiveResourcesInfo().filter((kind) => /Worker|Message/.test(kind)).length;
      const threads = new Set();
      process.on("worker", (worker) => {
        threads.add(worker);
        worker.once("exit", () => threads.delete(worker));
      });
      const executor = new asyncio.ThreadPoolExecutor(3);
      const listeners = () => [...threads].map((worker) => worker.listenerCount("message"));
      let sum = 0;
      await Promise.all(Array.from({ length: 1000 }, async (_, i) => {
        const n = await executor.submit((n) => n, i);
        sum += n;
      }));
      console.log(sum, threads.size, listeners().join());
      await executor.shutdown();
      console.log(threads.size, open());
    `);
    expect({ out, status }).toEqual({ out: "499500 3 1,1,1\n0 0\n", status: 0 });
  });
});

describe("in a loop", () => {
  in_loop("the loop goes on while threads run", async () => {
    const gate = new Gate();
    const executor = new asyncio.ThreadPoolExecutor(1);
    const waiting = asyncio.get_running_loop().run_in_executor(executor, pass, gate.memory, "through");
    await asyncio.wrap_future(gate.reached());
    await turns(100);
    expect(waiting.done()).toBe(false);
    gate.open();
    expect(await waiting).toBe("through");
    await executor.shutdown();
  });
});
