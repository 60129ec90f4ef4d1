/** to_thread: what can go to a thread and what cannot, what becomes of values and errors, contexts, cancellation. */
import crypto from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { error_of } from "./support/error-of.js";
import { Gate, pass } from "./support/gate.js";
import { in_loop, run_in_loop, turns } from "./support/in-loop.js";
import { programs } from "./support/programs.js";

/** In one loop for all of them, since a thread takes its time to start. */
async function in_threads(body: () => Promise<void>): Promise<void> {
  await run_in_loop(async () => {
    await body();
    await asyncio.get_running_loop().shutdown_default_executor();
  });
}

/** What awaiting it throws. */
describe("to_thread", () => {
  in_loop("is lazy, and gives what the function returns", async () => {
    const coro = asyncio.to_thread((a: number, b: number) => a + b, 40, 2);
    expect(asyncio.repr(coro)).toMatch(/^<coroutine object to_thread at 0x/);
    expect(await coro).toBe(42);
    await asyncio.get_running_loop().shutdown_default_executor();
  });

  it("runs outside of any task too", async () => {
    expect(await asyncio.to_thread((n: number) => n + 1, 1)).toBe(2);
  });

  it("waits for what an asynchronous function brings", async () => {
    await in_threads(async () => {
      const sizes = async (names: readonly string[]): Promise<number[]> => {
        const { stat } = await import("node:fs/promises");
        return Promise.all(names.map(async (name) => (await stat(name)).size && 1));
      };
      expect(await asyncio.to_thread(sizes, [import.meta.filename])).toEqual([1]);
    });
  });

  in_loop("lets the loop go on", async () => {
    const gate = new Gate();
    const task = asyncio.create_task(asyncio.to_thread(pass, gate.memory, "done"));
    await asyncio.wrap_future(gate.reached());
    await turns(50);
    expect(task.done()).toBe(false);
    gate.open();
    expect(await task).toBe("done");
    await asyncio.get_running_loop().shutdown_default_executor();
  });

  in_loop("of a cancelled task: the call runs on, its result is dropped", async () => {
    const gate = new Gate();
    const task = asyncio.create_task(asyncio.to_thread(pass, gate.memory, 1));
    await asyncio.wrap_future(gate.reached());
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    gate.open();
    await asyncio.get_running_loop().shutdown_default_executor();
  });

  in_loop("of a task cancelled before the call begins: it never does", async () => {
    const gate = new Gate();
    const task = asyncio.create_task(asyncio.to_thread(pass, gate.memory, 1));
    await turns(1);
    task.cancel();
    await asyncio.wait([task]);
    gate.open();
    await asyncio.get_running_loop().shutdown_default_executor();
    expect(gate.count).toBe(0);
  });

  in_loop("within a timeout", async () => {
    const gate = new Gate();
    await expect(async () => {
      await asyncio.wait_for(asyncio.to_thread(pass, gate.memory, 1), 0.01);
    }).rejects.toThrow(asyncio.TimeoutError);
    gate.open();
    await asyncio.get_running_loop().shutdown_default_executor();
  });

  it("leaves context variables behind", async () => {
    await in_threads(async () => {
      const variable = new asyncio.ContextVar<string>("variable");
      variable.set("here");
      const error = await error_of(asyncio.to_thread(() => variable.get()));
      expect(error.message).toContain("it refers to variable, which it cannot take along");
      expect(await asyncio.to_thread((value: string) => value, variable.get())).toBe("here");
    });
  });
});

describe("what goes to a thread", () => {
  // biome-ignore lint/complexity/noStaticOnlyClass: it is for its static method
  class Shelf {
    static twice(n: number): number {
      return n * 2;
    }
  }
  const methods = {
    plain(n: number): number {
      return n * 2;
    },
    async asynchronous(n: number): Promise<number> {
      return n * 2;
    },
    [Symbol.iterator](n: number): number {
      return n * 2;
    },
  };

  it.each<[string, (n: number) => unknown]>([
    ["an arrow function", (n) => n * 2],
    [
      "a function expression",
      function twice(n) {
        return n * 2;
      },
    ],
    ["an async function", async (n) => n * 2],
    ["a method that uses no this", methods.plain],
    ["an async method", methods.asynchronous],
    ["a method with a computed name", methods[Symbol.iterator]],
    ["a static method", Shelf.twice],
    [
      "a recursive function",
      function recur(n): number {
        return n === 0 ? 0 : 2 + recur(n - 1);
      },
    ],
    [
      "one with functions and classes inside",
      (n) => {
        class Box {
          readonly #n = n;
          get twice(): number {
            return this.#n * 2;
          }
        }
        const read = (box: Box): number => box.twice;
        return read(new Box());
      },
    ],
    ["one that uses globals", (n) => Math.max(...new Set([n * 2]))],
    ["one that imports what it needs", async (n) => (await import("node:path")).basename(`a/${n * 2}`)],
    ["one of Node's own functions", crypto.randomBytes as (n: number) => unknown],
  ])("%s", async (_kind, fn) => {
    const executor = new asyncio.ThreadPoolExecutor(1);
    const result = await executor.submit(fn, 21);
    expect(result instanceof Uint8Array ? 2 * result.length : Number(result)).toBe(42);
    await executor.shutdown();
  });

  it("Node's own functions, for blocking calls", async () => {
    await in_threads(async () => {
      const text = await asyncio.to_thread(readFileSync, import.meta.filename, "utf8");
      expect(text).toBe(readFileSync(import.meta.filename, "utf8"));
      const key = await asyncio.to_thread(crypto.pbkdf2Sync, "secret", "salt", 1, 16, "sha256");
      expect(key).toEqual(crypto.pbkdf2Sync("secret", "salt", 1, 16, "sha256"));
      const error = await error_of(asyncio.to_thread(readFileSync, "/no/such/file"));
      expect(error).toMatchObject({ code: "ENOENT", path: "/no/such/file" });
    });
  });
});

describe("what cannot go to a thread", () => {
  const factor = 2;
  class Account extends Object {
    readonly #secret = 1;
    balance = 1;
    read(): number {
      return this.balance;
    }
    peek(other: Account): number {
      return other.#secret;
    }
    whoever(): string {
      return super.toString();
    }
  }

  it.each<[string, () => unknown, string]>([
    ["a closure", () => factor, "the function cannot run in a thread: it refers to factor, which it cannot"],
    ["imports", () => readFileSync("x") && in_loop, "it refers to readFileSync, in_loop, which"],
    ["its module", () => import.meta.url, "it refers to import.meta, which"],
    ["a method's this", Account.prototype.read, "read() cannot run in a thread: it refers to this, which"],
    [
      "a method's super",
      Account.prototype.whoever,
      "whoever() cannot run in a thread: it refers to super, which",
    ],
    [
      "a private name",
      Account.prototype.peek as () => unknown,
      "its text does not stand on its own: Private field",
    ],
    [
      "a native function",
      JSON.parse as () => unknown,
      "parse() cannot run in a thread: it is native or bound",
    ],
    ["a bound function", ((n: number) => n).bind(null, 1), "it is native or bound, and has no text to go by"],
    ["a class", Account as never, "Account() cannot run in a thread: it is a class"],
    ["a relative import", async () => import("./support/gate.js"), "it refers to import("],
  ])("%s", async (_kind, fn, message) => {
    await in_threads(async () => {
      const error = await error_of(asyncio.to_thread(fn));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain(message);
    });
  });

  it("a variable that has the name of a global", async () => {
    await in_threads(async () => {
      // The tools that compile this file rename imports; a parameter keeps its name.
      const with_own = (performance: { now(): string }) => () => performance.now();
      const error = await error_of(asyncio.to_thread(with_own({ now: () => "now" })));
      expect(error.message).toContain("it refers to performance, which it cannot take along");
      expect((await error_of(asyncio.to_thread(() => setTimeout(1)))).message).toContain(
        "it refers to setTimeout",
      );
    });
  });

  it("a coroutine function", async () => {
    await in_threads(async () => {
      const work = asyncio.coroutine(async () => 1);
      const refused = new TypeError("coroutines cannot be used with run_in_executor()");
      expect(await error_of(asyncio.to_thread(work))).toEqual(refused);
    });
  });

  it("is told at once, though every thread is busy", async () => {
    const gate = new Gate();
    const executor = new asyncio.ThreadPoolExecutor(1);
    const busy = executor.submit(pass, gate.memory, 1);
    await gate.reached();
    expect((await error_of(executor.submit(() => factor))).message).toContain("it refers to factor");
    gate.open();
    await busy;
    await executor.shutdown();
  });
});

describe("values", () => {
  const identity = (value: unknown): unknown => value;

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["numbers", [0, -0, 1.5, Number.NaN, 2n ** 70n]],
    ["texts", "äöü\u0000\u{1f40d}"],
    ["nested objects", { a: [{ b: new Map([[1, new Set([2])]]) }], c: new Date(0), d: /x/giu }],
    ["bytes", new Uint8Array([1, 2, 3])],
    ["a Buffer", Buffer.from("bytes")],
    ["Buffers inside", { list: [Buffer.from("a")], map: new Map([["b", Buffer.from("c")]]) }],
  ])("%s come and go as copies", async (_kind, value) => {
    const executor = new asyncio.ThreadPoolExecutor(1);
    const copy = await executor.submit(identity, value);
    expect(copy).toStrictEqual(value);
    await executor.shutdown();
  });

  it("a Buffer is one in the thread too", async () => {
    await in_threads(async () => {
      const hex = (bytes: Buffer, more: { inner: Buffer }): string =>
        bytes.toString("hex") + more.inner.toString();
      const inner = Buffer.from("!");
      expect(await asyncio.to_thread(hex, Buffer.from([255]), { inner })).toBe("ff!");
    });
  });

  it("an argument that cannot be copied is named", async () => {
    await in_threads(async () => {
      function both(_a: unknown, _b: unknown): void {}
      const error = await error_of(asyncio.to_thread(both, 1, () => 2));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(/^argument 2 of both\(\) cannot go to a thread: .* could not be cloned/);
      expect((await error_of(asyncio.to_thread(both, { deep: [Symbol("x")] }, 2))).message).toMatch(
        /^argument 1 of/,
      );
      expect(await asyncio.to_thread(identity, "and the thread goes on")).toBe("and the thread goes on");
    });
  });

  it("a result that cannot be copied is an error", async () => {
    await in_threads(async () => {
      const error = await error_of(asyncio.to_thread(() => [() => 1]));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(/^what it returned cannot leave its thread: .* could not be cloned/);
      expect(await asyncio.to_thread(identity, "and the thread goes on")).toBe("and the thread goes on");
    });
  });
});

describe("errors", () => {
  it("of JavaScript's own classes keep class, message, cause, properties", async () => {
    await in_threads(async () => {
      const error = await error_of(
        asyncio.to_thread(() => {
          const cause = new SyntaxError("inner");
          throw Object.assign(new RangeError("outer", { cause }), { code: "E_X", bytes: Buffer.from("b") });
        }),
      );
      expect(error).toBeInstanceOf(RangeError);
      expect(error).toMatchObject({
        name: "RangeError",
        message: "outer",
        code: "E_X",
        bytes: Buffer.from("b"),
      });
      expect(error.cause).toBeInstanceOf(SyntaxError);
      expect((error.cause as Error).message).toBe("inner");
    });
  });

  it("of classes that are not known here have a class of that name", async () => {
    await in_threads(async () => {
      const fail = (): never => {
        class Refused extends TypeError {
          readonly who: string;
          readonly extra: number;
          constructor(who: string, extra: number) {
            super(`${who} refused`);
            this.who = who;
            this.extra = extra;
          }
        }
        throw new Refused("she", 7);
      };
      const [one, other] = [await error_of(asyncio.to_thread(fail)), await error_of(asyncio.to_thread(fail))];
      expect(one).toBeInstanceOf(TypeError);
      expect(one.constructor.name).toBe("Refused");
      expect(one.constructor).toBe(other.constructor);
      expect(one).toMatchObject({ message: "she refused", who: "she", extra: 7 });
      expect(asyncio.repr(one)).toBe("Refused('she refused')");
    });
  });

  it("in groups, and of the platform", async () => {
    await in_threads(async () => {
      const several = await error_of(
        asyncio.to_thread(() => {
          throw new AggregateError([new TypeError("a"), "b"], "several");
        }),
      );
      expect(several).toBeInstanceOf(AggregateError);
      expect((several as AggregateError).errors).toEqual([new TypeError("a"), "b"]);
      const aborted = await error_of(
        asyncio.to_thread(() => {
          throw AbortSignal.abort().reason;
        }),
      );
      expect(aborted).toBeInstanceOf(DOMException);
      expect(aborted.name).toBe("AbortError");
    });
  });

  it("what is thrown and is no error is one here", async () => {
    await in_threads(async () => {
      const error = await error_of(
        asyncio.to_thread(() => {
          throw "a text";
        }),
      );
      expect(error).toBeInstanceOf(asyncio.RuntimeError);
      expect(error.cause).toBe("a text");
    });
  });

  it("that refer to themselves, or hold what cannot be copied", async () => {
    await in_threads(async () => {
      const error = await error_of(
        asyncio.to_thread(() => {
          const error: Error & { callback?: unknown; symbol?: unknown } = new Error("loop");
          error.cause = error;
          error.callback = () => 1;
          error.symbol = Symbol("s");
          throw error;
        }),
      );
      expect(error.message).toBe("loop");
      expect(error).toMatchObject({ symbol: "Symbol(s)" });
      expect(error).not.toHaveProperty("callback");
    });
  });

  it("have the stack of the thread, in the lines of this file", async () => {
    await in_threads(async () => {
      function outer(): void {
        function inner(): never {
          throw new Error("deep");
        }
        inner();
      }
      const { stack = "" } = await error_of(asyncio.to_thread(outer));
      const lines = stack.split("\n");
      expect(lines[0]).toBe("Error: deep");
      expect(lines).toHaveLength(3);
      const place = (line = ""): string[] => /at (\w+) \((.*):(\d+):\d+\)$/.exec(line)?.slice(1) ?? [line];
      const source = readFileSync(import.meta.filename, "utf8").split("\n");
      const line_of = (text: string): string => String(source.findIndex((line) => line.includes(text)) + 1);
      expect(place(lines[1])).toEqual(["inner", import.meta.filename, line_of('Error("deep")')]);
      expect(place(lines[2])).toEqual(["outer", import.meta.filename, line_of("        inner();")]);
    });
  });

  it("an argument is not changed by the call", async () => {
    await in_threads(async () => {
      const list = [3, 1, 2];
      expect(await asyncio.to_thread((list: number[]) => list.sort(), list)).toEqual([1, 2, 3]);
      expect(list).toEqual([3, 1, 2]);
    });
  });
});

describe("in a process", () => {
  const { run } = programs();

  it("run() waits for the call that a cancelled task has left behind", async () => {
    const ended = await run(`
      import * as asyncio from "asyncio-node";
      const memory = new Int32Array(new SharedArrayBuffer(8));
      await asyncio.run(async () => {
        const task = asyncio.create_task(asyncio.to_thread(async (memory) => {
          Atomics.store(memory, 0, 1);
          Atomics.notify(memory, 0);
          await new Promise((resolve) => setTimeout(resolve, 100));
          memory[1] = 1;
        }, memory));
        await asyncio.wrap_future(Promise.resolve(Atomics.waitAsync(memory, 0, 0).value));
        task.cancel();
      });
      console.log("the call is over:", memory[1]);
    `);
    expect(ended).toEqual({ out: "the call is over: 1\n", err: "", status: 0 });
  });

  it("the environment and the arguments are the same in all threads", async () => {
    const ended = await run(`
      import * as asyncio from "asyncio-node";
      process.env.SEEN = "by all";
      process.argv.push("--flag");
      console.log(await asyncio.to_thread(() => {
        process.env.ANSWER = "too";
        return [process.env.SEEN, process.argv.at(-1)].join();
      }), process.env.ANSWER);
    `);
    expect(ended).toEqual({ out: "by all,--flag too\n", err: "", status: 0 });
  });

  it("ends by itself, with a loop that is never closed", async () => {
    const ended = await run(`
      import * as asyncio from "asyncio-node";
      console.log(await asyncio.to_thread((n) => n + 1, 1));
    `);
    expect(ended).toEqual({ out: "2\n", err: "", status: 0 });
  });

  it("works in a module that stands on the command line", async () => {
    const ended = await run(`
      import { execFileSync } from "node:child_process";
      const source = 'import * as asyncio from "asyncio-node"; console.log(await asyncio.to_thread((n) => n, 1));';
      execFileSync(process.execPath, ["--input-type=module", "--eval", source], {
        cwd: import.meta.dirname ?? new URL(".", import.meta.url),
        stdio: "inherit",
      });
    `);
    expect(ended).toEqual({ out: "1\n", err: "", status: 0 });
  });

  it("loads nothing of threads before it is used", async () => {
    const ended = await run(`
      import * as asyncio from "asyncio-node";
      import { createRequire } from "node:module";
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).filter((file) => /acorn/.test(file));
      await asyncio.run(async () => await asyncio.sleep(0));
      const before = loaded().length;
      await asyncio.to_thread(() => 1);
      console.log(before, loaded().length > 0);
    `);
    expect(ended).toEqual({ out: "0 true\n", err: "", status: 0 });
  });
});
