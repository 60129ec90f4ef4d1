import * as asyncio from "asyncio-node";
import { describe, expect } from "vitest";
import { error_of } from "./support/error-of.js";
import { is_garbage } from "./support/garbage.js";
import { in_loop, outcome, turns } from "./support/in-loop.js";

const current = (): asyncio.Task => asyncio.current_task() as asyncio.Task;

/** Runs a block in a new group. */
function in_group<T>(block: (group: asyncio.TaskGroup) => T): asyncio.Coroutine<Awaited<T>> {
  return asyncio.async_with(new asyncio.TaskGroup(), block);
}

/** Fails after so many turns. */
const fails =
  (message: string, n = 1) =>
  async (): Promise<never> => {
    await turns(n);
    throw new asyncio.ValueError(message);
  };

/** Sleeps until it is cancelled, and then takes so many turns to clean up. */
const sleeps =
  (log: string[], name: string, n = 0) =>
  async (): Promise<void> => {
    try {
      await asyncio.sleep(3600);
    } finally {
      await turns(n);
      log.push(name);
    }
  };

const messages = (error: Error): string[] =>
  (error as asyncio.ExceptionGroup).exceptions.map((each) => each.message);

describe("TaskGroup", () => {
  in_loop("hands itself to the block, and back what the block gives, once its tasks are done", async () => {
    const group = new asyncio.TaskGroup();
    const tasks: asyncio.Task<string>[] = [];
    const given = await asyncio.async_with(group, async (entered) => {
      expect(entered).toBe(group);
      tasks.push(entered.create_task(asyncio.sleep(0.001, "slept")));
      tasks.push(entered.create_task(async () => "at once"));
      return "given";
    });
    expect(given).toBe("given");
    expect(tasks.map((task) => task.result())).toEqual(["slept", "at once"]);
  });

  in_loop("makes ordinary tasks, with a name and a context if they are given", async () => {
    const variable = new asyncio.ContextVar<string>("variable");
    const context = asyncio.copy_context();
    context.run(() => variable.set("from the context"));
    const task = await in_group(async (group) => {
      const task = group.create_task(async () => variable.get(), { name: "named", context });
      return [task] as const;
    });
    expect(task[0]).toBeInstanceOf(asyncio.Task);
    expect(task[0].get_name()).toBe("named");
    expect(task[0].result()).toBe("from the context");
  });

  in_loop("waits for tasks that its tasks make", async () => {
    const log: number[] = [];
    await in_group((group) => {
      const grow = async (n: number): Promise<void> => {
        await asyncio.sleep(0);
        log.push(n);
        if (n < 3) group.create_task(() => grow(n + 1));
      };
      group.create_task(() => grow(1));
    });
    expect(log).toEqual([1, 2, 3]);
  });

  in_loop("throws the very errors of its tasks, in the order of their coming", async () => {
    const errors = [new asyncio.ValueError("first"), new asyncio.RuntimeError("second")];
    const failing = in_group((group) => {
      group.create_task(async () => {
        try {
          await asyncio.sleep(3600);
        } catch {
          throw errors[1];
        }
      });
      group.create_task(async () => {
        throw errors[0];
      });
    });
    const error = (await error_of(failing)) as asyncio.ExceptionGroup;
    expect(error).toBeInstanceOf(asyncio.ExceptionGroup);
    expect(error.message).toBe("unhandled errors in a TaskGroup");
    expect(error.exceptions).toHaveLength(2);
    expect(error.exceptions[0]).toBe(errors[0]);
    expect(error.exceptions[1]).toBe(errors[1]);
    expect(current().cancelling()).toBe(0);
  });

  in_loop(
    "cancels its other tasks, and the block, when one fails; and waits for their clean-up",
    async () => {
      const log: string[] = [];
      const failing = in_group(async (group) => {
        group.create_task(sleeps(log, "a", 3));
        group.create_task(sleeps(log, "b"));
        group.create_task(fails("broken"));
        await sleeps(log, "block")();
      });
      const error = await error_of(failing);
      expect(messages(error)).toEqual(["broken"]);
      expect(log.sort()).toEqual(["a", "b", "block"]);
      expect(current().cancelling()).toBe(0);
      await asyncio.sleep(0);
    },
  );

  in_loop("adds the block's own error to those of its tasks", async () => {
    const log: string[] = [];
    const own = new asyncio.ValueError("the block's");
    const error = await error_of(
      in_group(async (group) => {
        group.create_task(sleeps(log, "cancelled"));
        await asyncio.sleep(0);
        throw own;
      }),
    );
    expect((error as asyncio.ExceptionGroup).exceptions[0]).toBe(own);
    expect(log).toEqual(["cancelled"]);
  });

  in_loop("is left without an error where its tasks were only cancelled", async () => {
    const tasks: asyncio.Task[] = [];
    await in_group(async (group) => {
      tasks.push(group.create_task(asyncio.sleep(3600)), group.create_task(asyncio.sleep(0, "done")));
      await asyncio.sleep(0);
      tasks[0]?.cancel();
    });
    expect(tasks.map(outcome)).toEqual(["cancelled", "done"]);
  });

  in_loop("hands a cancellation from outside on to its tasks, and out again", async () => {
    const log: string[] = [];
    const parent = asyncio.create_task(() =>
      in_group(async (group) => {
        group.create_task(sleeps(log, "child", 2));
        await sleeps(log, "block")();
      }),
    );
    await turns(2);
    parent.cancel("from outside");
    expect(await error_of(parent)).toEqual(new asyncio.CancelledError("from outside"));
    expect(log).toEqual(["block", "child"]);
  });

  in_loop("cancels while it waits for its tasks, too, however often it is told", async () => {
    const log: string[] = [];
    const parent = asyncio.create_task(() =>
      in_group((group) => void group.create_task(sleeps(log, "child", 5))),
    );
    await turns(3);
    for (let n = 0; n < 3; n += 1) {
      parent.cancel();
      await asyncio.sleep(0);
    }
    await asyncio.wait([parent]);
    expect(parent.cancelled()).toBe(true);
    expect(log).toEqual(["child"]);
  });

  in_loop("keeps a cancellation from outside that meets an error from inside", async () => {
    const parent: asyncio.Task<unknown> = asyncio.create_task(async () => {
      const error = await error_of(
        in_group(async (group) => {
          group.create_task(fails("inside"));
          await asyncio.sleep(0);
          parent.cancel();
          await asyncio.sleep(3600);
        }),
      );
      expect(messages(error)).toEqual(["inside"]);
      expect(current().cancelling()).toBe(1);
      // It is told once more, at its next await.
      await asyncio.sleep(0);
    });
    await asyncio.wait([parent]);
    expect(parent.cancelled()).toBe(true);
  });

  in_loop("nests, each group with its own errors", async () => {
    const error = (await error_of(
      in_group(async (outer) => {
        outer.create_task(fails("outer", 5));
        await in_group((inner) => void inner.create_task(fails("inner")));
      }),
    )) as asyncio.ExceptionGroup;
    expect(error.exceptions).toHaveLength(1);
    expect(messages(error.exceptions[0] as Error)).toEqual(["inner"]);
  });

  in_loop("lets no fatal error be one among others", async () => {
    for (const fatal of [new asyncio.SystemExit(3), new asyncio.KeyboardInterrupt()]) {
      const error = await error_of(
        in_group(async (group) => {
          group.create_task(asyncio.sleep(3600));
          await asyncio.sleep(0);
          throw fatal;
        }),
      );
      expect(error).toBe(fatal);
    }
  });

  in_loop("makes no task once it shuts down, or is left", async () => {
    const group = new asyncio.TaskGroup();
    let refused: unknown;
    await error_of(
      asyncio.async_with(group, async () => {
        group.create_task(async () => {
          try {
            await asyncio.sleep(3600);
          } catch (error) {
            refused = await error_of((async () => group.create_task(async () => {}))());
            throw error;
          }
        });
        await asyncio.sleep(0);
        throw new asyncio.ValueError("shut down");
      }),
    );
    expect(String(refused)).toMatch(/^RuntimeError: TaskGroup <TaskGroup .*cancelling> is shutting down$/);
    expect(() => group.create_task(async () => {})).toThrow(/^TaskGroup <TaskGroup.*> is finished$/);
    await expect((async () => await asyncio.async_with(group, () => {}))()).rejects.toThrow(
      /already been entered/,
    );
  });

  in_loop("may be given up at its limit", async () => {
    const log: string[] = [];
    const limited = asyncio.async_with(
      [asyncio.timeout(0.001), new asyncio.TaskGroup()],
      async (_scope, group) => {
        group.create_task(sleeps(log, "a"));
        group.create_task(sleeps(log, "b"));
      },
    );
    expect(await error_of(limited)).toBeInstanceOf(asyncio.TimeoutError);
    expect(log).toEqual(["a", "b"]);
  });

  in_loop("holds no task that is done", async () => {
    await in_group(async (group) => {
      const freed = await is_garbage(async () => {
        const task = group.create_task(asyncio.sleep(0));
        await task;
        return [task];
      });
      expect(freed).toBe(true);
    });
  });
});

describe("TaskGroup.cancel", () => {
  in_loop("ends the tasks and the block, which is left as if all was well", async () => {
    const log: string[] = [];
    await in_group(async (group) => {
      group.create_task(sleeps(log, "a", 2));
      group.create_task(sleeps(log, "b"));
      await asyncio.sleep(0);
      group.cancel();
      group.cancel();
      await asyncio.sleep(3600);
    });
    expect(log).toEqual(["b", "a"]);
    expect(current().cancelling()).toBe(0);
    await asyncio.sleep(0);
  });

  in_loop("works from a task, while the group waits", async () => {
    const log: string[] = [];
    await in_group((group) => {
      group.create_task(sleeps(log, "a"));
      group.create_task(async () => {
        await asyncio.sleep(0);
        group.cancel();
      });
    });
    expect(log).toEqual(["a"]);
    expect(current().cancelling()).toBe(0);
  });

  in_loop("needs no further await in the block", async () => {
    const task = await in_group((group) => {
      const made = group.create_task(asyncio.sleep(3600));
      group.cancel();
      expect(() => group.create_task(async () => {})).toThrow("is shutting down");
      return [made];
    });
    expect(task.map(outcome)).toEqual(["cancelled"]);
    expect(current().cancelling()).toBe(0);
    await asyncio.sleep(0);
  });

  in_loop("counts on entry if it comes before", async () => {
    const group = new asyncio.TaskGroup();
    group.cancel();
    let reached = false;
    await asyncio.async_with(group, async () => {
      await asyncio.sleep(0);
      reached = true;
    });
    expect(reached).toBe(false);
    expect(current().cancelling()).toBe(0);
  });

  in_loop("does nothing once the group is left", async () => {
    const group = new asyncio.TaskGroup();
    await asyncio.async_with(group, () => {});
    group.cancel();
    await asyncio.sleep(0);
    expect(current().cancelling()).toBe(0);
  });

  in_loop("hides no error", async () => {
    const error = await error_of(
      in_group(async (group) => {
        group.create_task(async () => {
          try {
            await asyncio.sleep(3600);
          } finally {
            await fails("in the clean-up")();
          }
        });
        await asyncio.sleep(0);
        group.cancel();
        await asyncio.sleep(3600);
      }),
    );
    expect((error as asyncio.ExceptionGroup).exceptions.map(String)).toEqual(["ValueError: in the clean-up"]);
    expect(current().cancelling()).toBe(0);
  });

  in_loop("hides no cancellation from outside", async () => {
    const task = asyncio.create_task(async () => {
      await in_group(async (group) => {
        group.create_task(asyncio.sleep(3600));
        await asyncio.sleep(0);
        group.cancel();
        current().cancel("from outside");
        await asyncio.sleep(3600);
      });
    });
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
  });

  in_loop("leaves the outer group alone", async () => {
    const log: string[] = [];
    await in_group(async (outer) => {
      const other = outer.create_task(async () => {
        await turns(20);
        return "whole";
      });
      await in_group(async (inner) => {
        inner.create_task(sleeps(log, "inner"));
        await asyncio.sleep(0);
        inner.cancel();
        await asyncio.sleep(3600);
      });
      log.push(await other);
    });
    expect(log).toEqual(["inner", "whole"]);
  });
});
