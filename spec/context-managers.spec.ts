import * as asyncio from "asyncio-node";
import { describe, expect, expectTypeOf, it } from "vitest";
import { in_loop, turns } from "./support/in-loop.js";

class Recorder {
  readonly log: string[];
  readonly name: string;
  readonly swallows: boolean;

  constructor(log: string[], name: string, swallows = false) {
    this.log = log;
    this.name = name;
    this.swallows = swallows;
  }

  #exit(type: unknown, error: unknown, traceback: unknown): boolean {
    const arguments_ = [type, error, traceback].map((x) => (x === null ? "null" : typeof x)).join(" ");
    this.log.push(`exit ${this.name} ${arguments_}`);
    return this.swallows;
  }

  __aenter__ = asyncio.coroutine("__aenter__", async (): Promise<string> => {
    await asyncio.sleep(0);
    this.log.push(`enter ${this.name}`);
    return this.name;
  });

  __aexit__ = asyncio.coroutine(
    "__aexit__",
    async (type: unknown, error: unknown, traceback: unknown): Promise<boolean> => {
      await asyncio.sleep(0);
      return this.#exit(type, error, traceback);
    },
  );

  __enter__(): string {
    this.log.push(`enter ${this.name}`);
    return this.name;
  }

  __exit__(type: unknown, error: unknown, traceback: unknown): boolean {
    return this.#exit(type, error, traceback);
  }
}

describe("async_with", () => {
  in_loop("enters, runs the block, leaves, and hands back the value", async () => {
    const log: string[] = [];
    const value = await asyncio.async_with(new Recorder(log, "a"), async (entered) => {
      log.push(`body ${entered}`);
      await asyncio.sleep(0);
      return 42;
    });
    expect(value).toBe(42);
    expect(log).toEqual(["enter a", "body a", "exit a null null null"]);
  });

  in_loop("takes a block that is not asynchronous, and one that is a coroutine function", async () => {
    const log: string[] = [];
    expect(await asyncio.async_with(new Recorder(log, "a"), () => 1)).toBe(1);
    const block = asyncio.coroutine("block", async (entered: string) => entered);
    expect(await asyncio.async_with(new Recorder(log, "a"), block)).toBe("a");
  });

  in_loop("tells the exit of an error, which goes on", async () => {
    const log: string[] = [];
    const error = new asyncio.ValueError("boom");
    const running = asyncio.async_with(new Recorder(log, "a"), async () => {
      throw error;
    });
    await expect(running).rejects.toBe(error);
    expect(log).toEqual(["enter a", "exit a function object object"]);
  });

  in_loop("hands over the error's class, the error, and what prints as its stack", async () => {
    const seen: unknown[] = [];
    const manager = {
      __aenter__: async () => undefined,
      __aexit__: async (...args: unknown[]) => {
        seen.push(...args);
        return true;
      },
    };
    const error = new asyncio.ValueError("boom");
    await asyncio.async_with(manager, async () => {
      throw error;
    });
    expect(seen[0]).toBe(asyncio.ValueError);
    expect(seen[1]).toBe(error);
    expect(String(seen[2])).toBe(error.stack);
  });

  in_loop("stops an error that the exit swallows", async () => {
    const log: string[] = [];
    const value = await asyncio.async_with(new Recorder(log, "a", true), async () => {
      if (log.length > 0) throw new Error("boom");
      return 1;
    });
    expect(value).toBe(undefined);
  });

  in_loop("lets the exit's own error take the place of the block's", async () => {
    const manager = {
      __aenter__: async () => undefined,
      __aexit__: async () => {
        throw new asyncio.RuntimeError("exit");
      },
    };
    const fail = async (): Promise<void> => {
      throw new Error("body");
    };
    await expect(asyncio.async_with(manager, fail)).rejects.toThrow("exit");
    await expect(asyncio.async_with(manager, async () => 1)).rejects.toThrow("exit");
  });

  in_loop("tells the exit of a cancellation", async () => {
    const log: string[] = [];
    const task = asyncio.create_task(
      asyncio.async_with(new Recorder(log, "a"), async () => {
        await asyncio.sleep(10);
      }),
    );
    await turns(4);
    task.cancel();
    await expect(task).rejects.toBeInstanceOf(asyncio.CancelledError);
    expect(log).toEqual(["enter a", "exit a function object object"]);
  });

  in_loop("does not leave what it could not enter", async () => {
    const log: string[] = [];
    const manager = {
      __aenter__: async () => {
        throw new Error("enter");
      },
      __aexit__: async () => void log.push("exit"),
    };
    await expect(asyncio.async_with(manager, async () => void log.push("body"))).rejects.toThrow("enter");
    expect(log).toEqual([]);
  });

  in_loop("runs nothing before it is awaited", async () => {
    const log: string[] = [];
    const waiting = asyncio.async_with(new Recorder(log, "a"), async () => void log.push("body"));
    await turns(3);
    expect(log).toEqual([]);
    await waiting;
    expect(log).toContain("body");
  });

  describe("with several managers", () => {
    in_loop("enters in order and leaves in reverse", async () => {
      const log: string[] = [];
      const value = await asyncio.async_with(
        [new Recorder(log, "a"), new Recorder(log, "b")],
        async (a, b) => {
          log.push(`body ${a} ${b}`);
          return 1;
        },
      );
      expect(value).toBe(1);
      expect(log).toEqual([
        "enter a",
        "enter b",
        "body a b",
        "exit b null null null",
        "exit a null null null",
      ]);
    });

    in_loop("an error that an inner one swallows is none to the outer one", async () => {
      const log: string[] = [];
      await asyncio.async_with([new Recorder(log, "a"), new Recorder(log, "b", true)], async () => {
        throw new Error("boom");
      });
      expect(log).toEqual(["enter a", "enter b", "exit b function object object", "exit a null null null"]);
    });

    in_loop("one that cannot be entered has those before it left", async () => {
      const log: string[] = [];
      const odd = {} as asyncio.Lock;
      await expect(asyncio.async_with([new Recorder(log, "a"), odd], async () => 1)).rejects.toThrow(
        "'dict' object does not support the asynchronous context manager protocol",
      );
      expect(log).toEqual(["enter a", "exit a function object object"]);
    });
  });

  describe("refuses what is no manager", () => {
    class Plain {}
    class NoExit {
      async __aenter__(): Promise<void> {}
    }
    const protocol = "object does not support the asynchronous context manager protocol";
    for (const [value, message] of [
      [new Plain(), `'Plain' ${protocol}`],
      [new NoExit(), `'NoExit' ${protocol} (missed __aexit__ method)`],
      [null, `'NoneType' ${protocol}`],
      [undefined, `'NoneType' ${protocol}`],
      [1, `'int' ${protocol}`],
    ] as [asyncio.Lock, string][]) {
      in_loop(message, async () => {
        await expect(asyncio.async_with(value, async () => 1)).rejects.toThrow(new TypeError(message));
      });
    }
  });

  it("drives the loop when native code awaits it", async () => {
    const lock = new asyncio.Lock();
    const held = await asyncio.async_with(lock, async () => {
      await asyncio.sleep(0);
      return lock.locked() && asyncio.current_task() !== null;
    });
    expect(held).toBe(true);
    expect(lock.locked()).toBe(false);
  });
});

describe("with_", () => {
  it("enters, runs the block, leaves, and hands back the value", () => {
    const log: string[] = [];
    const value = asyncio.with_([new Recorder(log, "a"), new Recorder(log, "b")], (a, b) => {
      log.push(`body ${a} ${b}`);
      return 1;
    });
    expect(value).toBe(1);
    expect(log).toEqual(["enter a", "enter b", "body a b", "exit b null null null", "exit a null null null"]);
  });

  it("tells the exit of an error, which may swallow it", () => {
    const log: string[] = [];
    const fail = (): number => {
      throw new Error("boom");
    };
    expect(() => asyncio.with_(new Recorder(log, "a"), fail)).toThrow("boom");
    expect(asyncio.with_(new Recorder(log, "b", true), fail)).toBe(undefined);
    expect(log).toEqual([
      "enter a",
      "exit a function object object",
      "enter b",
      "exit b function object object",
    ]);
  });

  in_loop("lasts as long as a block that is asynchronous", async () => {
    const log: string[] = [];
    const value = await asyncio.with_([new Recorder(log, "a"), new Recorder(log, "b", true)], async () => {
      await asyncio.sleep(0);
      log.push("body");
      throw new Error("boom");
    });
    expect(value).toBe(undefined);
    expect(log).toEqual([
      "enter a",
      "enter b",
      "body",
      "exit b function object object",
      "exit a null null null",
    ]);
  });

  it("works with the token of a context variable", () => {
    const variable = new asyncio.contextvars.ContextVar("v", { default: 1 });
    expect(asyncio.with_(variable.set(2), () => variable.get())).toBe(2);
    expect(variable.get()).toBe(1);
  });

  it("refuses what is no manager", () => {
    const odd = new asyncio.Lock() as unknown as Recorder;
    expect(() => asyncio.with_(odd, () => 1)).toThrow(
      new TypeError("'Lock' object does not support the context manager protocol"),
    );
    const half = { __enter__: () => 1 } as unknown as Recorder;
    expect(() => asyncio.with_(half, () => 1)).toThrow("(missed __exit__ method)");
  });
});

describe("enter", () => {
  in_loop("enters at once and leaves at the end of the block", async () => {
    const lock = new asyncio.Lock();
    {
      await using held = await asyncio.enter(lock);
      expect(held.value).toBe(undefined);
      expect(lock.locked()).toBe(true);
    }
    expect(lock.locked()).toBe(false);
  });

  in_loop("gives what the manager gave, and tells its exit of no error", async () => {
    const log: string[] = [];
    const block = async (): Promise<void> => {
      await using a = await asyncio.enter(new Recorder(log, "a"));
      log.push(`body ${a.value}`);
      throw new Error("boom");
    };
    await expect(block()).rejects.toThrow("boom");
    expect(log).toEqual(["enter a", "body a", "exit a null null null"]);
  });

  in_loop("leaves once", async () => {
    const lock = new asyncio.Lock();
    const held = await asyncio.enter(lock);
    await held[Symbol.asyncDispose]();
    await held[Symbol.asyncDispose]();
    expect(lock.locked()).toBe(false);
  });

  in_loop("takes managers of the synchronous kind, and what only disposes of itself", async () => {
    const log: string[] = [];
    const manager = { __enter__: () => 5, __exit__: async () => void log.push("left") };
    const disposable = { [Symbol.asyncDispose]: async () => void log.push("disposed") };
    {
      await using entered = await asyncio.enter(manager);
      await using itself = await asyncio.enter(disposable);
      expect([entered.value, itself.value]).toEqual([5, disposable]);
    }
    expect(log).toEqual(["disposed", "left"]);
  });

  in_loop("refuses what is no manager", async () => {
    await expect(asyncio.enter({} as asyncio.Lock)).rejects.toThrow(
      "'dict' object does not support the asynchronous context manager protocol",
    );
  });
});

describe("types", () => {
  it("give the block what entering gives", () => {
    const a = new Recorder([], "a");
    const lock = new asyncio.Lock();
    const barrier = new asyncio.Barrier(1);
    const typed = async (): Promise<void> => {
      expectTypeOf(await asyncio.async_with(lock, async () => 1)).toEqualTypeOf<number>();
      expectTypeOf(await asyncio.async_with(a, async () => 1)).toEqualTypeOf<number | undefined>();
      expectTypeOf(await asyncio.async_with([lock, a], async () => 1)).toEqualTypeOf<number | undefined>();
      expectTypeOf(asyncio.with_(a, () => 1)).toEqualTypeOf<number | undefined>();
      expectTypeOf(asyncio.with_(a, async () => 1)).toEqualTypeOf<Promise<number | undefined>>();
      await asyncio.async_with([a, barrier, lock], async (name, index, nothing) => {
        expectTypeOf(name).toEqualTypeOf<string>();
        expectTypeOf(index).toEqualTypeOf<number>();
        expectTypeOf(nothing).toEqualTypeOf<void>();
      });
      expectTypeOf((await asyncio.enter(barrier)).value).toEqualTypeOf<number>();
      // @ts-expect-error a number is no manager
      await asyncio.async_with(1, async () => 1);
    };
    expect(typed).toBeTypeOf("function");
  });
});
