/** `asyncio-node/testing`: programs that wait, tested without waiting. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as native_sleep } from "node:timers/promises";
import { promisify } from "node:util";
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";
import { describe, expect, it } from "vitest";

const loop_factory = (): asyncio.EventLoop => new VirtualTimeEventLoop();

function run<T>(main: () => Promise<T>): Promise<T> {
  return asyncio.run(main, { loop_factory });
}

const time = (): number => asyncio.get_running_loop().time();

describe("virtual time", () => {
  it("begins at zero and stands still while anything can run", async () => {
    expect(
      await run(async () => {
        for (let i = 0; i < 100; i += 1) await asyncio.sleep(0);
        return time();
      }),
    ).toBe(0);
  });

  it("makes a sleep of an hour cost nothing", async () => {
    const began = performance.now();
    expect(
      await run(async () => {
        await asyncio.sleep(3600);
        return time();
      }),
    ).toBe(3600);
    expect(performance.now() - began).toBeLessThan(60_000);
  });

  it("keeps the order of real time", async () => {
    const order: number[] = [];
    await run(async () => {
      await asyncio.gather(
        ...[300, 100, 200].map((seconds) => async () => {
          await asyncio.sleep(seconds);
          order.push(seconds);
        }),
      );
    });
    expect(order).toEqual([100, 200, 300]);
  });

  it("lets timeouts expire", async () => {
    await run(async () => {
      await expect(asyncio.wait_for(new asyncio.Event().wait(), 60)).rejects.toBeInstanceOf(
        asyncio.TimeoutError,
      );
      expect(time()).toBe(60);
    });
  });

  it("fires many timers of one moment in the order of heapq", async () => {
    const order: string[] = [];
    await run(async () => {
      const loop = asyncio.get_running_loop();
      for (const name of "abcdefgh") loop.call_at(1, () => order.push(name));
      await asyncio.sleep(2);
    });
    expect(order.join(" ")).toBe("a c g f h b d e");
  });

  it("goes on after a thousand years", async () => {
    await run(async () => {
      const year = 365 * 24 * 3600;
      await asyncio.sleep(1000 * year);
      await asyncio.sleep(0.5);
      expect(time()).toBe(1000 * year + 0.5);
    });
  });
});

describe("native work", () => {
  it("is waited for where it is a call in a thread, timeouts or not", async () => {
    await run(async () => {
      const wait = (milliseconds: number): string => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
        return "done";
      };
      expect(await asyncio.wait_for(asyncio.to_thread(wait, 60), 10)).toBe("done");
      expect(time()).toBe(0);
    });
  });

  it("of other kinds gets as much real time as one likes", async () => {
    const patient = (): asyncio.EventLoop => new VirtualTimeEventLoop({ grace: 60 });
    const version = asyncio.coroutine(async () => {
      const { stdout } = await asyncio.wait_for(
        asyncio.wrap_future(promisify(execFile)(process.execPath, ["--version"])),
        10,
      );
      return stdout.trim();
    });
    expect(await asyncio.run(version(), { loop_factory: patient })).toBe(process.version);
  });

  it("cannot be given less than no time", () => {
    expect(() => new VirtualTimeEventLoop({ grace: -1 })).toThrow("grace must be >= 0, not -1");
    expect(() => new VirtualTimeEventLoop({ grace: Number.NaN })).toThrow(asyncio.ValueError);
    expect(() => new VirtualTimeEventLoop({ grace: "1" as never })).toThrow(TypeError);
    expect(() => new VirtualTimeEventLoop({ patience: 1 } as never)).toThrow(TypeError);
  });

  it("is waited for where a task awaits its promise: the clock does not jump over it", async () => {
    await run(async () => {
      await asyncio.wait_for(async () => {
        await readFile(new URL(import.meta.url));
        await native_sleep(1);
      }, 1);
      expect(time()).toBe(0);
    });
  });
});

describe("a program that can never go on", () => {
  it("fails at once, and says which tasks wait for what", async () => {
    const stuck = asyncio.coroutine(async function stuck() {
      await new asyncio.Event().wait();
    });
    await expect(asyncio.run(stuck(), { loop_factory })).rejects.toThrow(
      /the program can never go on: 1 task waits.*\n.*coro=<stuck\(\) running at .*testing\.spec\.ts:\d+> wait_for=<Future pending/,
    );
  });
});
