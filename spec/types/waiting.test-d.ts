/** What waiting for several things gives. Compiled by `npm run typecheck`, never run. */

import type { Coroutine, Future, Task } from "asyncio-node";
import * as asyncio from "asyncio-node";
import { describe, expectTypeOf, test } from "vitest";

const number = asyncio.coroutine(async () => 1);
const text = asyncio.coroutine(async () => "x");
const either = Math.random() > 0.5 ? number() : text();
declare const task: Task<number>;
declare const tasks: Task<number>[];
declare const mixed: (Task<number> | Coroutine<string>)[];
declare const maybe: boolean;

describe("sleep", () => {
  test("gives its result", () => {
    expectTypeOf(asyncio.sleep(1)).toEqualTypeOf<Coroutine<void>>();
    expectTypeOf(asyncio.sleep(1, "x")).toEqualTypeOf<Coroutine<string>>();
    expectTypeOf(asyncio.sleep(1, { timeout: 1 })).toEqualTypeOf<Coroutine<{ timeout: number }>>();
    expectTypeOf(asyncio.sleep({ delay: 1 })).toEqualTypeOf<Coroutine<void>>();
    expectTypeOf(asyncio.sleep({ delay: 1, result: "x" })).toEqualTypeOf<Coroutine<string>>();
    // @ts-expect-error: a string is no time
    asyncio.sleep("1");
    // @ts-expect-error: how long?
    asyncio.sleep();
    // @ts-expect-error: no such keyword
    asyncio.sleep({ seconds: 1 });
  });
});

describe("gather", () => {
  const { gather } = asyncio;

  test("gives a tuple for a tuple", async () => {
    const all = gather(task, text(), async () => true, Promise.resolve(null), either);
    expectTypeOf(all).toEqualTypeOf<Future<[number, string, boolean, null, number | string]>>();
    const [first, second] = await gather(number(), text());
    expectTypeOf(first).toEqualTypeOf<number>();
    expectTypeOf(second).toEqualTypeOf<string>();
    expectTypeOf(gather()).toEqualTypeOf<Future<[]>>();
    expectTypeOf(gather(text)).toEqualTypeOf<Future<[string]>>();
    expectTypeOf(all.result()[2]).toEqualTypeOf<boolean>();
  });

  test("gives an array for an array", () => {
    expectTypeOf(gather(...tasks)).toEqualTypeOf<Future<number[]>>();
    expectTypeOf(gather(...mixed)).toEqualTypeOf<Future<(number | string)[]>>();
    expectTypeOf(gather(text(), ...tasks)).toEqualTypeOf<Future<[string, ...number[]]>>();
    expectTypeOf(gather(...[1, 2].map(async (x) => `${x}`))).toEqualTypeOf<Future<string[]>>();
    expectTypeOf(gather(...new Set(tasks))).toEqualTypeOf<Future<number[]>>();
  });

  test("gives errors too where they are results", () => {
    expectTypeOf(gather(task, text(), { return_exceptions: true })).toEqualTypeOf<
      Future<[number | Error, string | Error]>
    >();
    expectTypeOf(gather(task, text(), { return_exceptions: maybe })).toEqualTypeOf<
      Future<[number | Error, string | Error]>
    >();
    expectTypeOf(gather(task, text(), { return_exceptions: false })).toEqualTypeOf<
      Future<[number, string]>
    >();
    expectTypeOf(gather(task, {})).toEqualTypeOf<Future<[number]>>();
    expectTypeOf(gather(...tasks, { return_exceptions: true })).toEqualTypeOf<Future<(number | Error)[]>>();
    expectTypeOf(gather(...tasks, { return_exceptions: false })).toEqualTypeOf<Future<number[]>>();
    expectTypeOf(gather({ return_exceptions: true })).toEqualTypeOf<Future<[]>>();
  });

  test("nests", async () => {
    const grid = await gather(gather(number(), text()), gather(...tasks));
    expectTypeOf(grid).toEqualTypeOf<[[number, string], number[]]>();
  });

  test("checks what it is given", () => {
    // @ts-expect-error: a number
    gather(1);
    // @ts-expect-error: an array: `gather(...tasks)`
    gather(tasks);
    // @ts-expect-error: no such keyword
    gather(task, { return_exception: true });
    // @ts-expect-error: one keyword too many
    gather(task, { return_exceptions: true, timeout: 1 });
    // @ts-expect-error: a number is no truth value
    gather(task, { return_exceptions: 1 });
    // @ts-expect-error: a function that needs an argument
    gather(async (x: number) => x);
  });
});

describe("wait", () => {
  const { wait } = asyncio;

  test("gives sets of what went in", async () => {
    class Special<T> extends asyncio.Task<T> {
      readonly special: boolean = true;
    }
    const special = new Special(text());
    const [done, pending] = await wait([special]);
    expectTypeOf(done).toEqualTypeOf<Set<Special<string>>>();
    expectTypeOf(pending).toEqualTypeOf<Set<Special<string>>>();
    expectTypeOf(wait(new Set([task]))).toEqualTypeOf<Coroutine<[Set<Task<number>>, Set<Task<number>>]>>();
    expectTypeOf((await wait([task, special]))[0]).toEqualTypeOf<Set<Task<number> | Special<string>>>();
    for (const each of done) expectTypeOf(each.result()).toEqualTypeOf<string>();
  });

  test("checks its keywords", () => {
    wait(tasks, { timeout: 1, return_when: asyncio.FIRST_COMPLETED });
    wait(tasks, { timeout: null, return_when: "ALL_COMPLETED" });
    // @ts-expect-error: none of the three
    wait(tasks, { return_when: "FIRST" });
    // @ts-expect-error: no such keyword
    wait(tasks, { timout: 1 });
    // @ts-expect-error: a number of seconds
    wait(tasks, { timeout: "1" });
    // @ts-expect-error: keywords, not the time alone
    wait(tasks, 1);
  });

  test("takes futures and tasks, no coroutines", () => {
    // @ts-expect-error: a coroutine
    wait([text()]);
    // @ts-expect-error: a promise
    wait([Promise.resolve(1)]);
    // @ts-expect-error: no iterable
    wait(task);
    // @ts-expect-error: a number
    wait([1]);
  });
});

describe("wait_for", () => {
  const { wait_for } = asyncio;

  test("gives what it waits for", async () => {
    expectTypeOf(wait_for(text(), 1)).toEqualTypeOf<Coroutine<string>>();
    expectTypeOf(wait_for(task, { timeout: 1 })).toEqualTypeOf<Coroutine<number>>();
    expectTypeOf(await wait_for(async () => 1, null)).toEqualTypeOf<number>();
    expectTypeOf(wait_for(Promise.resolve(true), undefined)).toEqualTypeOf<Coroutine<boolean>>();
    expectTypeOf(wait_for(either, 1)).toEqualTypeOf<Coroutine<number | string>>();
    expectTypeOf(await wait_for(asyncio.gather(task, text()), 1)).toEqualTypeOf<[number, string]>();
  });

  test("needs a time", () => {
    // @ts-expect-error: how long?
    wait_for(text());
    // @ts-expect-error: a string is no time
    wait_for(text(), "1");
    // @ts-expect-error: no such keyword
    wait_for(text(), { timout: 1 });
    // @ts-expect-error: a number
    wait_for(1, 1);
  });
});

describe("shield", () => {
  test("gives a future of the same type", () => {
    expectTypeOf(asyncio.shield(text())).toEqualTypeOf<Future<string>>();
    expectTypeOf(asyncio.shield(task)).toEqualTypeOf<Future<number>>();
    expectTypeOf(asyncio.shield(async () => 1)).toEqualTypeOf<Future<number>>();
    expectTypeOf(asyncio.shield(either)).toEqualTypeOf<Future<number | string>>();
    // @ts-expect-error: a number
    asyncio.shield(1);
  });
});

describe("as_completed", () => {
  const { as_completed } = asyncio;

  test("gives coroutines of the results to `for`", async () => {
    for (const next of as_completed([number(), task], { timeout: 1 })) {
      expectTypeOf(next).toEqualTypeOf<Coroutine<number>>();
      expectTypeOf(await next).toEqualTypeOf<number>();
    }
    for (const next of as_completed(mixed)) expectTypeOf(await next).toEqualTypeOf<number | string>();
    for (const next of as_completed([text, async () => 1])) {
      expectTypeOf(await next).toEqualTypeOf<number | string>();
    }
  });

  test("gives the tasks themselves to `for await`", async () => {
    for await (const done of as_completed(tasks)) {
      expectTypeOf(done.result()).toEqualTypeOf<number>();
      expectTypeOf(done.get_name()).toEqualTypeOf<string>();
      expectTypeOf(done).toExtend<Task<number>>();
      expectTypeOf(tasks.includes(done)).toEqualTypeOf<boolean>();
      expectTypeOf(done === tasks[0]).toEqualTypeOf<boolean>();
    }
    // Once more: TypeScript awaits the value of a `for await` from the second loop over a type on.
    for await (const done of as_completed(tasks)) {
      expectTypeOf(done.result()).toEqualTypeOf<number>();
      expectTypeOf(done).toExtend<Task<number>>();
    }
    for await (const done of as_completed([text()])) expectTypeOf(done).toExtend<Task<string>>();
    for await (const done of as_completed(mixed)) {
      expectTypeOf(done.get_name()).toEqualTypeOf<string>();
      expectTypeOf(done.result()).toEqualTypeOf<number | string>();
    }
    const future = asyncio.get_running_loop().create_future<string>();
    for await (const done of as_completed([future])) {
      expectTypeOf(done.result()).toEqualTypeOf<string>();
      // @ts-expect-error: a future has no name
      done.get_name();
    }
  });

  test("checks what it is given", () => {
    // @ts-expect-error: no iterable
    as_completed(task);
    // @ts-expect-error: a number
    as_completed([1]);
    // @ts-expect-error: no such keyword
    as_completed(tasks, { timout: 1 });
    // @ts-expect-error: keywords, not the time alone
    as_completed(tasks, 1);
  });
});
