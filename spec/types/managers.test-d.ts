/** What `async with` and `with` give. Compiled by `npm run typecheck`, never run. */
import * as asyncio from "asyncio-node";
import { async_with, type Coroutine, enter, with_ } from "asyncio-node";
import { describe, expectTypeOf, test } from "vitest";

class Connection {
  async __aenter__() {
    return this;
  }
  async __aexit__(_type: unknown, _error: unknown, _traceback: unknown) {}
  query(): Promise<string> {
    return Promise.resolve("row");
  }
}
class Suppress {
  __enter__() {
    return "entered" as const;
  }
  __exit__(_type: unknown, error: unknown): boolean {
    return error instanceof RangeError;
  }
}
const lock = new asyncio.Lock();

describe("async_with", () => {
  test("gives the body what entering gives, and hands back what the body does", async () => {
    const row = async_with(new Connection(), async (connection) => {
      expectTypeOf(connection).toEqualTypeOf<Connection>();
      return await connection.query();
    });
    expectTypeOf(row).toEqualTypeOf<Coroutine<string>>();
    expectTypeOf(await async_with(lock, () => 1)).toEqualTypeOf<number>();
    await async_with(new asyncio.TaskGroup(), async (group) => {
      expectTypeOf(group).toEqualTypeOf<asyncio.TaskGroup>();
      expectTypeOf(group.create_task(asyncio.sleep(1, "x"))).toEqualTypeOf<asyncio.Task<string>>();
    });
    await async_with(asyncio.timeout(1), async (limit) => limit.reschedule(null));
    await asyncio.with_(new asyncio.Runner(), async (runner) => {
      expectTypeOf(await runner.run(async () => 1)).toEqualTypeOf<number>();
    });
    await async_with(new asyncio.Barrier(2), (index) => expectTypeOf(index).toEqualTypeOf<number>());
    expectTypeOf(
      await async_with(lock, () => asyncio.create_task(asyncio.sleep(1, 2))),
    ).toEqualTypeOf<number>();
  });

  test("takes several in an array", async () => {
    const both = await async_with([new Connection(), asyncio.timeout(1)], async (connection, limit) => {
      expectTypeOf(connection).toEqualTypeOf<Connection>();
      expectTypeOf(limit).toEqualTypeOf<asyncio.Timeout>();
      return [connection, limit] as const;
    });
    expectTypeOf(both).toEqualTypeOf<readonly [Connection, asyncio.Timeout]>();
    const locks: asyncio.Lock[] = [];
    expectTypeOf(await async_with(locks, () => "held")).toEqualTypeOf<string>();
  });

  test("has no value where an error may be swallowed", async () => {
    const manager = {
      __aenter__: async () => 1,
      __aexit__: async (_type: unknown, error: unknown) => error instanceof RangeError,
    };
    expectTypeOf(await async_with(manager, (one) => `${one}`)).toEqualTypeOf<string | undefined>();
  });

  test("takes asynchronous managers only", () => {
    // @ts-expect-error: a number
    async_with(1, () => {});
    // @ts-expect-error: a synchronous one
    async_with(new Suppress(), () => {});
    // @ts-expect-error: no body
    async_with(lock);
    // @ts-expect-error: entering a lock gives nothing
    async_with(lock, (held: number) => held);
    // @ts-expect-error: one of them is a number
    async_with([lock, 1], () => {});
    // @ts-expect-error: two managers do not give three values
    async_with([lock, lock], (_a, _b, _c) => {});
    // @ts-expect-error: a class, not one of its objects
    async_with(asyncio.TaskGroup, () => {});
  });
});

describe("with_", () => {
  test("is its synchronous twin", () => {
    const variable = new asyncio.ContextVar("variable", { default: 1 });
    expectTypeOf(with_(variable.set(2), (token) => token)).toEqualTypeOf<asyncio.Token<number>>();
    expectTypeOf(
      with_(new Suppress(), (entered) => {
        expectTypeOf(entered).toEqualTypeOf<"entered">();
        return 1;
      }),
    ).toEqualTypeOf<number | undefined>();
    expectTypeOf(with_(variable.set(2), async () => 1)).toEqualTypeOf<Promise<number>>();
    expectTypeOf(
      with_([variable.set(2), new Suppress()], (token, entered) => [token, entered] as const),
    ).toEqualTypeOf<readonly [asyncio.Token<number>, "entered"] | undefined>();
    // @ts-expect-error: an asynchronous one
    with_(lock, () => {});
    // @ts-expect-error: a number
    with_(1, () => {});
  });
});

describe("enter", () => {
  test("gives something to dispose of, and what entering gave", async () => {
    expectTypeOf(await enter(new Connection())).toEqualTypeOf<asyncio.EnteredManager<Connection>>();
    expectTypeOf((await enter(lock)).value).toEqualTypeOf<void>();
    expectTypeOf((await enter(new Suppress())).value).toEqualTypeOf<"entered">();
    expectTypeOf(await enter(lock)).toExtend<AsyncDisposable>();
    await using _held = await enter(lock);
    // @ts-expect-error: a number
    enter(1);
    // @ts-expect-error: a coroutine cannot be disposed of: `await enter(lock)`
    await using _early = enter(lock);
  });
});
