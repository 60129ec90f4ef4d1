/** Debug mode: what it finds that goes unnoticed without. */
import * as asyncio from "asyncio-node";
import { describe, expect, it, onTestFinished } from "vitest";
import { opened } from "./support/loops.js";
import { expect_noise } from "./support/noise.js";
import { programs } from "./support/programs.js";

const { run } = programs();
const asyncio_imported = 'import * as asyncio from "asyncio-node";\n';

async function in_debug<T>(main: () => Promise<T>): Promise<T> {
  const loop = opened();
  loop.set_debug(true);
  loop.slow_callback_duration = 10;
  return await loop.run_until_complete(main);
}

describe("where things come from", () => {
  const here = /created at .*debug\.spec\.ts:\d+/;

  it("stands in the reprs of futures, tasks and handles", async () => {
    await in_debug(async () => {
      const loop = asyncio.get_running_loop();
      const task = asyncio.create_task(asyncio.sleep(0));
      const handle = loop.call_later(60, () => {});
      for (const each of [loop.create_future(), task, handle]) expect(asyncio.repr(each)).toMatch(here);
      handle.cancel();
      expect(asyncio.repr(handle)).toMatch(here);
      await task;
    });
  });

  it("goes to the exception handler with an exception that nobody retrieved", async () => {
    const loop = opened();
    const told: asyncio.ExceptionContext[] = [];
    loop.set_exception_handler((_loop, context) => told.push(context));
    loop.set_debug(true);
    await loop.run_until_complete(async () => {
      asyncio.create_task(async () => {
        throw new asyncio.ValueError("lost");
      });
      await asyncio.sleep(0);
    });
    loop.close();
    expect(told).toEqual([expect.objectContaining({ message: "Task exception was never retrieved" })]);
    expect(told[0]?.source_traceback?.[0]?.file).toMatch(/debug\.spec\.ts$/);
  });

  it("is told of a coroutine that nobody awaited", async () => {
    expect_noise(
      /coroutine 'forgotten' was never awaited\nCoroutine created at \(most recent call last\)\n.*debug\.spec/s,
    );
    const forgotten = asyncio.coroutine(async function forgotten() {});
    const loop = opened();
    loop.set_debug(true);
    await loop.run_until_complete(async () => void forgotten());
    loop.close();
  });

  it("shows where a suspended task last awaited a coroutine", async () => {
    await in_debug(async () => {
      const sleeper = asyncio.coroutine(async function sleeper() {
        await asyncio.sleep(0);
        await asyncio.sleep(60);
      });
      const task = asyncio.create_task(sleeper());
      const line = (): number => Number(/running at \S*:(\d+)>/.exec(asyncio.repr(task))?.[1]);
      const defined = line();
      await asyncio.sleep(0);
      const first = line();
      await asyncio.sleep(0);
      expect([first - defined, line() - defined]).toEqual([1, 2]);
      task.cancel();
      await asyncio.wait([task]);
    });
  });
});

describe("what was likely meant otherwise", () => {
  it("is warned of: a promise, which runs already, where a coroutine begins late", async () => {
    expect_noise(/create_task\(\) was given a native promise/);
    await in_debug(async () => {
      await asyncio.create_task(Promise.resolve(1));
    });
  });

  it("is warned of: a future as the result of a future", async () => {
    expect_noise(/a Future was set as a result/);
    await in_debug(async () => {
      const loop = asyncio.get_running_loop();
      const inner = loop.create_future();
      inner.set_result(1);
      loop.create_future().set_result(inner);
    });
  });

  it("is refused: a coroutine function as a callback", async () => {
    await in_debug(async () => {
      const callback = asyncio.coroutine(async () => {});
      expect(() => asyncio.get_running_loop().call_soon(callback)).toThrow(
        "coroutines cannot be used with call_soon()",
      );
    });
  });
});

describe("a slow step", () => {
  it("is logged, with the task or handle that kept the others waiting", async () => {
    const { err } = await run(`${asyncio_imported}
      const block = () => { const end = performance.now() + 30; while (performance.now() < end); };
      const slow = asyncio.coroutine(async function slow() { await asyncio.sleep(0); block(); });
      const loop = asyncio.new_event_loop();
      loop.set_debug(true);
      loop.slow_callback_duration = 0.02;
      loop.call_soon(block);
      await loop.run_until_complete(slow());
      loop.close();
    `);
    expect(err).toMatch(/Executing <Handle block\(\) at .*> took 0\.\d{3} seconds/);
    expect(err).toMatch(/Executing <Task .*coro=<slow\(\).*> took 0\.\d{3} seconds/);
  });
});

describe("a program that is stuck", () => {
  it("says once which tasks wait, on what, and where they were created", async () => {
    const { err } = await run(`${asyncio_imported}
      const waiter = asyncio.coroutine(async function waiter(event) { await event.wait(); });
      setTimeout(() => process.exit(), 500).unref();
      const loop = asyncio.get_event_loop();
      loop.set_debug(true);
      loop.slow_callback_duration = 10;
      await loop.run_until_complete(waiter(new asyncio.Event()));
    `);
    expect(err.match(/has nothing left to do/g)).toHaveLength(1);
    expect(err).toMatch(
      /1 task waits .*\n\s+<Task pending .*coro=<waiter\(\) running at .* wait_for=<Future pending/,
    );
    expect(err).toMatch(/created at \(most recent call last\):\n.*line \d+/);
  });
});

describe("the environment", () => {
  it.each(["ASYNCIO_DEBUG", "PYTHONASYNCIODEBUG"])("turns debug mode on by %s", (name) => {
    expect(opened().get_debug()).toBe(false);
    process.env[name] = "1";
    onTestFinished(() => void delete process.env[name]);
    expect(opened().get_debug()).toBe(true);
  });
});
