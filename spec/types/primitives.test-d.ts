/** Locks, queues, time limits and errors. Compiled by `npm run typecheck`, never run. */

import type { Coroutine } from "asyncio-node";
import * as asyncio from "asyncio-node";
import { describe, expectTypeOf, test } from "vitest";

describe("queues", () => {
  test("hold one type of items", async () => {
    const queue = new asyncio.Queue<number>({ maxsize: 3 });
    expectTypeOf(queue.get()).toEqualTypeOf<Coroutine<number>>();
    expectTypeOf(await queue.get()).toEqualTypeOf<number>();
    expectTypeOf(queue.get_nowait()).toEqualTypeOf<number>();
    expectTypeOf(queue.maxsize).toEqualTypeOf<number>();
    await queue.put(1);
    // @ts-expect-error: a string is no number
    queue.put("x");
    // @ts-expect-error: a string is no number
    queue.put_nowait("x");
    // @ts-expect-error: not awaited
    queue.get().toFixed();
    // @ts-expect-error: a class needs `new`
    asyncio.Queue(3);
    // @ts-expect-error: no such keyword
    new asyncio.Queue({ size: 3 });
    // @ts-expect-error: a property in Python too
    queue.maxsize();
  });

  test("of other orders are queues", () => {
    expectTypeOf<asyncio.PriorityQueue<[number, string]>>().toExtend<asyncio.Queue<[number, string]>>();
    expectTypeOf(new asyncio.LifoQueue<string>(1).get()).toEqualTypeOf<Coroutine<string>>();
  });
});

describe("locks", () => {
  test("wait asynchronously, and take no arguments they do not know", async () => {
    const condition = new asyncio.Condition({ lock: new asyncio.Lock() });
    expectTypeOf(await condition.acquire()).toEqualTypeOf<true>();
    expectTypeOf(condition.wait_for(() => "x")).toEqualTypeOf<Coroutine<string>>();
    expectTypeOf(new asyncio.Event().wait()).toEqualTypeOf<Coroutine<true>>();
    expectTypeOf(new asyncio.Semaphore({ value: 2 }).locked()).toEqualTypeOf<boolean>();
    expectTypeOf(await new asyncio.Barrier(2).wait()).toEqualTypeOf<number>();
    // @ts-expect-error: the loop is no argument any more
    new asyncio.Lock({ loop: asyncio.get_event_loop() });
    // @ts-expect-error: a class needs `new`
    asyncio.Lock();
    // @ts-expect-error: no such keyword
    new asyncio.Semaphore({ val: 2 });
    // @ts-expect-error: how many?
    new asyncio.Barrier();
    // @ts-expect-error: a condition is no lock of a number
    new asyncio.Condition(1);
  });
});

describe("time limits", () => {
  test("are seconds, or none", () => {
    expectTypeOf(asyncio.timeout(1)).toEqualTypeOf<asyncio.Timeout>();
    asyncio.timeout({ delay: null });
    asyncio.timeout_at({ when: 1 });
    expectTypeOf(asyncio.timeout(null).when()).toEqualTypeOf<number | null>();
    // @ts-expect-error: a string is no time
    asyncio.timeout("1");
    // @ts-expect-error: no such keyword
    asyncio.timeout({ timeout: 1 });
    // @ts-expect-error: how long?
    asyncio.timeout();
  });
});

describe("errors", () => {
  test("are errors, of which `except` knows the class", () => {
    expectTypeOf<asyncio.CancelledError>().toExtend<Error>();
    expectTypeOf<asyncio.TimeoutError>().toExtend<asyncio.OSError>();
    expectTypeOf<asyncio.OSError["errno"]>().toEqualTypeOf<number | null>();
    const group = new asyncio.ExceptionGroup("several", [new asyncio.ValueError("x")]);
    expectTypeOf(group.exceptions).toEqualTypeOf<readonly Error[]>();
    expectTypeOf(group.split(asyncio.ValueError)[0]).toEqualTypeOf<asyncio.BaseExceptionGroup | null>();
    group.subgroup([asyncio.ValueError, TypeError]);
    group.subgroup((error) => error.message === "x");
    // @ts-expect-error: a string is no error
    new asyncio.ExceptionGroup("several", ["x"]);
    // @ts-expect-error: an error, not its class
    group.split(new asyncio.ValueError("x"));
  });
});

test("the default export is the namespace, and `contextvars` a part of it", () => {
  expectTypeOf(asyncio.default.run).toEqualTypeOf(asyncio.run);
  expectTypeOf(asyncio.contextvars.ContextVar).toEqualTypeOf(asyncio.ContextVar);
});
