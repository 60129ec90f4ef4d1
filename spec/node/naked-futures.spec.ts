/** Contract 3.6: JavaScript awaits a thenable wherever it passes through an await, so a future needs an array around it. */
import * as asyncio from "asyncio-node";
import { describe, expect } from "vitest";
import { deferred } from "../support/deferred.js";
import { in_loop } from "../support/in-loop.js";
import { expect_noise } from "../support/noise.js";

function done<T>(value: T): asyncio.Future<T> {
  const future = asyncio.get_running_loop().create_future<T>();
  future.set_result(value);
  return future;
}

describe("a future that travels naked", () => {
  in_loop("is awaited on its way out of a queue, of which debug mode warns", async () => {
    if (asyncio.get_running_loop().get_debug()) expect_noise(/put futures into an array/);
    const queue = new asyncio.Queue<asyncio.Future<number>>();
    queue.put_nowait(done(7));
    expect(await queue.get()).toBe(7);
  });

  in_loop("is awaited on its way out of an async function", async () => {
    const make = asyncio.coroutine(async () => done(7));
    expect(await make()).toBe(7);
    expect(await asyncio.create_task(make())).toBe(7);
    expect(await asyncio.gather(make(), make())).toEqual([7, 7]);
  });
});

describe("a future that is set as a result", () => {
  in_loop("is awaited by whoever awaits it, of which debug mode warns", async () => {
    if (asyncio.get_running_loop().get_debug()) expect_noise(/put it in an array/);
    const outer = asyncio.get_running_loop().create_future<asyncio.Future<number>>();
    outer.set_result(done(7));
    expect(await outer).toBe(7);
  });
});

describe("a future in an array", () => {
  in_loop("arrives as it is", async () => {
    const future = done(7);
    const queue = new asyncio.Queue<[asyncio.Future<number>]>();
    queue.put_nowait([future]);
    expect((await queue.get())[0]).toBe(future);
    expect((await asyncio.coroutine(async () => [future] as const)())[0]).toBe(future);
    expect((await asyncio.create_task(async () => [future] as const))[0]).toBe(future);
    expect((await asyncio.sleep(0, [future] as const))[0]).toBe(future);
  });

  in_loop("is what wait, gather and as_completed give", async () => {
    const tasks = ["a", "b"].map((name) => asyncio.create_task(asyncio.sleep(0, name)));
    const [finished] = await asyncio.wait(tasks);
    expect([...finished]).toEqual(tasks);
    const seen: unknown[] = [];
    for await (const task of asyncio.as_completed(tasks)) seen.push(task);
    expect(new Set(seen)).toEqual(new Set(tasks));
    expect(seen.every(asyncio.isfuture)).toBe(true);
  });
});

describe("a future handed to what does not await", () => {
  in_loop("arrives as it is", async () => {
    const loop = asyncio.get_running_loop();
    const future = done(7);
    const given = deferred<readonly [[unknown, unknown]]>();
    const callback = (...args: [unknown, unknown]): void => given.resolve([args]);
    loop.call_soon(callback, future, [future]);
    expect((await given.promise)[0][0]).toBe(future);
    const queue = new asyncio.Queue<asyncio.Future<number>>();
    queue.put_nowait(future);
    expect(queue.get_nowait()).toBe(future);
    const holder = loop.create_future<readonly [asyncio.Future<number>]>();
    holder.set_result([future]);
    expect(holder.result()[0]).toBe(future);
  });
});
