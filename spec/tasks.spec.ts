import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { deferred } from "./support/deferred.js";
import { error_of } from "./support/error-of.js";
import { is_collected, is_garbage } from "./support/garbage.js";
import { in_loop, run_in_loop, turns } from "./support/in-loop.js";
import { opened } from "./support/loops.js";

const current = (): asyncio.Task => asyncio.current_task() as asyncio.Task;
const new_future = <T = void>(): asyncio.Future<T> => asyncio.get_running_loop().create_future<T>();

describe("a task", () => {
  in_loop("has its coroutine, its context, its loop and its name", async () => {
    const work = asyncio.coroutine(async function work() {});
    const coro = work();
    const context = asyncio.copy_context();
    const task = asyncio.create_task(coro, { name: "worker", context });
    expect(task).toBeInstanceOf(asyncio.Task);
    expect(asyncio.isfuture(task)).toBe(true);
    expect(task.get_coro()).toBe(coro);
    expect(task.get_context()).toBe(context);
    expect(task.get_loop()).toBe(asyncio.get_running_loop());
    expect(task.get_name()).toBe("worker");
    await task;
  });

  in_loop("is numbered where it has no name, and may be renamed", async () => {
    const [a, b] = [asyncio.create_task(async () => {}), asyncio.create_task(async () => {})];
    const number = (task: asyncio.Task): number => Number(/^Task-(\d+)$/.exec(task.get_name())?.[1]);
    expect(number(b)).toBe(number(a) + 1);
    a.set_name("first");
    b.set_name(2);
    expect([a.get_name(), b.get_name()]).toEqual(["first", "2"]);
    await asyncio.gather(a, b);
  });

  in_loop("goes through the tutorial's states", async () => {
    const future = new_future();
    const [running, gone] = [1, 2].map(() => asyncio.create_task(async () => await future));
    const states = (): unknown[] => [running?.state, gone?.state];
    expect(states()).toEqual(["pending", "pending"]);
    gone?.cancel();
    expect(states()).toEqual(["pending", "pending"]);
    await asyncio.sleep(0);
    expect(states()).toEqual(["running", "cancelled"]);
    expect(running?._state).toBe("PENDING");
    future.set_result();
    await running;
    expect(states()).toEqual(["done", "cancelled"]);
  });

  in_loop("gives the very objects that its coroutine returned or threw", async () => {
    const [result, error] = [{}, new asyncio.ValueError("thrown")];
    const good = asyncio.create_task(async () => result);
    const bad = asyncio.create_task(async () => {
      throw error;
    });
    expect(await good).toBe(result);
    expect(good.result()).toBe(result);
    expect(await error_of(bad)).toBe(error);
    expect(bad.exception()).toBe(error);
  });

  in_loop("gives the CancelledError that ended it to the first who asks, and new ones after", async () => {
    let thrown: unknown;
    const task = asyncio.create_task(async () => {
      try {
        await asyncio.sleep(10);
      } catch (error) {
        thrown = error;
        throw error;
      }
    });
    await asyncio.sleep(0);
    task.cancel("enough");
    const errors = [await error_of(task), await error_of(task)];
    expect(thrown).toEqual(new asyncio.CancelledError("enough"));
    expect(errors[0]).toBe(thrown);
    expect(errors[1]).not.toBe(thrown);
    expect(errors[1]).toBeInstanceOf(asyncio.CancelledError);
  });

  in_loop("wraps what is thrown and is no error", async () => {
    for (const thrown of ["text", undefined, 5, { message: "no error" }]) {
      const task = asyncio.create_task(async () => {
        throw thrown;
      });
      const error = (await error_of(task)) as Error;
      expect(error).toBeInstanceOf(asyncio.RuntimeError);
      expect(error.cause).toBe(thrown);
    }
  });

  in_loop("may be made of a function that fails, or returns, without being asynchronous", async () => {
    const failing = asyncio.create_task(() => {
      throw new asyncio.ValueError("at once");
    });
    const plain = asyncio.create_task((() => 7) as never);
    expect(await error_of(failing)).toEqual(new asyncio.ValueError("at once"));
    expect(await plain).toBe(7);
  });

  in_loop("is what a task factory makes, which gets what create_task was given", async () => {
    class MyTask<T> extends asyncio.Task<T> {}
    const loop = asyncio.get_running_loop();
    const calls: unknown[][] = [];
    loop.set_task_factory((...given) => {
      calls.push(given);
      const [loop, coro, kwargs] = given;
      return new MyTask(coro, { ...kwargs, loop });
    });
    const coro = asyncio.sleep(0, "mine");
    const task = asyncio.create_task(coro, { name: "named" });
    expect(task).toBeInstanceOf(MyTask);
    expect(task.get_name()).toBe("named");
    expect(await task).toBe("mine");
    expect(calls).toEqual([[loop, coro, { name: "named" }]]);
    const ensured = asyncio.ensure_future(asyncio.sleep(0));
    expect(ensured).toBeInstanceOf(MyTask);
    await ensured;
    loop.set_task_factory(null);
    expect(loop.get_task_factory()).toBe(null);
    const ordinary = asyncio.create_task(asyncio.sleep(0));
    expect(ordinary).not.toBeInstanceOf(MyTask);
    await ordinary;
  });
});

describe("a task's first step", () => {
  in_loop("is taken by the loop, and not by whoever makes it", async () => {
    let begun = false;
    const task = asyncio.create_task(async () => {
      begun = true;
    });
    for (let i = 0; i < 20; i += 1) await null;
    expect(begun).toBe(false);
    await asyncio.sleep(0);
    expect(begun).toBe(true);
    await task;
  });

  in_loop("is never taken by one that was cancelled before", async () => {
    let begun = false;
    const task = asyncio.create_task(async () => {
      begun = true;
    });
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    expect(begun).toBe(false);
  });

  in_loop("is taken at once by an eager task, up to its first await", async () => {
    const log: string[] = [];
    const loop = asyncio.get_running_loop();
    const me = current();
    const task = loop.create_task(
      async () => {
        log.push(current() === me ? "the wrong task" : "at once");
        await asyncio.sleep(0);
        log.push("later");
      },
      { eager_start: true },
    );
    log.push("made");
    expect(current()).toBe(me);
    expect(task.done()).toBe(false);
    await task;
    expect(log).toEqual(["at once", "made", "later"]);
  });

  in_loop("may be all of an eager task, which then is done a microtask later", async () => {
    const loop = asyncio.get_running_loop();
    loop.set_task_factory(asyncio.eager_task_factory);
    const task = asyncio.create_task(async () => "done");
    expect(task.done()).toBe(false);
    await null;
    await null;
    expect(task.result()).toBe("done");
    loop.set_task_factory(null);
  });
});

describe("create_eager_task_factory", () => {
  class Own<T> extends asyncio.Task<T> {}
  const make = <T>(coro: asyncio.CoroutineLike<T>, options: { loop: asyncio.EventLoop }): asyncio.Task<T> =>
    new Own(coro, options);

  it.each<[string, Parameters<typeof asyncio.create_eager_task_factory>[0]]>([
    ["a class", Own],
    ["a function", make],
  ])("has its tasks made by %s", (_kind, make_task) =>
    asyncio.run(async () => {
      const loop = asyncio.get_running_loop();
      loop.set_task_factory(asyncio.create_eager_task_factory(make_task));
      const log: string[] = [];
      const task = asyncio.create_task(
        async () => {
          log.push("begun");
          await asyncio.sleep(0);
        },
        { name: "eager" },
      );
      log.push("made");
      await task;
      expect(log).toEqual(["begun", "made"]);
      expect(task).toBeInstanceOf(Own);
      expect(task.get_name()).toBe("eager");
    }),
  );
});

describe("current_task", () => {
  in_loop("is the task itself, in whatever it calls and awaits", async () => {
    const me = current();
    const deep = asyncio.coroutine(async () => {
      await asyncio.sleep(0);
      return (() => asyncio.current_task() === me)();
    });
    expect(await deep()).toBe(true);
    const other: asyncio.Task<boolean> = asyncio.create_task(
      async (): Promise<boolean> => asyncio.current_task() === other,
    );
    expect(await other).toBe(true);
    expect(asyncio.current_task(asyncio.get_running_loop())).toBe(me);
    expect(asyncio.current_task({ loop: asyncio.get_running_loop() })).toBe(me);
  });

  in_loop("is null in callbacks, of timers and of futures too", async () => {
    const loop = asyncio.get_running_loop();
    const seen = await asyncio.gather(
      ...[
        (call: () => void) => loop.call_soon(call),
        (call: () => void) => loop.call_later(0, call),
        (call: () => void) => asyncio.create_task(async () => {}).add_done_callback(call),
      ].map((schedule) => {
        const future = new_future<asyncio.Task | null>();
        schedule(() => future.set_result(asyncio.current_task()));
        return future.then((task) => [task]);
      }),
    );
    expect(seen).toEqual([[null], [null], [null]]);
  });

  in_loop("is null for another loop", async () => {
    const other = asyncio.new_event_loop();
    expect(asyncio.current_task(other)).toBe(null);
    expect(asyncio.all_tasks(other)).toEqual(new Set());
    other.close();
  });
});

describe("all_tasks", () => {
  in_loop("is a new set each time, of those that are not done, in the order of their making", async () => {
    const tasks = [1, 2, 3].map((n) => asyncio.create_task(asyncio.sleep(n / 1000)));
    const all = asyncio.all_tasks();
    expect([...all]).toEqual([current(), ...tasks]);
    all.clear();
    expect(asyncio.all_tasks().size).toBe(4);
    await tasks[0];
    expect(asyncio.all_tasks().has(tasks[0] as asyncio.Task)).toBe(false);
    await asyncio.wait(tasks);
    expect([...asyncio.all_tasks()]).toEqual([current()]);
  });
});

describe("the memory of a task", () => {
  in_loop("is held for it while it is not done, though nobody else does", async () => {
    const released = deferred<string>();
    let ran: string | null = null;
    const start = (): WeakRef<asyncio.Task> => {
      const nobody_knows = new_future<string>();
      released.promise.then((text) => nobody_knows.set_result(text));
      return new WeakRef(
        asyncio.create_task(async () => {
          ran = await nobody_knows;
        }),
      );
    };
    const reference = start();
    await asyncio.sleep(0);
    expect(await is_collected(reference)).toBe(false);
    released.resolve("ran");
    await asyncio.sleep(0.001);
    expect(ran).toBe("ran");
    expect(await is_collected(reference)).toBe(true);
  });

  const ways: [string, () => Promise<readonly [object]>][] = [
    [
      "has returned",
      async () => {
        const task = asyncio.create_task(asyncio.sleep(0));
        await task;
        return [task];
      },
    ],
    [
      "was cancelled",
      async () => {
        const task = asyncio.create_task(asyncio.sleep(10));
        await asyncio.sleep(0);
        task.cancel();
        await asyncio.wait([task]);
        return [task];
      },
    ],
    [
      "has failed",
      async () => {
        const task = asyncio.create_task(async () => {
          throw new asyncio.ValueError("looked at");
        });
        await asyncio.wait([task]);
        task.exception();
        return [task];
      },
    ],
    [
      "was waited for and given up",
      async () => {
        const task = asyncio.create_task(asyncio.sleep(0));
        await asyncio.wait_for(asyncio.shield(task), 1);
        return [task];
      },
    ],
  ];
  describe.each(ways)("of one that %s", (_name, make) => {
    in_loop("is freed", async () => {
      expect(await is_garbage(make)).toBe(true);
    });
  });

  in_loop("is freed with its context, its signal and its coroutine", async () => {
    for (const part of [
      (task: asyncio.Task) => task.get_context(),
      (task: asyncio.Task) => task.signal,
      (task: asyncio.Task) => task.get_coro(),
    ]) {
      const freed = await is_garbage(async () => {
        const task = asyncio.create_task(asyncio.sleep(0));
        const held = part(task);
        await task;
        return [held];
      });
      expect(freed).toBe(true);
    }
  });

  in_loop("holds no local of its coroutine once that is over", async () => {
    const freed = await is_garbage(async () => {
      const local = {};
      await asyncio.create_task(async () => {
        const kept = local;
        await asyncio.sleep(0);
        return Object.keys(kept).length;
      });
      return [local];
    });
    expect(freed).toBe(true);
  });
});

describe("cancel", () => {
  in_loop("says whether there was anything to cancel, and counts", async () => {
    const task = asyncio.create_task(asyncio.sleep(10));
    await asyncio.sleep(0);
    expect(task.cancelling()).toBe(0);
    expect([task.cancel(), task.cancel(), task.cancelling()]).toEqual([true, true, 2]);
    await asyncio.wait([task]);
    expect([task.cancel(), task.cancelling()]).toEqual([false, 2]);
  });

  in_loop("throws at the await, however deep that is in coroutines and plain functions", async () => {
    const path: string[] = [];
    const layer = async (depth: number): Promise<void> => {
      try {
        await (depth === 0 ? asyncio.sleep(10) : depth % 2 === 0 ? coroutine(depth - 1) : layer(depth - 1));
      } catch (error) {
        path.push(`${depth} ${(error as Error).name}`);
        throw error;
      }
    };
    const coroutine = asyncio.coroutine(layer);
    const task = asyncio.create_task(() => layer(6));
    await asyncio.sleep(0);
    task.cancel();
    await asyncio.wait([task]);
    expect(path).toEqual([0, 1, 2, 3, 4, 5, 6].map((depth) => `${depth} CancelledError`));
  });

  in_loop("takes nothing from a task that was about to go on: it is told at its next await", async () => {
    const log: string[] = [];
    const future = new_future<string>();
    const task = asyncio.create_task(async () => {
      try {
        log.push(await future);
      } catch (error) {
        log.push((error as Error).name);
        throw error;
      }
    });
    await asyncio.sleep(0);
    future.set_result("value");
    task.cancel();
    await asyncio.wait([task]);
    expect(log).toEqual(["CancelledError"]);
    expect(task.cancelled()).toBe(true);
  });

  in_loop("is withdrawn by uncancel before it was delivered", async () => {
    const task = asyncio.create_task(async () => {
      current().cancel();
      expect(current().uncancel()).toBe(0);
      await asyncio.sleep(0);
      return "went on";
    });
    expect(await task).toBe("went on");
    expect(task.cancelling()).toBe(0);
  });

  in_loop("hands on any message, and `{ msg }` as the keyword", async () => {
    for (const [given, expected] of [
      ["text", ["text"]],
      [{ msg: "keyword" }, ["keyword"]],
      [5, [5]],
      [undefined, []],
    ] as const) {
      const task = asyncio.create_task(asyncio.sleep(10));
      await asyncio.sleep(0);
      task.cancel(given);
      expect(((await error_of(task)) as asyncio.CancelledError).args).toEqual(expected);
    }
  });
});

describe("a task that nobody looks after", () => {
  it.each([false, true])("tells of its exception, with CPython's keys (debug %s)", async (debug) => {
    const told: asyncio.ExceptionContext[] = [];
    const loop = opened();
    loop.set_debug(debug);
    loop.set_exception_handler((_loop, context) => void told.push(context));
    const error = new asyncio.ValueError("lost");
    await loop.run_until_complete(async () => {
      asyncio.create_task(
        async () => {
          throw error;
        },
        { name: "lost" },
      );
      await turns(2);
    });
    loop.close();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ message: "Task exception was never retrieved", exception: error });
    expect(asyncio.repr(told[0]?.future)).toMatch(
      /^<Task finished name='lost' .* exception=ValueError\('lost'\)/,
    );
    expect("source_traceback" in (told[0] as object)).toBe(debug);
  });

  it("tells of its end where the loop is closed over it", async () => {
    const told: asyncio.ExceptionContext[] = [];
    const loop = opened();
    loop.set_exception_handler((_loop, context) => void told.push(context));
    let task: asyncio.Task | undefined;
    await loop.run_until_complete(async () => {
      task = asyncio.create_task(asyncio.sleep(10));
      await asyncio.sleep(0);
    });
    loop.close();
    expect(told).toHaveLength(1);
    expect(told[0]?.message).toBe("Task was destroyed but it is pending!");
    expect(told[0]?.task).toBe(task);
  });
});

describe("awaiting a task", () => {
  in_loop("is refused to the task itself, and to those of other loops", async () => {
    const itself: asyncio.Task<unknown> = asyncio.create_task(async () => await error_of(itself));
    expect(String(await itself)).toMatch(/^RuntimeError: Task cannot await on itself: <Task pending/);
    const other = asyncio.new_event_loop();
    const foreign = other.create_future<void>();
    expect(String(await error_of(foreign))).toMatch(
      /^RuntimeError: Task <Task pending .* got Future <Future pending> attached to a different loop$/,
    );
    other.close();
  });

  in_loop("gives every one of several who wait the same outcome", async () => {
    const result = {};
    const task = asyncio.create_task(asyncio.sleep(0.001, result));
    const seen = await asyncio.gather(...[1, 2, 3].map(() => async () => await task));
    expect(seen.every((each) => each === result)).toBe(true);
  });

  in_loop("cancels it when the one who waits is cancelled, and not when he waits for a shield", async () => {
    const [open, shielded] = [1, 2].map(() => asyncio.create_task(asyncio.sleep(0.001, "slept")));
    const waiters = [
      asyncio.create_task(async () => await (open as asyncio.Task)),
      asyncio.create_task(async () => await asyncio.shield(shielded as asyncio.Task)),
    ];
    await asyncio.sleep(0);
    for (const waiter of waiters) waiter.cancel();
    await asyncio.wait(waiters);
    expect(waiters.map((waiter) => waiter.cancelled())).toEqual([true, true]);
    expect(open?.cancelled()).toBe(true);
    expect(await shielded).toBe("slept");
  });
});

it("ends a run of many generations of tasks, each of which makes the next", () =>
  run_in_loop(async () => {
    let made = 0;
    const generation = async (): Promise<number> => {
      made += 1;
      return made === 300 ? made : await asyncio.create_task(generation);
    };
    expect(await generation()).toBe(300);
  }));
