import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { error_of } from "./support/error-of.js";
import { is_garbage } from "./support/garbage.js";
import { in_loop, turns } from "./support/in-loop.js";
import { opened } from "./support/loops.js";

const new_future = <T = unknown>(): asyncio.Future<T> => asyncio.get_running_loop().create_future<T>();

/** The error that an awaitable rejects with. */
describe("a future", () => {
  it("belongs to the loop that it is given, else to the current one", () => {
    const [current, other] = [opened(), opened()];
    asyncio.set_event_loop(current);
    expect(new asyncio.Future().get_loop()).toBe(current);
    expect(new asyncio.Future({ loop: null }).get_loop()).toBe(current);
    expect(new asyncio.Future({ loop: other }).get_loop()).toBe(other);
    expect(other.create_future().get_loop()).toBe(other);
    asyncio.set_event_loop(null);
    expect(() => new asyncio.Future()).toThrow(asyncio.RuntimeError);
  });

  in_loop("belongs to the running loop rather than to the current one", async () => {
    const other = asyncio.new_event_loop();
    asyncio.set_event_loop(other);
    expect(new asyncio.Future().get_loop()).toBe(asyncio.get_running_loop());
    asyncio.set_event_loop(null);
    other.close();
  });

  in_loop("names its state as the tutorial and as CPython do", async () => {
    const [good, bad, gone] = [new_future(), new_future(), new_future()];
    const states = (): string[][] => [good, bad, gone].map(({ state, _state }) => [state, _state]);
    expect(states()).toEqual(Array.from({ length: 3 }, () => ["pending", "PENDING"]));
    good.set_result(1);
    bad.set_exception(Error);
    bad.exception();
    gone.cancel();
    expect(states()).toEqual([
      ["done", "FINISHED"],
      ["done", "FINISHED"],
      ["cancelled", "CANCELLED"],
    ]);
    expect([good, bad, gone].map((future) => future.done())).toEqual([true, true, true]);
    expect([good, bad, gone].map((future) => future.cancelled())).toEqual([false, false, true]);
  });

  in_loop("is known by isfuture, as its subclasses are, and thenables are not", async () => {
    class MyFuture extends asyncio.Future<number> {}
    // biome-ignore lint/suspicious/noThenProperty: it is to pass for a future
    const thenable = { then: () => {} };
    expect([new_future(), new MyFuture()].map(asyncio.isfuture)).toEqual([true, true]);
    expect([Promise.resolve(), thenable, asyncio.Future, null].map(asyncio.isfuture)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  in_loop("keeps the very objects that it is given", async () => {
    const [result, error] = [{ a: "result" }, new asyncio.ValueError("an error")];
    const [good, bad] = [new_future<object>(), new_future()];
    good.set_result(result);
    bad.set_exception(error);
    expect(good.result()).toBe(result);
    expect(good.exception()).toBe(null);
    expect(await good).toBe(result);
    expect(bad.exception()).toBe(error);
    expect(() => bad.result()).toThrow(error);
    expect(await error_of(bad)).toBe(error);
    expect(await error_of(bad)).toBe(error);
  });

  in_loop("makes an instance of a class of exceptions", async () => {
    const future = new_future();
    future.set_exception(asyncio.ValueError);
    expect(future.exception()).toEqual(new asyncio.ValueError());
  });

  in_loop("takes undefined as a result, and any other value", async () => {
    for (const value of [undefined, null, 0, "", Number.NaN, [], () => {}, Symbol.iterator]) {
      const future = new_future<unknown>();
      future.set_result(value);
      expect(future.result()).toBe(value);
      expect(await future).toBe(value);
    }
  });

  in_loop("makes a CancelledError of its message anew for each who asks", async () => {
    const future = new_future();
    expect(future.cancel("enough")).toBe(true);
    expect(future.cancel("again")).toBe(false);
    const errors = [await error_of(future), await error_of(future)];
    expect(errors[0]).toEqual(new asyncio.CancelledError("enough"));
    expect(errors[0]).not.toBe(errors[1]);
    expect(() => future.result()).toThrow(new asyncio.CancelledError("enough"));
    expect(() => future.exception()).toThrow(new asyncio.CancelledError("enough"));
  });

  in_loop("may be subclassed, with methods of its own in the place of its", async () => {
    const log: string[] = [];
    class Loud extends asyncio.Future<number> {
      override set_result(result: number): void {
        log.push(`result ${result}`);
        super.set_result(result);
      }
      override cancel(msg?: unknown): boolean {
        log.push(`cancel ${msg}`);
        return super.cancel(msg);
      }
    }
    const [settled, given_up] = [new Loud(), new Loud()];
    settled.set_result(3);
    expect(await settled).toBe(3);
    const task = asyncio.create_task(async () => await given_up);
    await asyncio.sleep(0);
    task.cancel("through the task");
    await asyncio.wait([task]);
    expect(log).toEqual(["result 3", "cancel through the task"]);
    expect(asyncio.repr(settled)).toMatch(/^<Loud finished result=3/);
  });
});

describe("the callbacks of a future", () => {
  in_loop("are called with it, by the loop, in the order in which they were added", async () => {
    const log: unknown[] = [];
    const future = new_future<number>();
    for (const n of [1, 2, 3]) future.add_done_callback((done) => log.push(n, done));
    future.set_result(5);
    expect(log).toEqual([]);
    await Promise.resolve();
    expect(log).toEqual([]);
    await asyncio.sleep(0);
    expect(log.filter((entry) => entry !== future)).toEqual([1, 2, 3]);
    expect(log.filter((entry) => entry === future)).toHaveLength(3);
  });

  in_loop("are called soon, and not at once, where it is done already", async () => {
    const future = new_future<number>();
    future.set_result(1);
    let called = 0;
    future.add_done_callback(() => {
      called += 1;
    });
    expect(called).toBe(0);
    await asyncio.sleep(0);
    expect(called).toBe(1);
  });

  in_loop("are called as often as they were added, and removed all at once", async () => {
    const log: string[] = [];
    const [a, b] = [() => log.push("a"), () => log.push("b")];
    const future = new_future<void>();
    for (const callback of [a, b, a, a]) future.add_done_callback(callback);
    expect(future.remove_done_callback(b)).toBe(1);
    expect(future.remove_done_callback(b)).toBe(0);
    future.set_result();
    await asyncio.sleep(0);
    expect(log).toEqual(["a", "a", "a"]);
    expect(future.remove_done_callback(a)).toBe(0);
    const other = new_future<void>();
    for (const callback of [a, b, a]) other.add_done_callback(callback);
    expect(other.remove_done_callback(a)).toBe(2);
    other.set_result();
    await asyncio.sleep(0);
    expect(log).toEqual(["a", "a", "a", "b"]);
  });

  in_loop("run in the context in which they were added, or in the one that is given", async () => {
    const variable = new asyncio.ContextVar<string>("variable");
    const seen: string[] = [];
    const future = new_future<void>();
    const look = (): void => void seen.push(variable.get());
    variable.set("then");
    future.add_done_callback(look);
    const given = asyncio.copy_context();
    given.run(() => variable.set("given"));
    future.add_done_callback(look, { context: given });
    variable.set("later");
    future.set_result();
    await asyncio.sleep(0);
    expect(seen).toEqual(["then", "given"]);
  });

  it.each([false, true])("do not disturb one another by failing (debug %s)", async (debug) => {
    const told: asyncio.ExceptionContext[] = [];
    const loop = opened();
    loop.set_debug(debug);
    loop.set_exception_handler((_loop, context) => void told.push(context));
    const error = new asyncio.ValueError("from a callback");
    let after = false;
    await loop.run_until_complete(async () => {
      const future = new_future<void>();
      future.add_done_callback(() => {
        throw error;
      });
      future.add_done_callback(() => {
        after = true;
      });
      future.set_result();
      await asyncio.sleep(0);
    });
    expect(after).toBe(true);
    expect(told).toHaveLength(1);
    expect(told[0]?.exception).toBe(error);
    expect(told[0]?.handle).toBeInstanceOf(asyncio.Handle);
    expect(told[0]?.message).toMatch(/^Exception in callback /);
    expect("source_traceback" in (told[0] as object)).toBe(debug);
  });

  in_loop("may be asynchronous, and then fail to the exception handler too", async () => {
    const loop = asyncio.get_running_loop();
    const handler = loop.get_exception_handler();
    const told = new_future<unknown>();
    loop.set_exception_handler((_loop, context) => told.set_result(context.exception));
    const future = new_future<void>();
    const error = new asyncio.ValueError("later");
    future.add_done_callback(async () => {
      await asyncio.sleep(0);
      throw error;
    });
    future.set_result();
    expect(await told).toBe(error);
    loop.set_exception_handler(handler);
  });
});

describe("those who wait for a future", () => {
  in_loop("are woken in the order in which they came, with the callbacks among them", async () => {
    const log: string[] = [];
    const future = new_future<void>();
    const waiter = async (name: string): Promise<void> => {
      await future;
      log.push(name);
    };
    const first = asyncio.create_task(() => waiter("first"));
    await asyncio.sleep(0);
    future.add_done_callback(() => log.push("callback"));
    const second = asyncio.create_task(() => waiter("second"));
    await asyncio.sleep(0);
    future.set_result();
    await asyncio.gather(first, second);
    expect(log).toEqual(["first", "callback", "second"]);
  });

  in_loop("go on without giving way where it is done", async () => {
    const future = new_future<void>();
    future.set_result();
    let given_way = false;
    asyncio.get_running_loop().call_soon(() => {
      given_way = true;
    });
    for (let i = 0; i < 10; i += 1) await future;
    expect(given_way).toBe(false);
    await asyncio.sleep(0);
    expect(given_way).toBe(true);
  });

  in_loop("do not see it settled before the loop has come round, whatever microtasks run", async () => {
    const future = new_future<void>();
    const task = asyncio.create_task(async () => await future);
    await asyncio.sleep(0);
    future.set_result();
    for (let i = 0; i < 100; i += 1) await null;
    expect(task.done()).toBe(false);
    await task;
  });

  in_loop("are let go when their task is cancelled, and the future with them", async () => {
    const future = new_future<void>();
    const others = [1, 2].map(() => asyncio.create_task(async () => await future));
    await asyncio.sleep(0);
    others[0]?.cancel("mine");
    expect(future.cancelled()).toBe(true);
    await asyncio.wait(others);
    expect(others.map((task) => task.cancelled())).toEqual([true, true]);
  });
});

describe("then", () => {
  in_loop("hands on what its handlers return, and what they throw", async () => {
    const future = new_future<number>();
    asyncio.get_running_loop().call_soon(() => future.set_result(20));
    expect(await future.then((x) => x + 1)).toBe(21);
    expect(await future.then((x) => [x])).toEqual([20]);
    const failing = future.then(() => {
      throw new asyncio.ValueError("from a handler");
    });
    expect(await error_of(failing)).toEqual(new asyncio.ValueError("from a handler"));
  });

  in_loop("hands on outcomes that it has no handler for", async () => {
    const [good, bad] = [new_future<number>(), new_future<number>()];
    asyncio.get_running_loop().call_soon(() => {
      good.set_result(1);
      bad.set_exception(new asyncio.ValueError("bad"));
    });
    const [from_good, from_bad] = [good.then(null, () => 0), bad.then((x) => x + 1)];
    expect(await Promise.allSettled([from_good, from_bad])).toEqual([
      { status: "fulfilled", value: 1 },
      { status: "rejected", reason: new asyncio.ValueError("bad") },
    ]);
    expect(await bad.then(null, (error) => (error as Error).message)).toBe("bad");
  });

  in_loop("takes what both of its functions give or throw, of a future that is done as well", async () => {
    const [good, bad, gone] = [new_future<number>(), new_future<number>(), new_future<number>()];
    good.set_result(1);
    bad.set_exception(new asyncio.ValueError("bad"));
    gone.cancel();
    const name = (error: unknown): string => (error as Error).name;
    const outcomes = [good, bad, gone].map((future) => future.then((x) => x + 1, name));
    expect(await Promise.all(outcomes)).toEqual([2, "ValueError", "CancelledError"]);
    const fail = (): never => {
      throw new asyncio.LookupError("of a handler");
    };
    for (const future of [good, bad]) await expect(future.then(fail, fail)).rejects.toThrow("of a handler");
  });

  it("makes a future of a native function's result awaitable by any promise library", async () => {
    const loop = opened();
    const future = loop.create_future<string>();
    setImmediate(() => future.set_result("native"));
    expect(await Promise.resolve(future)).toBe("native");
    expect(await new Promise((resolve) => resolve(future))).toBe("native");
  });
});

describe("an exception that nobody looks at", () => {
  /** What the exception handler is told of futures that `make` makes in a loop, which is then closed. */
  async function told_of(make: () => unknown): Promise<asyncio.ExceptionContext[]> {
    const told: asyncio.ExceptionContext[] = [];
    const loop = asyncio.new_event_loop();
    loop.set_exception_handler((_loop, context) => void told.push(context));
    await loop.run_until_complete(async () => {
      await make();
      await asyncio.sleep(0);
    });
    loop.close();
    return told;
  }
  const failed = (): asyncio.Future => {
    const future = new_future();
    future.set_exception(new asyncio.ValueError("lost"));
    return future;
  };

  it("is told to the exception handler, at the latest when the loop is closed", async () => {
    const [context, ...more] = await told_of(() => void failed());
    expect(context?.message).toBe("Future exception was never retrieved");
    expect(context?.exception).toEqual(new asyncio.ValueError("lost"));
    expect(asyncio.repr(context?.future)).toBe("<Future finished exception=ValueError('lost')>");
    expect(more).toEqual([]);
  });

  it.each<[string, (future: asyncio.Future) => unknown]>([
    ["exception()", (future) => future.exception()],
    ["result()", (future) => expect(() => future.result()).toThrow()],
    ["await", (future) => error_of(future)],
    ["a callback that looks", (future) => future.add_done_callback((done) => done.exception())],
    ["gather", (future) => asyncio.gather(future, { return_exceptions: true })],
    ["cancel(), in vain", (future) => future.cancel()],
    ["Promise.allSettled", (future) => Promise.allSettled([future])],
  ])("is told to nobody after %s", async (_name, look) => {
    expect(await told_of(() => look(failed()))).toEqual([]);
  });

  it("is told though somebody only asks whether it is done, or calls back without a look", async () => {
    const told = await told_of(() => {
      const future = failed();
      future.done();
      future.cancelled();
      future.add_done_callback(() => {});
    });
    expect(told).toHaveLength(1);
  });
});

describe("a future that is done with", () => {
  in_loop("is garbage, as is what it held", async () => {
    expect(await is_garbage(() => new_future())).toBe(true);
    const result = await is_garbage(() => {
      const [future, held] = [new_future<object>(), {}];
      future.set_result(held);
      return held;
    });
    expect(result).toBe(true);
    const callback = await is_garbage(async () => {
      const future = new_future<void>();
      const call = (): void => {};
      future.add_done_callback(call);
      future.set_result();
      await turns(2);
      return [call];
    });
    expect(callback).toBe(true);
  });
});
