import * as asyncio from "asyncio-node";
import { describe, expect, it, vi } from "vitest";
import { error_of } from "./support/error-of.js";
import { is_garbage } from "./support/garbage.js";
import { in_loop, turns } from "./support/in-loop.js";
import { opened } from "./support/loops.js";
import { expect_noise } from "./support/noise.js";

const loop = (): asyncio.EventLoop => asyncio.get_running_loop();

describe("call_soon", () => {
  in_loop("calls in the order of the calls, with the very arguments, in the next iteration", async () => {
    const log: unknown[] = [];
    const object = {};
    const push = (a: number, b: object, c: object): unknown => log.push(a, b, c);
    loop().call_soon(push, 1, object, { plain: true });
    loop().call_soon(() => {
      log.push("second");
      loop().call_soon(() => log.push("third, an iteration later"));
    });
    expect(log).toEqual([]);
    await asyncio.sleep(0);
    expect(log).toEqual([1, object, { plain: true }, "second"]);
    expect(log[1]).toBe(object);
    await asyncio.sleep(0);
    expect(log.at(-1)).toBe("third, an iteration later");
  });

  in_loop("gives a handle, which cancels it, and then holds neither callback nor arguments", async () => {
    let called = false;
    const handle = loop().call_soon(() => {
      called = true;
    });
    expect(handle).toBeInstanceOf(asyncio.Handle);
    expect(handle.cancelled()).toBe(false);
    handle.cancel();
    handle.cancel();
    expect(handle.cancelled()).toBe(true);
    await turns(2);
    expect(called).toBe(false);

    const kept: asyncio.Handle[] = [];
    const freed = await is_garbage(async () => {
      const argument = {};
      const handle = loop().call_soon((_held: object) => {}, argument);
      kept.push(handle);
      handle.cancel();
      return [argument];
    });
    expect(freed).toBe(true);
  });

  in_loop("may cancel what is ready behind it", async () => {
    const log: string[] = [];
    loop().call_soon(() => {
      log.push("first");
      second.cancel();
    });
    const second = loop().call_soon(() => log.push("second"));
    await turns(2);
    expect(log).toEqual(["first"]);
  });

  in_loop("calls in a copy of the context, or in the one that is given, and in no task", async () => {
    const variable = new asyncio.ContextVar<string>("variable");
    variable.set("then");
    const given = asyncio.copy_context();
    given.run(() => variable.set("given"));
    const seen: unknown[] = [];
    const look = (): void => {
      seen.push(variable.get(), asyncio.current_task());
      variable.set("changed");
    };
    const handle = loop().call_soon(look);
    loop().call_soon(look, asyncio.kwargs({ context: given }));
    variable.set("later");
    await asyncio.sleep(0);
    expect(seen).toEqual(["then", null, "given", null]);
    expect(variable.get()).toBe("later");
    expect(given.get(variable)).toBe("changed");
    expect(handle.get_context().get(variable)).toBe("changed");
  });

  it("waits until the loop runs", async () => {
    const loop = opened();
    const log: string[] = [];
    loop.call_soon(() => log.push("called"));
    await new Promise(setImmediate);
    expect(log).toEqual([]);
    loop.call_soon(() => loop.stop());
    await loop.run_forever();
    expect(log).toEqual(["called"]);
  });

  in_loop("does not hold up native code, however much is ready", async () => {
    let native = false;
    setImmediate(() => {
      native = true;
    });
    let calls = 0;
    await new Promise<void>((resolve) => {
      const again = (): void => {
        calls += 1;
        if (native) resolve();
        else loop().call_soon(again);
      };
      loop().call_soon(again);
    });
    expect(calls).toBeGreaterThan(0);
  });
});

describe("call_later and call_at", () => {
  in_loop(
    "call when they are due, in that order, equal times in the order of the calls of one heap",
    async () => {
      const log: string[] = [];
      const when = loop().time() + 0.002;
      loop().call_at(when + 0.001, () => log.push("late"));
      for (const name of ["a", "b"]) loop().call_at(when, () => log.push(name));
      const last = loop().create_future<void>();
      loop().call_at(when + 0.002, () => last.set_result());
      await last;
      expect(log).toEqual(["a", "b", "late"]);
    },
  );

  in_loop("give a handle that knows its time", async () => {
    const before = loop().time();
    const later = loop().call_later(10, () => {});
    expect(later).toBeInstanceOf(asyncio.TimerHandle);
    expect(later.when()).toBeGreaterThanOrEqual(before + 10);
    const at = loop().call_at(before + 20, () => {});
    expect(at.when()).toBe(before + 20);
    later.cancel();
    at.cancel();
  });

  in_loop("call behind what is ready already", async () => {
    const log: string[] = [];
    loop().call_later(0, () => log.push("timer"));
    loop().call_later(-1, () => log.push("late already"));
    loop().call_soon(() => log.push("soon"));
    await turns(2);
    expect(log).toEqual(["soon", "late already", "timer"]);
  });

  in_loop("free what they hold when they are cancelled, though their time is far away", async () => {
    const freed = await is_garbage(async () => {
      const held = {};
      loop()
        .call_later(3600, () => held)
        .cancel();
      return [held];
    });
    expect(freed).toBe(true);
  });

  in_loop("leave the heap when most of a hundred are cancelled", async () => {
    const freed = await is_garbage(async () => {
      const handles = Array.from({ length: 300 }, () => loop().call_later(3600, () => {}));
      for (const handle of handles) handle.cancel();
      await turns(2);
      return [handles[150] as asyncio.TimerHandle];
    });
    expect(freed).toBe(true);
  });

  it("wake a loop that is idle, and one whose next timer is later", async () => {
    const loop = opened();
    const future = loop.create_future<string>();
    loop.call_later(3600, () => {});
    setTimeout(() => loop.call_later(0.001, () => future.set_result("woken")), 1);
    expect(await loop.run_until_complete(future)).toBe("woken");
  });
});

describe("time", () => {
  it("is monotonic, in seconds, and runs though the loop does not", async () => {
    const loop = opened();
    const start = loop.time();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const passed = loop.time() - start;
    expect(passed).toBeGreaterThan(0.003);
    expect(passed).toBeLessThan(60);
  });
});

describe("run_forever", () => {
  it("runs until it is stopped, at the end of the iteration, and may run again", async () => {
    const loop = opened();
    const log: string[] = [];
    loop.call_soon(() => {
      loop.stop();
      log.push("stopping");
      loop.call_soon(() => log.push("in the second run"));
    });
    loop.call_soon(() => log.push("in the same iteration"));
    await loop.run_forever();
    expect(log).toEqual(["stopping", "in the same iteration"]);
    expect(loop.is_running()).toBe(false);
    loop.call_soon(() => loop.stop());
    await loop.run_forever();
    expect(log.at(-1)).toBe("in the second run");
  });

  it("runs one iteration where it was stopped before", async () => {
    const loop = opened();
    const log: string[] = [];
    loop.call_soon(() => log.push("once"));
    loop.stop();
    await loop.run_forever();
    expect(log).toEqual(["once"]);
  });

  it("throws what is fatal, from wherever, and goes on where it was when it is run again", async () => {
    const loop = opened();
    const log: string[] = [];
    const fatal = new asyncio.SystemExit(3);
    loop.call_soon(() => {
      throw fatal;
    });
    loop.call_soon(() => {
      log.push("afterwards");
      loop.stop();
    });
    expect(await error_of(loop.run_forever())).toBe(fatal);
    expect(log).toEqual([]);
    await loop.run_forever();
    expect(log).toEqual(["afterwards"]);
  });
});

describe("run_until_complete", () => {
  it("gives the very result, throws the very error, of coroutines and of futures", async () => {
    const loop = opened();
    const [result, error] = [{}, new asyncio.ValueError("thrown")];
    expect(await loop.run_until_complete(async () => result)).toBe(result);
    expect(await error_of(loop.run_until_complete(async () => Promise.reject(error)))).toBe(error);
    const future = loop.create_future<object>();
    loop.call_soon(() => future.set_result(result));
    expect(await loop.run_until_complete(future)).toBe(result);
    expect(await loop.run_until_complete(future)).toBe(result);
    expect(future._callbacks).toEqual([]);
  });

  it("leaves what else there is in the loop for the next run", async () => {
    const loop = opened();
    const log: string[] = [];
    const task = loop.create_task(async () => {
      for (let n = 0; n < 4; n += 1) {
        log.push(`background ${n}`);
        await asyncio.sleep(0);
      }
    });
    await loop.run_until_complete(async () => void log.push("main"));
    expect(task.done()).toBe(false);
    await loop.run_until_complete(task);
    expect(log).toEqual(["background 0", "main", "background 1", "background 2", "background 3"]);
  });

  it("throws where it is stopped too early, and the future goes on in the next run", async () => {
    const loop = opened();
    const task = loop.create_task(asyncio.sleep(0.001, "slept"));
    loop.call_soon(() => loop.stop());
    expect(await error_of(loop.run_until_complete(task))).toEqual(
      new asyncio.RuntimeError("Event loop stopped before Future completed."),
    );
    expect(await loop.run_until_complete(task)).toBe("slept");
  });
});

describe("the exception handler", () => {
  it("is told with CPython's keys, of errors in callbacks, and is told of itself by the default one", async () => {
    const loop = opened();
    const told: [asyncio.EventLoop, asyncio.ExceptionContext][] = [];
    expect(loop.get_exception_handler()).toBe(null);
    const handler: asyncio.ExceptionHandler = (...given) => void told.push(given);
    loop.set_exception_handler(handler);
    expect(loop.get_exception_handler()).toBe(handler);
    const error = new asyncio.ValueError("in a callback");
    const handle = loop.call_soon(() => {
      throw error;
    });
    await loop.run_until_complete(turns(2));
    expect(told).toEqual([
      [loop, { message: expect.stringMatching(/^Exception in callback /), exception: error, handle }],
    ]);
    expect(told[0]?.[1].handle).toBe(handle);
    loop.set_exception_handler(null);
    expect(loop.get_exception_handler()).toBe(null);
  });

  it("by default writes to standard error", () => {
    const loop = opened();
    expect_noise(/^the message\na: 1\nb: 'two'\nfuture: <Future pending>\nValueError: the error/);
    loop.call_exception_handler({
      message: "the message",
      exception: new asyncio.ValueError("the error"),
      b: "two",
      a: 1,
      future: loop.create_future(),
    });
  });

  it("that fails itself is told of by the default one", () => {
    const loop = opened();
    loop.set_exception_handler(() => {
      throw new asyncio.ValueError("of the handler");
    });
    expect_noise(
      /^Unhandled error in exception handler\ncontext: \{'message': 'first'\}\nValueError: of the handler/,
    );
    loop.call_exception_handler({ message: "first" });
  });

  it("may end the run", async () => {
    const loop = opened();
    const exit = new asyncio.SystemExit(1);
    loop.set_exception_handler(() => {
      throw exit;
    });
    loop.call_soon(() => {
      throw new asyncio.ValueError("ordinary");
    });
    expect(await error_of(loop.run_forever())).toBe(exit);
  });

  it("runs in the context of what has failed", async () => {
    const loop = opened();
    const variable = new asyncio.ContextVar<string>("variable");
    const context = asyncio.copy_context();
    context.run(() => variable.set("its own"));
    const seen: unknown[] = [];
    loop.set_exception_handler(() => seen.push(variable.get("none")));
    loop.call_soon(() => {
      throw new asyncio.ValueError("failed");
    }, asyncio.kwargs({ context }));
    await loop.run_until_complete(turns(2));
    expect(seen).toEqual(["its own"]);
  });
});

describe("debug mode", () => {
  it("is off, unless it is asked for", () => {
    const loop = opened();
    expect(loop.get_debug()).toBe(false);
    loop.set_debug(true);
    expect(loop.get_debug()).toBe(true);
    loop.set_debug(0 as never);
    expect(loop.get_debug()).toBe(false);
  });

  it("tells of callbacks and steps that are slow", async () => {
    const loop = opened();
    loop.set_debug(true);
    loop.slow_callback_duration = 0.01;
    const told: string[] = [];
    const warn = vi.spyOn(console, "warn").mockImplementation((text) => void told.push(text));
    const block = (): void => {
      const end = performance.now() + 15;
      while (performance.now() < end);
    };
    await loop.run_until_complete(async () => {
      loop.call_soon(block);
      await asyncio.create_task(async () => block(), { name: "slow" });
    });
    warn.mockRestore();
    for (const slow of [
      /^Executing <Handle block\(\) .*> took \d+\.\d{3} seconds$/,
      /^Executing <Task finished name='slow' .*> took \d+\.\d{3} seconds$/,
    ]) {
      expect(told.filter((text) => slow.test(text))).toHaveLength(1);
    }
  });

  it("remembers where things were made", async () => {
    const loop = opened();
    loop.set_debug(true);
    const here = /created at .*base-events\.spec\.ts:\d+/;
    expect(asyncio.repr(loop.create_future())).toMatch(here);
    const handle = loop.call_soon(() => {});
    expect(asyncio.repr(handle)).toMatch(here);
    handle.cancel();
    expect(asyncio.repr(handle)).toMatch(here);
    const timer = loop.call_later(1, () => {});
    expect(asyncio.repr(timer)).toMatch(here);
    timer.cancel();
  });
});

describe("close", () => {
  it("drops what was scheduled, and may be done again", async () => {
    const loop = asyncio.new_event_loop();
    loop.call_soon(() => expect.unreachable());
    loop.call_later(0, () => expect.unreachable());
    expect(loop.is_closed()).toBe(false);
    loop.close();
    loop.close();
    expect(loop.is_closed()).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 3));
    expect(asyncio.repr(loop)).toBe("<EventLoop running=False closed=True debug=False>");
  });

  it("leaves nothing of the loop in memory", async () => {
    const freed = await is_garbage(async () => {
      // Not `new_event_loop`, whose loops the guards of the tests keep an eye on.
      const loop = new asyncio.EventLoop();
      await loop.run_until_complete(async () => {
        await asyncio.gather(asyncio.sleep(0.001), asyncio.create_task(asyncio.sleep(0)));
        loop.call_later(3600, () => {});
      });
      loop.close();
      return [loop];
    });
    expect(freed).toBe(true);
  });
});

describe("the current loop", () => {
  it("is whatever set_event_loop made it, outside of a running one", async () => {
    const [mine, other] = [opened(), opened()];
    asyncio.set_event_loop(mine);
    expect(asyncio.get_event_loop()).toBe(mine);
    expect(await other.run_until_complete(async () => asyncio.get_event_loop() === other)).toBe(true);
    expect(asyncio.get_event_loop()).toBe(mine);
    asyncio.set_event_loop(null);
    expect(() => asyncio.get_event_loop()).toThrow(asyncio.RuntimeError);
  });

  it("is the one that native code drives by awaiting a coroutine", async () => {
    const mine = opened();
    asyncio.set_event_loop(mine);
    const running = asyncio.coroutine(async () => asyncio.get_running_loop() === mine);
    expect(await running()).toBe(true);
    asyncio.set_event_loop(null);
    expect(await running()).toBe(false);
  });
});

describe("call_soon_threadsafe", () => {
  it("wakes an idle loop", async () => {
    const loop = opened();
    const future = loop.create_future<string>();
    setTimeout(() => loop.call_soon_threadsafe(() => future.set_result("woken")), 1);
    expect(await loop.run_until_complete(future)).toBe("woken");
  });
});

describe("shutdown_asyncgens", () => {
  it("closes the generators that were begun in the loop, and tells of those that fail to", async () => {
    const loop = opened();
    const log: string[] = [];
    const told: asyncio.ExceptionContext[] = [];
    loop.set_exception_handler((_loop, context) => void told.push(context));
    const error = new asyncio.ValueError("while closing");
    const numbers = asyncio.coroutine(async function* numbers(name: string) {
      try {
        yield 1;
        yield 2;
      } finally {
        log.push(name);
        if (name === "failing") await Promise.reject(error);
      }
    });
    const generators = ["begun", "failing", "exhausted", "untouched"].map((name) => numbers(name));
    const [begun, failing, exhausted] = generators as [AsyncGenerator, AsyncGenerator, AsyncGenerator];
    await loop.run_until_complete(async () => {
      await begun.next();
      await failing.next();
      for await (const _ of exhausted);
      log.push("shutdown");
      await loop.shutdown_asyncgens();
    });
    expect(log).toEqual(["exhausted", "shutdown", "begun", "failing"]);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ exception: error });
    expect(told[0]?.asyncgen).toBe(failing);
    expect((await begun.next()).done).toBe(true);
  });

  it("is too early for generators that come later, of which it warns", async () => {
    const loop = opened();
    const numbers = asyncio.coroutine(async function* numbers() {
      yield 1;
    });
    expect_noise(
      /^ResourceWarning: asynchronous generator .* was scheduled after loop\.shutdown_asyncgens\(\) call$/,
    );
    await loop.run_until_complete(async () => {
      await loop.shutdown_asyncgens();
      for await (const _ of numbers());
    });
  });
});
