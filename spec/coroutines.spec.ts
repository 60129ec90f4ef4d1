import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { error_of } from "./support/error-of.js";
import { is_collected, is_garbage } from "./support/garbage.js";
import { in_loop, turns } from "./support/in-loop.js";
import { opened } from "./support/loops.js";
import { expect_noise } from "./support/noise.js";
import { programs } from "./support/programs.js";

const { run } = programs();

describe("a coroutine function", () => {
  it("keeps the name and the number of parameters of its function", () => {
    const named = asyncio.coroutine(async function add(a: number, b: number) {
      return a + b;
    });
    expect([named.name, named.length]).toEqual(["add", 2]);
    const renamed = asyncio.coroutine("sum", async (a: number) => a);
    expect([renamed.name, renamed.length]).toEqual(["sum", 1]);
  });

  in_loop("hands its arguments and its `this` to the function, as they are", async () => {
    const given = { a: 1 };
    const owner = {
      method: asyncio.coroutine(async function (this: object, ...all: unknown[]) {
        return [this, ...all];
      }),
    };
    const result = await owner.method(given, 2, { plain: true });
    expect(result).toEqual([owner, given, 2, { plain: true }]);
    expect(result[0]).toBe(owner);
    expect(result[1]).toBe(given);
  });

  in_loop("evaluates default arguments when the body begins", async () => {
    let evaluated = 0;
    const next = (): number => {
      evaluated += 1;
      return evaluated;
    };
    const work = asyncio.coroutine(async (n: number = next()) => n);
    const coros = [work(), work(), work(7)];
    expect(evaluated).toBe(0);
    expect(await asyncio.gather(...coros)).toEqual([1, 2, 7]);
  });

  in_loop("may be a field, and then be handed about alone", async () => {
    class Counter {
      count = 0;
      up = asyncio.coroutine(async (by: number) => {
        await asyncio.sleep(0);
        this.count += by;
        return this.count;
      });
    }
    const counter = new Counter();
    const { up } = counter;
    expect(await up(2)).toBe(2);
    const coro = counter.up(3);
    expect(asyncio.repr(coro)).toMatch(/^<coroutine object Counter\.up at 0x/);
    expect(await asyncio.create_task(coro)).toBe(5);
  });

  in_loop("may be made of a function that is not asynchronous, but gives a promise", async () => {
    const work = asyncio.coroutine((x: number) => Promise.resolve(x * 2));
    expect(await work(2)).toBe(4);
    const failing = asyncio.coroutine((): Promise<never> => {
      throw new asyncio.ValueError("before any promise");
    });
    expect(await error_of(failing())).toEqual(new asyncio.ValueError("before any promise"));
  });

  it("is told from others by iscoroutinefunction", () => {
    const made = asyncio.coroutine(async () => {});
    const generators = asyncio.coroutine(async function* () {});
    expect([made, async () => {}, async () => {}].map(asyncio.iscoroutinefunction)).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      [generators, async function* () {}, () => {}, class {}, null, made].map(asyncio.iscoroutinefunction),
    ).toEqual([false, false, false, false, false, true]);
  });

  it("decorates methods, static ones and private ones too, and nothing else", async () => {
    const { out, err, status } = await run(`
      import * as asyncio from "asyncio-node";

      class Account {
        balance = 0;

        @asyncio.coroutine
        async deposit(amount: number): Promise<number> {
          await asyncio.sleep(0);
          this.balance += amount;
          return this.balance;
        }

        @asyncio.coroutine
        static async open(amount: number): Promise<Account> {
          const account = new this();
          await account.deposit(amount);
          return account;
        }

        @asyncio.coroutine
        async #secret(): Promise<string> {
          return "secret";
        }

        tell(): Promise<string> {
          return this.#secret();
        }

        @asyncio.coroutine
        async *history(): AsyncGenerator<number> {
          yield this.balance;
        }
      }

      class Savings extends Account {
        @asyncio.coroutine
        override async deposit(amount: number): Promise<number> {
          return (await super.deposit(amount)) + 1000;
        }
      }

      await asyncio.run(async () => {
        const account = await Account.open(5);
        const coro = account.deposit(10);
        console.log(account.balance, asyncio.iscoroutine(coro), asyncio.repr(coro).replace(/0x\\w+/, "0x"));
        console.log(await coro, await account.tell());
        for await (const balance of account.history()) console.log(balance);
        console.log(await new Savings().deposit(1));
        console.log(account.deposit.name, account.deposit.length, asyncio.iscoroutinefunction(account.deposit));
        console.log(asyncio.repr(asyncio.create_task(account.deposit(0), { name: "t" })).replace(/ at .*>>/, ">>"));
      });

      for (const wrong of [() => asyncio.coroutine(class {} as never, { kind: "class" } as never), () => asyncio.coroutine(5 as never)]) {
        try {
          wrong();
        } catch (error) {
          console.log(String(error));
        }
      }
    `);
    expect(err).toBe("");
    expect(out.split("\n")).toEqual([
      "5 True <coroutine object Account.deposit at 0x>".replace("True", "true"),
      "15 secret",
      "15",
      "1001",
      "deposit 1 true",
      expect.stringMatching(/^<Task pending name='t' coro=<Account\.deposit\(\) running/),
      "TypeError: @coroutine decorates async methods, not a class",
      "TypeError: coroutine() takes an async function, not 5",
      "",
    ]);
    expect(status).toBe(0);
  });
});

describe("a coroutine", () => {
  in_loop(
    "runs nothing before it is awaited, and then to its first suspension without giving way",
    async () => {
      const log: string[] = [];
      const inner = asyncio.coroutine(async function inner() {
        log.push("inner");
        await asyncio.sleep(0);
        log.push("inner again");
      });
      const outer = asyncio.coroutine(async function outer() {
        log.push("outer");
        await inner();
      });
      asyncio.get_running_loop().call_soon(() => log.push("loop"));
      const coro = outer();
      for (let i = 0; i < 10; i += 1) await null;
      expect(log).toEqual([]);
      await coro;
      expect(log).toEqual(["outer", "inner", "loop", "inner again"]);
    },
  );

  in_loop("is awaited once, whichever way", async () => {
    const work = asyncio.coroutine(async () => "done");
    const used = new asyncio.RuntimeError("cannot reuse already awaited coroutine");
    const coro = work();
    expect(await coro).toBe("done");
    expect(await error_of(coro)).toEqual(used);
    expect(await error_of(asyncio.create_task(coro))).toEqual(used);
    const twice = work();
    const outcomes = await asyncio.gather(asyncio.create_task(twice), (async () => await twice)(), {
      return_exceptions: true,
    });
    expect(outcomes).toEqual([used, "done"]);
  });

  in_loop("says when it is being awaited by somebody else", async () => {
    const slow = asyncio.coroutine(async () => await asyncio.sleep(0.001));
    const coro = slow();
    const first = asyncio.create_task(async () => await coro);
    await asyncio.sleep(0);
    expect(await error_of(coro)).toEqual(new asyncio.RuntimeError("coroutine is being awaited already"));
    await first;
  });

  in_loop("may be closed, or ended by an error, before it has begun; then it never runs", async () => {
    const never = asyncio.coroutine(async () => expect.unreachable());
    const closed = never();
    closed.close();
    closed.close();
    expect(await error_of(closed)).toEqual(
      new asyncio.RuntimeError("cannot reuse already awaited coroutine"),
    );
    const error = new asyncio.ValueError("thrown in");
    expect(() => never().throw(error)).toThrow(error);
  });

  in_loop("cannot be stepped by hand once it has begun, and says what to do instead", async () => {
    const slow = asyncio.coroutine(async () => await asyncio.sleep(0.001));
    const coro = slow();
    const task = asyncio.create_task(coro);
    expect(() => coro.send(null)).toThrow(asyncio.NotImplementedError);
    await asyncio.sleep(0);
    for (const step of [() => coro.send(null), () => coro.close(), () => coro.throw(new Error())]) {
      expect(step).toThrow(/make a task of it and use task\.cancel\(\)/);
    }
    await task;
  });

  in_loop("knows its name and where it is written", async () => {
    const work = asyncio.coroutine(async function work() {});
    const coro = work();
    expect([coro.__name__, coro.__qualname__]).toEqual(["work", "work"]);
    expect(coro.cr_code).toEqual({
      co_name: "work",
      co_filename: expect.stringMatching(/coroutines\.spec\.ts$/),
      co_firstlineno: expect.any(Number),
    });
    const debug = asyncio.get_running_loop().get_debug();
    expect(coro.cr_origin === null).toBe(!debug);
    if (debug) expect(coro.cr_origin?.[0]?.file).toMatch(/coroutines\.spec\.ts$/);
    await coro;
  });

  in_loop("gives a promise that can be chained on, and hands errors on through it", async () => {
    const work = asyncio.coroutine(async (x: number) => {
      await asyncio.sleep(0);
      if (x < 0) throw new asyncio.ValueError("negative");
      return x;
    });
    expect(await work(1).then((x) => x + 1)).toBe(2);
    expect(await work(-1).then(null, (error) => (error as Error).message)).toBe("negative");
    expect(await error_of(work(-1).then((x) => x))).toEqual(new asyncio.ValueError("negative"));
  });

  it("belongs to whoever awaits it first: a loop that it was not made in will do", async () => {
    const running = asyncio.coroutine(async () => asyncio.get_running_loop());
    const [one, other] = [opened(), opened()];
    const made = await one.run_until_complete(async () => [running()] as const);
    expect(await other.run_until_complete(made[0])).toBe(other);
  });
});

describe("recursion", () => {
  in_loop(
    "goes a thousand levels deep, and comes back with a result, an error or a cancellation",
    async () => {
      const dig = asyncio.coroutine(
        async (depth: number, at_the_bottom: () => PromiseLike<number>): Promise<number> => {
          if (depth === 0) return await at_the_bottom();
          return (await dig(depth - 1, at_the_bottom)) + 1;
        },
      );
      expect(await dig(1000, () => asyncio.sleep(0, 0))).toBe(1000);
      const failing = async (): Promise<number> => {
        throw new asyncio.ValueError("at the bottom");
      };
      expect(await error_of(dig(1000, failing))).toEqual(new asyncio.ValueError("at the bottom"));
      const task = asyncio.create_task(dig(1000, async () => await asyncio.sleep(3600, 0)));
      await asyncio.sleep(0);
      task.cancel();
      await asyncio.wait([task]);
      expect(task.cancelled()).toBe(true);
    },
  );
});

describe("a coroutine that nobody awaits", () => {
  it("is warned of when its loop is closed, at the latest", async () => {
    expect_noise(/^RuntimeWarning: coroutine 'forgotten' was never awaited$/);
    const loop = asyncio.new_event_loop();
    await loop.run_until_complete(async () => {
      asyncio.coroutine(async function forgotten() {})();
      await asyncio.sleep(0);
    });
    loop.close();
    await turns_of_node();
  });

  it("is warned of in debug mode with the place where it was made", async () => {
    expect_noise(
      /^RuntimeWarning: coroutine 'forgotten' was never awaited\nCoroutine created at \(most recent call last\)\n(.*\n)* {2}File ".*coroutines\.spec\.ts", line \d+, in /,
    );
    const loop = asyncio.new_event_loop();
    loop.set_debug(true);
    await loop.run_until_complete(async () => {
      asyncio.coroutine(async function forgotten() {})();
      await asyncio.sleep(0);
    });
    loop.close();
    await turns_of_node();
  });

  it("is warned of when it is collected, which may be long before", async () => {
    expect_noise(/^RuntimeWarning: coroutine 'forgotten' was never awaited$/);
    const loop = opened();
    await loop.run_until_complete(async () => {
      const forget = (): WeakRef<object> => new WeakRef(asyncio.coroutine(async function forgotten() {})());
      const reference = forget();
      await turns(2);
      expect(await is_collected(reference)).toBe(true);
    });
    await turns_of_node();
  });

  it.each<[string, (coro: asyncio.Coroutine<void>) => unknown]>([
    ["awaited", (coro) => coro],
    ["made a task of", (coro) => asyncio.create_task(coro)],
    ["closed", (coro) => coro.close()],
    ["gathered", (coro) => asyncio.gather(coro)],
  ])("is not warned of once it was %s", async (_name, use) => {
    const loop = asyncio.new_event_loop();
    await loop.run_until_complete(async () => {
      const coro = asyncio.coroutine(async function used() {})();
      await asyncio.sleep(0);
      await use(coro);
    });
    loop.close();
    await turns_of_node();
  });

  in_loop("holds its arguments no longer than it lives itself", async () => {
    const work = asyncio.coroutine(async (_argument: object) => {});
    const freed = await is_garbage(async () => {
      const argument = {};
      await work(argument);
      return [argument];
    });
    expect(freed).toBe(true);
  });

  async function turns_of_node(): Promise<void> {
    for (let i = 0; i < 3; i += 1) await new Promise(setImmediate);
  }
});

describe("an async generator made by coroutine()", () => {
  in_loop("is a native one, with next, throw and return", async () => {
    const log: string[] = [];
    const echo = asyncio.coroutine(async function* echo(): AsyncGenerator<string, string, string> {
      let said = "first";
      try {
        for (;;) {
          await asyncio.sleep(0);
          said = yield said;
        }
      } catch (error) {
        yield (error as Error).message;
      } finally {
        log.push("closed");
      }
      return "end";
    });
    const generator = echo();
    expect(await generator.next("ignored")).toEqual({ done: false, value: "first" });
    expect(await generator.next("second")).toEqual({ done: false, value: "second" });
    expect(await generator.throw(new asyncio.ValueError("third"))).toEqual({ done: false, value: "third" });
    expect(await generator.return("stopped")).toEqual({ done: true, value: "stopped" });
    expect(log).toEqual(["closed"]);
  });

  in_loop("closes where a loop over it breaks, and where its task is cancelled", async () => {
    const log: string[] = [];
    const numbers = asyncio.coroutine(async function* numbers(name: string) {
      try {
        for (let n = 0; ; n += 1) {
          await asyncio.sleep(0);
          yield n;
        }
      } finally {
        log.push(name);
      }
    });
    for await (const n of numbers("broken off")) if (n === 2) break;
    expect(log).toEqual(["broken off"]);
    const task = asyncio.create_task(async () => {
      for await (const _ of numbers("cancelled"));
    });
    await turns(3);
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    expect(log).toEqual(["broken off", "cancelled"]);
  });
});
