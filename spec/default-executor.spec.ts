/** The loop's own executor: run_in_executor, set_default_executor, shutdown_default_executor, and what close does. */
import { readFileSync } from "node:fs";
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { Gate, pass } from "./support/gate.js";
import { in_loop, turns } from "./support/in-loop.js";
import { opened } from "./support/loops.js";
import { expect_noise } from "./support/noise.js";
import { programs } from "./support/programs.js";
import { census } from "./support/worker-threads.js";

/** An executor of somebody's own, which runs functions at once, and keeps a record. */
class Immediate implements asyncio.Executor {
  readonly log: string[] = [];

  async submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    this.log.push(`submit(${args.join()})`);
    return await fn(...args);
  }

  shutdown(wait = true): void {
    this.log.push(`shutdown(${wait})`);
  }
}

describe("run_in_executor", () => {
  in_loop("takes an executor, or the default", async () => {
    const loop = asyncio.get_running_loop();
    const executor = new asyncio.ThreadPoolExecutor(1);
    const add = (a: number, b: number): number => a + b;
    const future = loop.run_in_executor(executor, add, 1, 2);
    expect(asyncio.isfuture(future)).toBe(true);
    expect(await future).toBe(3);
    expect(await loop.run_in_executor(null, add, 3, 4)).toBe(7);
    expect(await loop.run_in_executor(undefined, add, 5, 6)).toBe(11);
    await executor.shutdown();
    await loop.shutdown_default_executor();
  });

  in_loop("takes any object that submits", async () => {
    const executor = new Immediate();
    const here = { n: 1 };
    // What runs in this very thread need not be copied.
    expect(await asyncio.get_running_loop().run_in_executor(executor, (it: object) => it, here)).toBe(here);
    expect(executor.log).toEqual(["submit([object Object])"]);
  });

  in_loop("cancels what has not begun", async () => {
    const gate = new Gate();
    const executor = new asyncio.ThreadPoolExecutor(1);
    const loop = asyncio.get_running_loop();
    const first = loop.run_in_executor(executor, pass, gate.memory, 1);
    const second = loop.run_in_executor(executor, pass, gate.memory, 2);
    await asyncio.wrap_future(gate.reached());
    expect([first.cancel(), second.cancel()]).toEqual([true, true]);
    await turns(2);
    gate.open();
    await executor.shutdown();
    expect(gate.count).toBe(1);
  });

  it("refuses coroutines and coroutine functions", () => {
    const work = asyncio.coroutine(async () => 1);
    const coro = work();
    const refused = new TypeError("coroutines cannot be used with run_in_executor()");
    for (const func of [work, coro]) {
      expect(() => opened().run_in_executor(null, func as never)).toThrow(refused);
    }
    coro.close();
  });

  it("of a closed loop", () => {
    const loop = asyncio.new_event_loop();
    loop.close();
    expect(() => loop.run_in_executor(null, () => 1)).toThrow(
      new asyncio.RuntimeError("Event loop is closed"),
    );
  });
});

describe("set_default_executor", () => {
  in_loop("serves to_thread", async () => {
    const executor = new Immediate();
    const loop = asyncio.get_running_loop();
    loop.set_default_executor(executor);
    expect(await asyncio.to_thread((n: number) => n, 1)).toBe(1);
    await loop.shutdown_default_executor();
    expect(executor.log).toEqual(["submit(1)", "shutdown(true)"]);
  });

  it.each([[null], [{}], [{ submit: () => {} }], [() => {}]])("refuses %j", (executor) => {
    expect(() => opened().set_default_executor(executor as never)).toThrow(
      /^executor must be ThreadPoolExecutor instance/,
    );
  });
});

describe("shutdown_default_executor", () => {
  in_loop("is final", async () => {
    const threads = census();
    const loop = asyncio.get_running_loop();
    expect(await loop.run_in_executor(null, (n: number) => n, 1)).toBe(1);
    expect(threads.alive).toBe(1);
    await loop.shutdown_default_executor();
    expect(threads.alive).toBe(0);
    expect(() => loop.run_in_executor(null, () => 1)).toThrow(
      new asyncio.RuntimeError("Executor shutdown has been called"),
    );
    await loop.shutdown_default_executor();
  });

  in_loop("without an executor there is nothing to wait for", async () => {
    await asyncio.get_running_loop().shutdown_default_executor();
    await asyncio.get_running_loop().shutdown_default_executor(1);
  });

  in_loop("is lazy", async () => {
    const loop = asyncio.get_running_loop();
    const executor = new Immediate();
    loop.set_default_executor(executor);
    const coro = loop.shutdown_default_executor();
    expect(await asyncio.to_thread((n: number) => n, 1)).toBe(1);
    await coro;
    expect(executor.log).toEqual(["submit(1)", "shutdown(true)"]);
  });

  it.each([[0.01], [{ timeout: 0.01 }]])("gives up after its time (%j)", async (timeout) => {
    expect_noise(
      /^RuntimeWarning: The executor did not finishing joining its threads within 0.01 seconds\.$/,
    );
    const threads = census();
    const gate = new Gate();
    const loop = opened();
    await loop.run_until_complete(async () => {
      const waiting = loop.run_in_executor(null, pass, gate.memory, "done");
      await asyncio.wrap_future(gate.reached());
      await loop.shutdown_default_executor(timeout);
      gate.open();
      expect(await waiting).toBe("done");
    });
    await threads.until(0);
  });

  in_loop("an executor whose shutdown fails", async () => {
    const loop = asyncio.get_running_loop();
    const executor = new Immediate();
    executor.shutdown = () => {
      throw new asyncio.OSError("broken");
    };
    loop.set_default_executor(executor);
    await expect(async () => await loop.shutdown_default_executor()).rejects.toThrow("broken");
    executor.shutdown = () => {};
  });

  it("comes with the end of run()", async () => {
    const threads = census();
    const executor = new Immediate();
    await asyncio.run(async () => await asyncio.to_thread((n: number) => n, 1));
    expect(threads).toMatchObject({ started: 1, alive: 0 });
    await asyncio.run(async () => asyncio.get_running_loop().set_default_executor(executor));
    expect(executor.log).toEqual(["shutdown(true)", "shutdown(false)"]);
  });
});

describe("close", () => {
  it("shuts it down without waiting", async () => {
    const threads = census();
    const gate = new Gate();
    const loop = asyncio.new_event_loop();
    await loop.run_until_complete(async () => {
      loop.run_in_executor(null, pass, gate.memory, 1);
      await asyncio.wrap_future(gate.reached());
    });
    loop.close();
    expect(threads.alive).toBe(1);
    gate.open();
    await threads.until(0);
  });
});

describe("examples/custom-executor.ts", () => {
  const { run } = programs();

  it("runs functions in processes", async () => {
    const example = new URL("../examples/custom-executor.ts", import.meta.url);
    const out = "[ 55, 5050 ]\nit crashed, and we did not: 3\n";
    expect(await run(readFileSync(example, "utf8"))).toEqual({ out, err: "", status: 0 });
  });
});
