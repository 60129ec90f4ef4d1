/** `asyncio-node/testing`: programs that wait, tested without waiting. */
import { readFile } from "node:fs/promises";
import { setTimeout as native_sleep } from "node:timers/promises";
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
});

describe("native work", () => {
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
