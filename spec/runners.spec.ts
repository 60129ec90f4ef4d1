import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { deferred } from "./support/deferred.js";
import { error_of } from "./support/error-of.js";
import { expect_noise } from "./support/noise.js";

/** A Ctrl-C, as Node tells of it. */
const interrupt = (): boolean => process.emit("SIGINT");

describe.each([false, true])("run (debug %s)", (debug) => {
  const run = <T>(main: () => PromiseLike<T>): Promise<T> => asyncio.run(main, { debug }) as Promise<T>;

  it("gives the very object that main returned, and throws the one that it threw", async () => {
    const [result, error] = [{}, new asyncio.ValueError("thrown")];
    expect(await run(async () => result)).toBe(result);
    const failing = run(async () => {
      throw error;
    });
    expect(await error_of(failing)).toBe(error);
  });

  it("takes a coroutine, an async function, and a native promise", async () => {
    const main = asyncio.coroutine(async function main() {
      await asyncio.sleep(0);
      return 1;
    });
    expect(await asyncio.run(main(), { debug })).toBe(1);
    expect(await asyncio.run(async () => 2, { debug })).toBe(2);
    const before = process.listenerCount("warning");
    if (debug) expect_noise(/native promise: its body runs already/);
    expect(await asyncio.run(Promise.resolve(3), { debug })).toBe(3);
    expect(process.listenerCount("warning")).toBe(before);
  });

  it("makes a loop, in the mode that is asked for, and closes it", async () => {
    const loop = await run(async () => {
      expect(asyncio.get_running_loop().get_debug()).toBe(debug);
      return asyncio.get_running_loop();
    });
    expect([loop.is_running(), loop.is_closed()]).toEqual([false, true]);
    expect(() => asyncio.get_event_loop()).toThrow(
      new asyncio.RuntimeError("There is no current event loop in thread 'MainThread'."),
    );
  });

  it("cancels what is left, and waits for its clean-up", async () => {
    const log: string[] = [];
    const left = async (name: string): Promise<void> => {
      try {
        await asyncio.sleep(3600);
      } finally {
        await asyncio.sleep(0);
        log.push(name);
      }
    };
    await run(async () => {
      asyncio.create_task(() => left("a"));
      asyncio.create_task(() => left("b"));
      await asyncio.sleep(0);
      log.push("main");
    });
    expect(log).toEqual(["main", "a", "b"]);
  });

  it("tells of errors in that clean-up, and of no cancellations", async () => {
    const told: asyncio.ExceptionContext[] = [];
    const error = new asyncio.ValueError("while cleaning up");
    let left: asyncio.Task | undefined;
    await run(async () => {
      asyncio.get_running_loop().set_exception_handler((_loop, context) => void told.push(context));
      left = asyncio.create_task(async () => {
        try {
          await asyncio.sleep(3600);
        } catch {
          throw error;
        }
      });
      asyncio.create_task(asyncio.sleep(3600));
      await asyncio.sleep(0);
    });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      message: "unhandled exception during asyncio.run() shutdown",
      exception: error,
    });
    expect(told[0]?.task).toBe(left);
  });

  it("cancels what is left also when main fails", async () => {
    let cancelled = false;
    const failing = run(async () => {
      asyncio.create_task(async () => {
        try {
          await asyncio.sleep(3600);
        } finally {
          cancelled = true;
        }
      });
      await asyncio.sleep(0);
      throw new asyncio.ValueError("main");
    });
    expect(await error_of(failing)).toEqual(new asyncio.ValueError("main"));
    expect(cancelled).toBe(true);
  });

  it("closes the async generators that it knows of", async () => {
    const log: string[] = [];
    const numbers = asyncio.coroutine(async function* numbers() {
      try {
        for (let n = 0; ; n += 1) yield n;
      } finally {
        await asyncio.sleep(0);
        log.push("closed");
      }
    });
    await run(async () => {
      const generator = numbers();
      log.push(String((await generator.next()).value));
    });
    expect(log).toEqual(["0", "closed"]);
  });

  it("runs main in a copy of the context that it is called from", async () => {
    const variable = new asyncio.ContextVar<string>("variable");
    const token = variable.set("outside");
    const seen = await run(async () => {
      const before = variable.get();
      variable.set("inside");
      return before;
    });
    expect([seen, variable.get()]).toEqual(["outside", "outside"]);
    variable.reset(token);
  });
});

describe("run, given what can be awaited", () => {
  // Python 3.14 takes it; 3.13 insists on a coroutine.
  it.each<[string, () => asyncio.Awaitable<number>]>([
    ["a native promise", () => Promise.resolve(1)],
    ["an async function", () => async () => 1],
  ])("waits for %s", async (_name, make) => {
    expect(await asyncio.run(make())).toBe(1);
    expect(await asyncio.with_(new asyncio.Runner(), (runner) => runner.run(make()))).toBe(1);
  });

  it("waits for a future of the runner's loop", async () => {
    await asyncio.with_(new asyncio.Runner(), async (runner) => {
      const future = runner.get_loop().create_future<string>();
      runner.get_loop().call_soon(() => future.set_result("done"));
      expect(await runner.run(future)).toBe("done");
    });
  });

  it("refuses a future of another loop, as await does", async () => {
    const loop = asyncio.new_event_loop();
    const error = await error_of(asyncio.run(loop.create_future()));
    loop.close();
    expect(error.message).toMatch(
      /^Task <Task .*> got Future <Future pending> attached to a different loop$/,
    );
  });
});

describe("run with a loop factory", () => {
  class MyLoop extends asyncio.EventLoop {}

  it.each<[string, asyncio.RunnerOptions["loop_factory"]]>([
    ["a function", () => new MyLoop()],
    ["the class itself, as Python takes it", MyLoop],
  ])("takes %s", async (_name, loop_factory) => {
    const loop = await asyncio.run(async () => asyncio.get_running_loop(), { loop_factory });
    expect(loop).toBeInstanceOf(MyLoop);
    expect(loop.is_closed()).toBe(true);
  });

  it("leaves the current loop alone", async () => {
    const mine = asyncio.new_event_loop();
    asyncio.set_event_loop(mine);
    await asyncio.run(async () => {}, { loop_factory: MyLoop });
    expect(asyncio.get_event_loop()).toBe(mine);
    asyncio.set_event_loop(null);
    mine.close();
  });
});

describe("Runner", () => {
  it("runs one after another in the same loop and context", async () => {
    const variable = new asyncio.ContextVar<string>("variable");
    await asyncio.with_(new asyncio.Runner(), async (runner) => {
      const loop = runner.get_loop();
      await runner.run(async () => variable.set("by the first"));
      const seen = await runner.run(async () => [variable.get(), asyncio.get_running_loop() === loop]);
      expect(seen).toEqual(["by the first", true]);
      expect(loop.is_closed()).toBe(false);
      const other = asyncio.copy_context();
      other.run(() => variable.set("of another context"));
      expect(await runner.run(async () => variable.get(), { context: other })).toBe("of another context");
      expect(variable.get("nothing here")).toBe("nothing here");
    });
  });

  it("goes on after a run that failed", async () => {
    const runner = new asyncio.Runner();
    expect(await error_of(runner.run(async () => Promise.reject(new asyncio.ValueError("first"))))).toEqual(
      new asyncio.ValueError("first"),
    );
    expect(await runner.run(async () => "second")).toBe("second");
    await runner.close();
  });

  it("leaves background tasks waiting between two runs", async () => {
    const runner = new asyncio.Runner();
    const go_on = new asyncio.Event();
    const [task] = await runner.run(async () => {
      const task = asyncio.create_task(async () => {
        await go_on.wait();
        return "done in the second run";
      });
      await asyncio.sleep(0);
      return [task] as const;
    });
    go_on.set();
    expect(task.done()).toBe(false);
    expect(await runner.run(async () => await task)).toBe("done in the second run");
    await runner.close();
  });

  it("makes its loop when it is needed, and none to be closed where it is not", async () => {
    let made = 0;
    const loop_factory = (): asyncio.EventLoop => {
      made += 1;
      return asyncio.new_event_loop();
    };
    const unused = new asyncio.Runner({ loop_factory });
    await unused.close();
    expect(made).toBe(0);
    const used = new asyncio.Runner({ loop_factory });
    expect(used.get_loop()).toBe(used.get_loop());
    expect(made).toBe(1);
    await used.close();
  });

  it("is closed once and for all, as often as one likes", async () => {
    const runner = new asyncio.Runner();
    const loop = runner.get_loop();
    await runner.close();
    await runner.close();
    expect(loop.is_closed()).toBe(true);
    const closed = new asyncio.RuntimeError("Runner is closed");
    expect(() => runner.get_loop()).toThrow(closed);
    expect(await error_of(runner.run(async () => {}))).toEqual(closed);
  });

  it("is closed at the end of its block, in each of the ways that JavaScript has", async () => {
    const loops: asyncio.EventLoop[] = [];
    await asyncio.with_(new asyncio.Runner(), async (runner) => void loops.push(runner.get_loop()));
    {
      await using runner = new asyncio.Runner();
      loops.push(runner.get_loop());
    }
    {
      await using entered = await asyncio.enter(new asyncio.Runner());
      loops.push(entered.value.get_loop());
    }
    expect(loops.map((loop) => loop.is_closed())).toEqual([true, true, true]);
  });

  it("refuses to run inside of a running loop", async () => {
    const runner = new asyncio.Runner();
    const error = await asyncio.run(() => error_of(runner.run(async () => {})));
    expect(error).toEqual(
      new asyncio.RuntimeError("Runner.run() cannot be called from a running event loop"),
    );
    await runner.close();
  });
});

describe("SIGINT", () => {
  it("is listened to as long as something runs", async () => {
    const before = process.listenerCount("SIGINT");
    const [one, other] = [deferred(), deferred()];
    const runs = [one, other].map(({ promise }) => asyncio.run(async () => await promise));
    expect(process.listenerCount("SIGINT")).toBe(before + 1);
    one.resolve();
    await runs[0];
    expect(process.listenerCount("SIGINT")).toBe(before + 1);
    other.resolve();
    await runs[1];
    expect(process.listenerCount("SIGINT")).toBe(before);
  });

  it("cancels main, and comes out as KeyboardInterrupt", async () => {
    const log: string[] = [];
    const interrupted = asyncio.run(async () => {
      setImmediate(interrupt);
      try {
        await asyncio.sleep(3600);
      } catch (error) {
        log.push((error as Error).name);
        await asyncio.sleep(0);
        log.push("cleaned up");
        throw error;
      }
    });
    expect(await error_of(interrupted)).toBeInstanceOf(asyncio.KeyboardInterrupt);
    expect(log).toEqual(["CancelledError", "cleaned up"]);
  });

  it("is only a cancellation where somebody else has cancelled main, too", async () => {
    const interrupted = asyncio.run(async () => {
      const me = asyncio.current_task() as asyncio.Task;
      setImmediate(() => {
        me.cancel();
        interrupt();
      });
      await asyncio.sleep(3600);
    });
    expect(await error_of(interrupted)).toBeInstanceOf(asyncio.CancelledError);
  });

  it("ends the run at once the second time", async () => {
    const log: string[] = [];
    const interrupted = asyncio.run(async () => {
      setImmediate(interrupt);
      try {
        await asyncio.sleep(3600);
      } catch {
        setImmediate(interrupt);
        try {
          await asyncio.sleep(3600);
        } catch (error) {
          log.push(`closing: ${(error as Error).name}`);
          throw error;
        }
      }
    });
    expect(await error_of(interrupted)).toBeInstanceOf(asyncio.KeyboardInterrupt);
    expect(log).toEqual(["closing: CancelledError"]);
  });

  it("may be left to the program itself", async () => {
    let told = 0;
    const mine = (): void => {
      told += 1;
    };
    process.on("SIGINT", mine);
    const result = await asyncio.run(async () => {
      setImmediate(interrupt);
      await asyncio.sleep(0.001);
      await new Promise(setImmediate);
      return "not interrupted";
    });
    process.off("SIGINT", mine);
    expect([result, told]).toEqual(["not interrupted", 1]);
  });
});
