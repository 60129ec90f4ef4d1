/** What is made of coroutines, and what comes of them. Compiled by `npm run typecheck`, never run. */

import type { Coroutine, Future, Task } from "asyncio-node";
import * as asyncio from "asyncio-node";
import { describe, expectTypeOf, test } from "vitest";

const number = asyncio.coroutine(async () => 1);
const text = asyncio.coroutine(async () => "x");
const takes_one = asyncio.coroutine(async (x: number) => x);
const either = Math.random() > 0.5 ? number() : text();
declare const future: Future<number>;
declare const task: Task<number>;
declare const thenable: PromiseLike<number>;
declare const loop: asyncio.EventLoop;

describe("create_task", () => {
  const { create_task } = asyncio;

  test("gives a task of the coroutine's type", async () => {
    const made = create_task(text());
    expectTypeOf(made).toEqualTypeOf<Task<string>>();
    expectTypeOf(await made).toEqualTypeOf<string>();
    expectTypeOf(made.result()).toEqualTypeOf<string>();
    expectTypeOf(made.exception()).toEqualTypeOf<Error | null>();
    expectTypeOf(made.get_coro()).toEqualTypeOf<Coroutine<string>>();
    expectTypeOf(made.signal).toEqualTypeOf<AbortSignal>();
    expectTypeOf(create_task(asyncio.sleep(1))).toEqualTypeOf<Task<void>>();
  });

  test("takes a coroutine function, an async function and a native promise", () => {
    expectTypeOf(create_task(text)).toEqualTypeOf<Task<string>>();
    expectTypeOf(create_task(async () => [1])).toEqualTypeOf<Task<number[]>>();
    expectTypeOf(create_task(async (x = 1) => x)).toEqualTypeOf<Task<number>>();
    expectTypeOf(create_task(Promise.resolve(true))).toEqualTypeOf<Task<boolean>>();
    expectTypeOf(create_task(either)).toEqualTypeOf<Task<number | string>>();
    for (const each of [number(), text(), Promise.resolve(null)]) {
      expectTypeOf(create_task(each)).toEqualTypeOf<Task<number | string | null>>();
    }
  });

  test("lets the type that is expected, or a type parameter, through", () => {
    const expected: Task<{ kind: "a" | "b"; at: [number, number] }> = create_task(async () => ({
      kind: "a",
      at: [0, 0],
    }));
    expectTypeOf(expected.result().at).toEqualTypeOf<[number, number]>();
    const generic = <T>(coro: asyncio.CoroutineLike<T>): Task<T> => create_task(coro);
    expectTypeOf(generic(text())).toEqualTypeOf<Task<string>>();
  });

  test("checks its keywords", () => {
    create_task(number(), { name: "n", context: asyncio.copy_context(), eager_start: true });
    create_task(number(), { name: null, context: undefined, eager_start: null });
    // @ts-expect-error: no such keyword
    create_task(number(), { nmae: "n" });
    // @ts-expect-error: a context is an object
    create_task(number(), { context: "c" });
    // @ts-expect-error: keywords, not the name alone
    create_task(number(), "n");
  });

  test("takes nothing but coroutines", () => {
    // @ts-expect-error: a number
    create_task(1);
    // @ts-expect-error: nothing
    create_task();
    // @ts-expect-error: a future
    create_task(future);
    // @ts-expect-error: a task
    create_task(task);
    // @ts-expect-error: it needs an argument: `takes_one(1)`
    create_task(takes_one);
    // @ts-expect-error: it gives no promise
    create_task(() => 1);
    // @ts-expect-error: an async generator
    create_task((async function* () {})());
    // @ts-expect-error: an array
    create_task([number()]);
  });

  test("is the same on a loop and on a group", () => {
    expectTypeOf(loop.create_task(text(), { name: "t" })).toEqualTypeOf<Task<string>>();
    expectTypeOf(loop.create_task(either)).toEqualTypeOf<Task<number | string>>();
    // @ts-expect-error: a future
    loop.create_task(future);
    // @ts-expect-error: no such keyword
    loop.create_task(text(), { nmae: "t" });

    const group = new asyncio.TaskGroup();
    expectTypeOf(group.create_task(async () => 1)).toEqualTypeOf<Task<number>>();
    expectTypeOf(group.create_task(either)).toEqualTypeOf<Task<number | string>>();
    // @ts-expect-error: a number
    group.create_task(1);
    // @ts-expect-error: no such keyword
    group.create_task(text(), { nmae: "t" });
  });

  test("is what the class does", () => {
    expectTypeOf(new asyncio.Task(text(), { loop, name: "t" })).toEqualTypeOf<Task<string>>();
    // @ts-expect-error: a class needs `new`
    asyncio.Task(text());
    // @ts-expect-error: a future
    new asyncio.Task(future);
  });

  test("asks the task factory", () => {
    class Named<T> extends asyncio.Task<T> {}
    loop.set_task_factory((on, coro, keywords) => new Named(coro, { loop: on, ...keywords }));
    loop.set_task_factory(asyncio.eager_task_factory);
    loop.set_task_factory(asyncio.create_eager_task_factory(Named));
    loop.set_task_factory(null);
    expectTypeOf(loop.get_task_factory()).toEqualTypeOf<asyncio.TaskFactory | null>();
    // @ts-expect-error: it makes no task
    loop.set_task_factory(() => 1);
    // @ts-expect-error: a string
    loop.set_task_factory("eager");
  });
});

describe("ensure_future", () => {
  const { ensure_future } = asyncio;

  test("hands a future back as it is, and makes a task of the rest", () => {
    class Mine extends asyncio.Future<string> {}
    expectTypeOf(ensure_future(future)).toEqualTypeOf<Future<number>>();
    expectTypeOf(ensure_future(task)).toEqualTypeOf<Task<number>>();
    expectTypeOf(ensure_future(new Mine())).toEqualTypeOf<Mine>();
    expectTypeOf(ensure_future(text())).toEqualTypeOf<Task<string>>();
    expectTypeOf(ensure_future(async () => 1, { loop })).toEqualTypeOf<Task<number>>();
    expectTypeOf(ensure_future(Promise.resolve(1))).toEqualTypeOf<Task<number>>();
    expectTypeOf(ensure_future(either)).toEqualTypeOf<Task<number> | Task<string>>();
    expectTypeOf(ensure_future(thenable)).toEqualTypeOf<Future<number>>();
  });

  test("checks what it is given", () => {
    // @ts-expect-error: a number
    ensure_future(1);
    // @ts-expect-error: a string is no loop
    ensure_future(text(), { loop: "l" });
    // @ts-expect-error: no such keyword
    ensure_future(text(), { name: "n" });
  });
});

describe("a future", () => {
  test("has one type of result", async () => {
    expectTypeOf(await future).toEqualTypeOf<number>();
    expectTypeOf(future.result()).toEqualTypeOf<number>();
    expectTypeOf(future.state).toEqualTypeOf<"pending" | "running" | "done" | "cancelled">();
    future.set_result(1);
    // @ts-expect-error: a string is no number
    future.set_result("x");
    future.set_exception(new Error("x"));
    future.set_exception(asyncio.ValueError);
    // @ts-expect-error: a string is no error
    future.set_exception("x");
    // @ts-expect-error: not awaited
    future.toFixed();

    expectTypeOf(loop.create_future<string>()).toEqualTypeOf<Future<string>>();
    expectTypeOf(loop.create_future()).toEqualTypeOf<Future<unknown>>();
    loop.create_future<void>().set_result();
    expectTypeOf(asyncio.wrap_future(Promise.resolve(1))).toEqualTypeOf<Future<number>>();
    expectTypeOf(await Promise.all([future, task, text()])).toEqualTypeOf<[number, number, string]>();
    // @ts-expect-error: a class needs `new`
    asyncio.Future();
  });

  test("gives itself to its callbacks", () => {
    task.add_done_callback((done) => expectTypeOf(done.get_name()).toEqualTypeOf<string>());
    future.add_done_callback((done) => expectTypeOf(done).toEqualTypeOf<Future<number>>());
    future.add_done_callback((done: Future) => done.result(), { context: asyncio.copy_context() });
    // @ts-expect-error: no such keyword
    future.add_done_callback(() => {}, { contxt: asyncio.copy_context() });
    // @ts-expect-error: a number
    future.add_done_callback(1);
    // @ts-expect-error: it gets the future, not the result
    future.add_done_callback((result: number) => result);
  });

  test("is one of more, as far as types go", () => {
    expectTypeOf<Task<string>>().toExtend<Future<string>>();
    expectTypeOf<Task<string>>().toExtend<Future<unknown>>();
    expectTypeOf<Future<string>>().not.toExtend<Task<string>>();
    expectTypeOf<Future<string>>().not.toExtend<Future<number>>();
    const something = task as Task<number> | Coroutine<string>;
    if (asyncio.isfuture(something)) expectTypeOf(something).toEqualTypeOf<Task<number>>();
    else expectTypeOf(something).toEqualTypeOf<Coroutine<string>>();
  });
});

describe("running", () => {
  test("gives a promise of the coroutine's type", async () => {
    expectTypeOf(asyncio.run(text())).toEqualTypeOf<Promise<string>>();
    expectTypeOf(asyncio.run(text)).toEqualTypeOf<Promise<string>>();
    expectTypeOf(asyncio.run(async () => 1, { debug: true })).toEqualTypeOf<Promise<number>>();
    expectTypeOf(asyncio.run(either)).toEqualTypeOf<Promise<number | string>>();
    expectTypeOf(asyncio.run(future)).toEqualTypeOf<Promise<number>>();

    const runner = new asyncio.Runner({ debug: null, loop_factory: asyncio.new_event_loop });
    expectTypeOf(runner.run(text(), { context: asyncio.copy_context() })).toEqualTypeOf<Promise<string>>();
    expectTypeOf(runner.run(either)).toEqualTypeOf<Promise<number | string>>();

    expectTypeOf(loop.run_until_complete(text())).toEqualTypeOf<Promise<string>>();
    expectTypeOf(loop.run_until_complete(task)).toEqualTypeOf<Promise<number>>();
    expectTypeOf(loop.run_until_complete(async () => 1)).toEqualTypeOf<Promise<number>>();
    expectTypeOf(loop.run_until_complete(either)).toEqualTypeOf<Promise<number | string>>();
    expectTypeOf(loop.run_until_complete(asyncio.wait([task]))).toEqualTypeOf<
      Promise<[Set<Task<number>>, Set<Task<number>>]>
    >();
    expectTypeOf(asyncio.run_coroutine_threadsafe(text(), loop).result()).toEqualTypeOf<string>();
  });

  test("takes coroutines, and known keywords", () => {
    // @ts-expect-error: a number
    asyncio.run(1);
    // @ts-expect-error: nothing
    asyncio.run();
    // @ts-expect-error: it needs an argument
    asyncio.run(takes_one);
    // @ts-expect-error: no such keyword
    asyncio.run(text(), { dbug: true });
    // @ts-expect-error: a class needs `new`
    asyncio.Runner();
    // @ts-expect-error: no such keyword
    new asyncio.Runner({ dbug: true });
    // @ts-expect-error: no such keyword
    new asyncio.Runner().run(text(), { debug: true });
    // @ts-expect-error: a number
    loop.run_until_complete(1);
    // @ts-expect-error: an array
    loop.run_until_complete([text()]);
  });

  test("knows which loop and which task", () => {
    expectTypeOf(asyncio.get_running_loop()).toEqualTypeOf<asyncio.EventLoop>();
    expectTypeOf(asyncio.current_task()).toEqualTypeOf<Task | null>();
    expectTypeOf(asyncio.all_tasks({ loop })).toEqualTypeOf<Set<Task>>();
    // @ts-expect-error: a number is no loop
    asyncio.all_tasks(1);
    // @ts-expect-error: a number is no loop
    asyncio.set_event_loop(1);
  });
});
