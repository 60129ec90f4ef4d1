/** The future that belongs to no loop: states, callbacks, awaiting it in a task and outside of all. */
import * as asyncio from "asyncio-node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConcurrentFuture as Future } from "../lib/concurrent-futures.js";
import { in_loop, outcome, turns } from "./support/in-loop.js";
import { expect_noise } from "./support/noise.js";

const running = (): Future => {
  const future = new Future();
  future.set_running_or_notify_cancel();
  return future;
};
const cancelled = (): Future => {
  const future = new Future();
  future.cancel();
  return future;
};
const finished = (result: unknown = 42): Future => {
  const future = running();
  future.set_result(result);
  return future;
};
const failed = (error: Error = new asyncio.OSError()): Future => {
  const future = running();
  future.set_exception(error);
  return future;
};

const repr = (future: Future): string => asyncio.repr(future).replace(/0x[0-9a-f]+/, "0x…");

describe("states", () => {
  it.each([
    ["pending", new Future(), "<Future at 0x… state=pending>"],
    ["running", running(), "<Future at 0x… state=running>"],
    ["cancelled", cancelled(), "<Future at 0x… state=cancelled>"],
    ["finished", finished(), "<Future at 0x… state=finished returned int>"],
    ["failed", failed(), "<Future at 0x… state=finished raised OSError>"],
  ])("a future that is %s says so", (state, future, text) => {
    expect(repr(future)).toBe(text);
    expect(future.done()).toBe(!["pending", "running"].includes(state));
    expect(future.running()).toBe(state === "running");
    expect(future.cancelled()).toBe(state === "cancelled");
  });

  it.each([
    ["pending", new Future(), true],
    ["running", running(), false],
    ["cancelled", cancelled(), true],
    ["finished", finished(), false],
  ])("cancelling one that is %s", (_state, future, answer) => {
    expect(future.cancel()).toBe(answer);
    expect(future.cancelled()).toBe(answer);
  });

  it("a cancelled one must not begin, and it is asked once", () => {
    const future = cancelled();
    expect(future.set_running_or_notify_cancel()).toBe(false);
    expect(future.cancelled()).toBe(true);
    expect(() => future.set_running_or_notify_cancel()).toThrow(
      new asyncio.RuntimeError("Future in unexpected state"),
    );
  });

  it("result and exception of one that is done", () => {
    const error = new asyncio.OSError();
    expect(finished("x").result()).toBe("x");
    expect(finished("x").exception()).toBe(null);
    expect(failed(error).exception()).toBe(error);
    expect(() => failed(error).result()).toThrow(error);
    expect(() => cancelled().result()).toThrow(asyncio.CancelledError);
    expect(() => cancelled().exception()).toThrow(asyncio.CancelledError);
  });

  it("where Python would block, result and exception throw", () => {
    for (const future of [new Future(), running()]) {
      expect(() => future.result()).toThrow(asyncio.InvalidStateError);
      expect(() => future.exception()).toThrow(asyncio.InvalidStateError);
    }
  });

  it("an outcome is final", () => {
    for (const future of [finished(), failed(), cancelled()]) {
      const before = repr(future);
      expect(() => future.set_result(1)).toThrow(/^(FINISHED|CANCELLED): <Future at 0x/);
      expect(() => future.set_exception(new Error())).toThrow(asyncio.InvalidStateError);
      expect(repr(future)).toBe(before);
    }
  });
});

describe("callbacks", () => {
  it("are called with the future, in the order they were added", () => {
    const future = new Future();
    const seen: unknown[] = [];
    future.add_done_callback((it) => seen.push(["first", it === future, it.result()]));
    future.add_done_callback(() => seen.push("second"));
    expect(seen).toEqual([]);
    future.set_result(1);
    expect(seen).toEqual([["first", true, 1], "second"]);
  });

  it.each([
    ["finished", finished()],
    ["failed", failed()],
    ["cancelled", cancelled()],
  ])("are called at once by one that is %s", (_state, future) => {
    let calls = 0;
    future.add_done_callback(() => {
      calls += 1;
    });
    expect(calls).toBe(1);
  });

  it("are called by cancel, once", () => {
    const future = new Future();
    let calls = 0;
    future.add_done_callback(() => {
      calls += 1;
    });
    future.cancel();
    future.cancel();
    future.set_running_or_notify_cancel();
    expect(calls).toBe(1);
  });

  it("that fail are logged, and those after them are called", () => {
    expect_noise(
      /exception calling callback for <Future at 0x\w+ state=finished returned int>[\s\S]*Error: first/,
    );
    const future = new Future();
    const seen: string[] = [];
    future.add_done_callback(() => {
      throw new Error("first");
    });
    future.add_done_callback(() => seen.push("second"));
    future.set_result(1);
    expect(seen).toEqual(["second"]);
  });
});

describe("awaiting", () => {
  in_loop("a task goes on with the result", async () => {
    const future = new Future<string>();
    asyncio.get_running_loop().call_soon(() => future.set_result("here"));
    expect(await future).toBe("here");
  });

  in_loop("a task is thrown the exception", async () => {
    const future = new Future();
    asyncio.get_running_loop().call_soon(() => future.set_exception(new asyncio.ValueError("no")));
    await expect(async () => await future).rejects.toThrow(new asyncio.ValueError("no"));
  });

  in_loop("a task that is cancelled cancels it", async () => {
    const future = new Future();
    const task = asyncio.create_task(async () => await future);
    await turns(2);
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    expect(future.cancelled()).toBe(true);
  });

  in_loop("a running one cannot be cancelled, and its result is dropped", async () => {
    const future = running();
    const task = asyncio.create_task(async () => await future);
    await turns(2);
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    expect(future.running()).toBe(true);
    future.set_result("too late");
    await turns(2);
  });

  in_loop("a cancelled one cancels the task that awaits it", async () => {
    const future = new Future();
    const task = asyncio.create_task(async () => await future);
    await turns(2);
    future.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
  });

  in_loop("one that is done does not give way", async () => {
    let others = 0;
    asyncio.get_running_loop().call_soon(() => {
      others += 1;
    });
    expect(await finished(1)).toBe(1);
    expect(others).toBe(0);
  });

  it("outside of any task", async () => {
    const future = new Future<number>();
    setImmediate(() => future.set_result(7));
    expect(await future).toBe(7);
    await expect(async () => await cancelled()).rejects.toThrow(asyncio.CancelledError);
    await expect(async () => await failed(new asyncio.ValueError("x"))).rejects.toThrow("x");
  });

  in_loop("several tasks and combinators at once", async () => {
    const future = new Future<number>();
    asyncio.get_running_loop().call_soon(() => future.set_result(7));
    const tasks = [1, 2].map(() => asyncio.create_task(async () => await future));
    expect(await Promise.all([future, ...tasks])).toEqual([7, 7, 7]);
  });
});

describe("wrap_future", () => {
  in_loop("brings the result by the ready queue", async () => {
    const future = new Future<number>();
    const wrapped = asyncio.wrap_future(future);
    expect(asyncio.isfuture(wrapped)).toBe(true);
    future.set_result(5);
    expect(wrapped.done()).toBe(false);
    await turns(1);
    expect(wrapped.result()).toBe(5);
  });

  in_loop("cancels the other, by the ready queue too", async () => {
    const future = new Future();
    const wrapped = asyncio.wrap_future(future);
    wrapped.cancel();
    expect(future.cancelled()).toBe(false);
    await turns(1);
    expect(future.cancelled()).toBe(true);
  });

  in_loop("takes an executor's own kind of future", async () => {
    const callbacks: ((future: never) => unknown)[] = [];
    let was_cancelled = false;
    const foreign = {
      cancel: () => {
        was_cancelled = true;
        for (const callback of callbacks) callback(foreign as never);
        return true;
      },
      cancelled: () => was_cancelled,
      done: () => was_cancelled,
      result: () => 1,
      exception: () => null,
      add_done_callback: (callback: (future: never) => unknown) => void callbacks.push(callback),
    };
    const wrapped = asyncio.wrap_future(foreign);
    wrapped.cancel();
    await turns(2);
    expect(was_cancelled).toBe(true);
  });

  it("is left alone by a loop that is closed", () => {
    const loop = asyncio.new_event_loop();
    const future = new Future();
    asyncio.wrap_future(future, { loop });
    loop.close();
    future.set_result(1);
  });

  it("hands an outcome over whatever the order of events", async () => {
    const steps = fc.array(fc.constantFrom("begin", "result", "error", "cancel", "cancel wrapped", "turn"), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const loop = asyncio.new_event_loop();
        try {
          await loop.run_until_complete(async () => {
            const future = new Future<number>();
            const wrapped = asyncio.wrap_future(future);
            let begun = false;
            for (const step of script) {
              if (step === "turn") await turns(1);
              else if (step === "cancel") future.cancel();
              else if (step === "cancel wrapped") wrapped.cancel();
              else if (step === "begin") begun ||= !future.done() && future.set_running_or_notify_cancel();
              else if (future.done()) continue;
              else if (step === "result") future.set_result(1);
              else future.set_exception(new asyncio.ValueError("x"));
            }
            await turns(3);
            if (!wrapped.cancelled()) expect(outcome(wrapped)).toEqual(outcome(future as never));
            // What has begun runs on, whatever comes of it.
            else if (!begun) expect(future.done()).toBe(true);
          });
        } finally {
          loop.close();
        }
      }),
      { numRuns: 200 },
    );
  });
});
