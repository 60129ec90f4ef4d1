/** run_coroutine_threadsafe: a coroutine for a loop, from code that is none of its own. */
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { in_loop, turns } from "./support/in-loop.js";
import { opened } from "./support/loops.js";

const add = asyncio.coroutine(async (a: number, b: number) => {
  await asyncio.sleep(0);
  if (a === b) throw new asyncio.ValueError("equal");
  return a + b;
});
const forever = asyncio.coroutine(async () => await asyncio.get_running_loop().create_future());

describe("run_coroutine_threadsafe", () => {
  in_loop("brings the result", async () => {
    const future = asyncio.run_coroutine_threadsafe(add(1, 2), asyncio.get_running_loop());
    expect(asyncio.isfuture(future)).toBe(false);
    expect([future.done(), future.cancelled()]).toEqual([false, false]);
    expect(await asyncio.wrap_future(future)).toBe(3);
    expect([future.done(), future.result(), future.exception()]).toEqual([true, 3, null]);
  });

  in_loop("brings the exception", async () => {
    const future = asyncio.run_coroutine_threadsafe(add(1, 1), asyncio.get_running_loop());
    await expect(async () => await future).rejects.toThrow(new asyncio.ValueError("equal"));
    expect(future.exception()).toBeInstanceOf(asyncio.ValueError);
  });

  in_loop("cancelling it cancels the task", async () => {
    const loop = asyncio.get_running_loop();
    const before = asyncio.all_tasks(loop);
    const future = asyncio.run_coroutine_threadsafe(forever(), loop);
    await turns(2);
    const [task] = [...asyncio.all_tasks(loop)].filter((each) => !before.has(each));
    expect(future.cancel()).toBe(true);
    await turns(3);
    expect(task?.cancelled()).toBe(true);
  });

  in_loop("cancelling the task cancels it", async () => {
    const loop = asyncio.get_running_loop();
    const before = asyncio.all_tasks(loop);
    const future = asyncio.run_coroutine_threadsafe(forever(), loop);
    await turns(2);
    for (const task of asyncio.all_tasks(loop)) if (!before.has(task)) task.cancel();
    await expect(async () => await future).rejects.toThrow(asyncio.CancelledError);
    expect(future.cancelled()).toBe(true);
  });

  in_loop("takes an async function, and native promises", async () => {
    const loop = asyncio.get_running_loop();
    expect(await asyncio.run_coroutine_threadsafe(async () => "lazy", loop)).toBe("lazy");
    expect(await asyncio.run_coroutine_threadsafe(Promise.resolve("native"), loop)).toBe("native");
  });

  it.each([["text"], [null], [3]])("refuses %j", (value) => {
    expect(() => asyncio.run_coroutine_threadsafe(value as never, opened())).toThrow(
      new TypeError("A coroutine object is required"),
    );
  });

  it("refuses a future, as CPython does", () => {
    const loop = opened();
    expect(() => asyncio.run_coroutine_threadsafe(loop.create_future() as never, loop)).toThrow(TypeError);
  });

  it("of a closed loop", () => {
    const loop = asyncio.new_event_loop();
    loop.close();
    const coro = add(1, 2);
    expect(() => asyncio.run_coroutine_threadsafe(coro, loop)).toThrow("Event loop is closed");
    coro.close();
  });

  it("a task factory that fails: the future is told, and so is the exception handler", async () => {
    const loop = opened();
    const told: string[] = [];
    loop.set_exception_handler((_loop, context) => void told.push(String(context.exception)));
    await loop.run_until_complete(async () => {
      const coro = add(1, 2);
      loop.set_task_factory(() => {
        throw new asyncio.ValueError("no factory");
      });
      const future = asyncio.run_coroutine_threadsafe(coro, loop);
      await expect(async () => await future).rejects.toThrow("no factory");
      loop.set_task_factory(null);
      coro.close();
    });
    expect(told).toEqual(["ValueError: no factory"]);
  });

  it("from another loop that runs beside", async () => {
    const target = opened();
    const serving = target.run_forever();
    await asyncio.run(async () => {
      expect(await asyncio.run_coroutine_threadsafe(add(20, 22), target)).toBe(42);
      const future = asyncio.run_coroutine_threadsafe(forever(), target);
      const task = asyncio.create_task(async () => await future);
      await turns(2);
      task.cancel();
      await asyncio.wait([task]);
      expect(future.cancelled()).toBe(true);
    });
    // From native code as well.
    expect(await asyncio.run_coroutine_threadsafe(add(1, 2), target)).toBe(3);
    target.stop();
    await serving;
    expect(asyncio.all_tasks(target)).toEqual(new Set());
  });
});
