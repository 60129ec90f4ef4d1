/** What `coroutine` keeps of the type of a function, and what it refuses. Compiled by `npm run typecheck`, never run. */
import * as asyncio from "asyncio-node";
import { type Coroutine, coroutine } from "asyncio-node";
import { describe, expectTypeOf, test } from "vitest";

describe("coroutine(fn)", () => {
  test("keeps the parameters: names, optional and rest ones", () => {
    const greet = coroutine(async (name: string, times?: number, ...rest: boolean[]) => name + times + rest);
    expectTypeOf(greet).parameters.toEqualTypeOf<
      [name: string, times?: number | undefined, ...rest: boolean[]]
    >();
    expectTypeOf(greet).returns.toEqualTypeOf<Coroutine<string>>();

    greet("ann");
    greet("ann", 2, true, false);
    // @ts-expect-error: it wants a name
    greet();
    // @ts-expect-error: a number is no string
    greet(1);
    // @ts-expect-error: a string is no boolean
    greet("ann", 2, "x");
  });

  test("takes the type of a parameter from its default value", () => {
    const fails = coroutine(async (error: Error, turns = 1, { quiet = false } = {}) => [error, turns, quiet]);
    expectTypeOf(fails).parameters.toEqualTypeOf<
      [error: Error, turns?: number | undefined, options?: { quiet?: boolean | undefined } | undefined]
    >();
  });

  test("leaves no parameter without a type", () => {
    // @ts-expect-error: 'x' implicitly has an 'any' type
    coroutine(async (x) => x);
  });

  test("unites overlapping lists of arguments", () => {
    const move = coroutine(async (...to: [x: number, y: number] | [name: string]) => to.length);
    move(1, 2);
    move("home");
    // @ts-expect-error: neither of the two
    move(1);
  });

  test("keeps the type parameters of a generic function", () => {
    const same = coroutine(async <T>(x: T): Promise<T> => x);
    expectTypeOf(same(1)).toEqualTypeOf<Coroutine<number>>();
    expectTypeOf(same<"a" | "b">("a")).toEqualTypeOf<Coroutine<"a" | "b">>();

    const pick = coroutine(async function pick<T extends object, K extends keyof T>(from: T, key: K) {
      return from[key];
    });
    expectTypeOf(pick({ a: 1, b: "x" }, "b")).toEqualTypeOf<Coroutine<string>>();
    // @ts-expect-error: no such key
    pick({ a: 1 }, "b");

    const wrap = coroutine("wrap", async <T extends object>(x: T, depth = 1) => ({ x, depth }));
    expectTypeOf(wrap([1])).toEqualTypeOf<Coroutine<{ x: number[]; depth: number }>>();
    // @ts-expect-error: no object
    wrap(1);
  });

  test("keeps overloads, two to four", () => {
    function two(x: number): Promise<string>;
    function two(x: string): Promise<number>;
    async function two(x: number | string): Promise<string | number> {
      return x;
    }
    const lazy_two = coroutine(two);
    expectTypeOf(lazy_two(1)).toEqualTypeOf<Coroutine<string>>();
    expectTypeOf(lazy_two("x")).toEqualTypeOf<Coroutine<number>>();
    // @ts-expect-error: neither of the two
    lazy_two(true);

    function three(x: number): Promise<string>;
    function three(x: string): Promise<number>;
    function three(x: boolean, y?: number): Promise<boolean>;
    async function three(x: unknown): Promise<never> {
      throw x;
    }
    const lazy_three = coroutine(three);
    expectTypeOf(lazy_three(1)).toEqualTypeOf<Coroutine<string>>();
    expectTypeOf(lazy_three("x")).toEqualTypeOf<Coroutine<number>>();
    expectTypeOf(lazy_three(true, 1)).toEqualTypeOf<Coroutine<boolean>>();
    // @ts-expect-error: none of the three
    lazy_three("x", 1);

    function four(): Promise<null>;
    function four(x: number): Promise<string>;
    function four(x: string): Promise<number>;
    function four(x: boolean, y?: number): Promise<boolean>;
    async function four(x?: unknown): Promise<never> {
      throw x;
    }
    const lazy_four = coroutine("four", four);
    expectTypeOf(lazy_four()).toEqualTypeOf<Coroutine<null>>();
    expectTypeOf(lazy_four(1)).toEqualTypeOf<Coroutine<string>>();
    expectTypeOf(lazy_four("x")).toEqualTypeOf<Coroutine<number>>();
    expectTypeOf(lazy_four(true)).toEqualTypeOf<Coroutine<boolean>>();
  });

  test("may call itself, if it says what it returns", () => {
    const countdown = coroutine(async (n: number): Promise<number> => (n > 0 ? await countdown(n - 1) : 0));
    expectTypeOf(countdown).toEqualTypeOf<(n: number) => Coroutine<number>>();
  });

  test("has the type of the result, never and unions included", () => {
    const fails = coroutine(async () => {
      throw new asyncio.ValueError("x");
    });
    expectTypeOf(fails).toEqualTypeOf<() => Coroutine<never>>();

    const either = coroutine((x: number) => (x > 0 ? Promise.resolve(x) : Promise.resolve("none")));
    expectTypeOf(either).toEqualTypeOf<(x: number) => Coroutine<string | number>>();

    const again = coroutine(either);
    expectTypeOf(again).toEqualTypeOf(either);
  });

  test("takes a name first", () => {
    const work = coroutine("work", async (x: number, y = "") => x + y);
    expectTypeOf(work).toEqualTypeOf<(x: number, y?: string) => Coroutine<string>>();
    // @ts-expect-error: the name is a string
    coroutine(1, async () => {});
    // @ts-expect-error: a function is missing
    coroutine("work");
  });

  test("leaves an async generator function one", () => {
    const ticks = coroutine(async function* ticks(n: number, step = 1) {
      const sent: string = yield n * step;
      return sent;
    });
    expectTypeOf(ticks).toEqualTypeOf<(n: number, step?: number) => AsyncGenerator<number, string, string>>();
    const each = coroutine(async function* <T>(items: T[]): AsyncGenerator<T, void, undefined> {
      yield* items;
    });
    expectTypeOf(each([1])).toEqualTypeOf<AsyncGenerator<number, void, undefined>>();
  });

  test("refuses what is no async function", () => {
    // @ts-expect-error: a number
    coroutine(1);
    // @ts-expect-error: nothing
    coroutine();
    // @ts-expect-error: it returns a number
    coroutine((x: number) => x);
    // @ts-expect-error: a generator is not asynchronous
    coroutine(function* () {});
    // @ts-expect-error: a coroutine is no coroutine function
    coroutine(asyncio.sleep(1));
    // @ts-expect-error: a class
    coroutine(class {});
  });
});

describe("methods", () => {
  class Account<Currency> {
    balance = 0;
    readonly currency: Currency;

    constructor(currency: Currency) {
      this.currency = currency;
    }

    deposit = coroutine(async (amount: number, note = "") => {
      this.balance += amount;
      return note;
    });

    convert = coroutine(async (to: Currency, rate = 1) => [this.currency, to, rate] as const);

    drain = coroutine(async (): Promise<number> => (this.balance > 0 ? await this.drain() : 0));

    legacy = coroutine(async function (this: Account<string>, factor: number) {
      return this.balance * factor;
    });

    static open = coroutine(async <C>(currency: C) => new Account(currency));

    @coroutine
    async move(to: Account<Currency>, amount?: number): Promise<number> {
      await to.deposit(amount ?? 0);
      return this.balance;
    }

    @coroutine
    async keep<T>(value: T): Promise<T> {
      return value;
    }

    @coroutine
    static async close(account: Account<unknown>) {
      return account.balance;
    }

    @coroutine
    async #audit() {
      return this.balance;
    }

    @coroutine
    async *history(since: Date) {
      yield [since, await this.#audit()] as const;
    }
  }
  const account = new Account("euro");

  test("as fields", () => {
    expectTypeOf(account.deposit).toEqualTypeOf<(amount: number, note?: string) => Coroutine<string>>();
    expectTypeOf(account.convert).toEqualTypeOf<
      (to: string, rate?: number) => Coroutine<readonly [string, string, number]>
    >();
    expectTypeOf(account.drain()).toEqualTypeOf<Coroutine<number>>();
    expectTypeOf(Account.open(1)).toEqualTypeOf<Coroutine<Account<number>>>();
    // @ts-expect-error: a string is no number
    account.deposit("1");
  });

  test("with a `this` of their own", () => {
    expectTypeOf(account.legacy).toEqualTypeOf<
      (this: Account<string>, factor: number) => Coroutine<number>
    >();
    account.legacy(2);
    const { legacy } = account;
    // @ts-expect-error: `this` is missing
    legacy(2);
  });

  test("as decorated methods, whose type stays", () => {
    expectTypeOf(account.move).toEqualTypeOf<(to: Account<string>, amount?: number) => Promise<number>>();
    expectTypeOf(account.keep).toEqualTypeOf<<T>(value: T) => Promise<T>>();
    expectTypeOf(Account.close).toEqualTypeOf<(account: Account<unknown>) => Promise<number>>();
    expectTypeOf(account.history).returns.toEqualTypeOf<
      AsyncGenerator<readonly [Date, number], void, unknown>
    >();
    expectTypeOf(asyncio.create_task(account.move(account))).toEqualTypeOf<asyncio.Task<number>>();
  });

  test("and nothing but async methods", () => {
    class Wrong {
      // @ts-expect-error: not asynchronous
      @coroutine
      sync(x: number) {
        return x;
      }

      // @ts-expect-error: a field is assigned instead: `field = coroutine(…)`
      @coroutine
      field = async () => 1;

      // @ts-expect-error: a getter
      @coroutine
      get getter() {
        return 1;
      }
    }
    // @ts-expect-error: a class
    @coroutine
    class Whole {}
    expectTypeOf<Wrong | Whole>().not.toBeAny();
  });
});

describe("a coroutine", () => {
  const work = coroutine(async (x: number) => `${x}`);

  test("is awaited, passed as a promise-like, and told from other things", async () => {
    expectTypeOf(await work(1)).toEqualTypeOf<string>();
    expectTypeOf(await Promise.all([work(1), asyncio.sleep(1, true), 3])).toEqualTypeOf<
      [string, boolean, number]
    >();
    expectTypeOf(await Promise.race([work(1), asyncio.sleep(1, 2)])).toEqualTypeOf<string | number>();
    const use = <T>(promise: PromiseLike<T>): T => promise as T;
    expectTypeOf(use(work(1))).toEqualTypeOf<string>();
    expectTypeOf<Awaited<Coroutine<Coroutine<number>>>>().toEqualTypeOf<number>();

    expectTypeOf(work).toExtend<(x: number) => PromiseLike<string>>();
    expectTypeOf<Coroutine<string>>().toExtend<Coroutine<unknown>>();
    expectTypeOf<Coroutine<string>>().not.toExtend<Coroutine<number>>();

    const something = work(1) as Coroutine<string> | number;
    if (asyncio.iscoroutine(something)) expectTypeOf(something).toEqualTypeOf<Coroutine<string>>();
    else expectTypeOf(something).toEqualTypeOf<number>();
  });

  test("has the attributes of Python's", () => {
    expectTypeOf(work(1).__name__).toEqualTypeOf<string>();
    expectTypeOf(work(1).close()).toEqualTypeOf<void>();
    // @ts-expect-error: an attribute that there is not
    work(1).cancel();
    // @ts-expect-error: awaited too late
    work(1).toUpperCase();
  });
});
