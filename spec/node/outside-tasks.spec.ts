/** Contract 3.2: code outside of any task (a test, the top level of a module, a handler) awaits what is asyncio's. */
import { AsyncResource } from "node:async_hooks";
import { setImmediate as next_turn } from "node:timers/promises";
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { opened } from "../support/loops.js";

const running_loop = asyncio.coroutine(async () => {
  await asyncio.sleep(0);
  return asyncio.get_running_loop();
});

describe("awaiting a coroutine", () => {
  it("runs it, as a task of the default loop, and gives its result", async () => {
    const main = asyncio.coroutine(async (x: number) => {
      await asyncio.sleep(0);
      return [asyncio.repr(asyncio.current_task()).includes("coro=<main()"), x * 2];
    });
    expect(await main(21)).toEqual([true, 42]);
  });

  it("throws what it throws", async () => {
    const main = asyncio.coroutine(async () => {
      await asyncio.sleep(0);
      throw new asyncio.ValueError("broken");
    });
    await expect((async () => await main())()).rejects.toThrow(new asyncio.ValueError("broken"));
  });

  // Nothing is logged of an exception that was never retrieved.
  it("hands over the SystemExit that ends the run", async () => {
    const main = asyncio.coroutine(async () => {
      await asyncio.sleep(0);
      throw new asyncio.SystemExit(3);
    });
    await expect((async () => await main())()).rejects.toThrow(asyncio.SystemExit);
  });

  it("leaves no loop running behind", async () => {
    const loop = await running_loop();
    expect(loop.is_running()).toBe(false);
    expect(loop.is_closed()).toBe(false);
    expect(() => asyncio.get_running_loop()).toThrow(new asyncio.RuntimeError("no running event loop"));
  });

  it("runs in the same loop each time, also when asyncio.run comes between", async () => {
    const before = await running_loop();
    await asyncio.run(asyncio.sleep(0));
    expect(await running_loop()).toBe(before);
  });

  it("awaits it once", async () => {
    const coro = running_loop();
    await coro;
    const again = async (): Promise<unknown> => await coro;
    await expect(again()).rejects.toThrow(new asyncio.RuntimeError("cannot reuse already awaited coroutine"));
  });

  it("may be done from a chain of plain promises", async () => {
    const text = await Promise.resolve(1)
      .then(() => asyncio.sleep(0, "slept"))
      .then((slept) => `${slept} well`);
    expect(text).toBe("slept well");
  });
});

describe("several awaits at once", () => {
  it("share the loop, and take turns in it", async () => {
    const log: string[] = [];
    const work = asyncio.coroutine(async (name: string) => {
      for (let i = 0; i < 3; i += 1) {
        log.push(`${name}${i}`);
        await asyncio.sleep(0);
      }
      return asyncio.get_running_loop();
    });
    const [a, b, c] = await Promise.all([work("a"), work("b"), work("c")]);
    expect(a).toBe(b);
    expect(b).toBe(c);
    expect(log).toEqual(["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2"]);
  });

  it("each go on when their own is done", async () => {
    const gate = new asyncio.Event();
    const waiting = Promise.resolve(gate.wait());
    expect(await asyncio.sleep(0, "first")).toBe("first");
    gate.set();
    expect(await waiting).toBe(true);
  });

  it("fail each by itself", async () => {
    const fails = asyncio.coroutine(async (text: string) => {
      await asyncio.sleep(0);
      throw new asyncio.ValueError(text);
    });
    const outcomes = await Promise.allSettled([fails("one"), asyncio.sleep(0, "two"), fails("three")]);
    expect(outcomes).toEqual([
      { status: "rejected", reason: new asyncio.ValueError("one") },
      { status: "fulfilled", value: "two" },
      { status: "rejected", reason: new asyncio.ValueError("three") },
    ]);
  });
});

describe("awaiting a future or task", () => {
  it("drives the loop it belongs to", async () => {
    const loop = opened();
    const task = loop.create_task(running_loop());
    expect(await task).toBe(loop);
    expect(loop.is_running()).toBe(false);
  });

  it("is served by whoever settles it, native code included", async () => {
    const loop = opened();
    const future = loop.create_future<string>();
    const waiting = (async () => await future)();
    await next_turn();
    expect(loop.is_running()).toBe(true);
    future.set_result("settled");
    expect(await waiting).toBe("settled");
    await next_turn();
    expect(loop.is_running()).toBe(false);
  });

  it("does not need the loop where it is done", async () => {
    const loop = opened();
    const [good, bad, gone] = [loop.create_future<number>(), loop.create_future(), loop.create_future()];
    good.set_result(1);
    bad.set_exception(new asyncio.ValueError("bad"));
    gone.cancel("gone");
    loop.call_soon(() => expect.unreachable());
    expect(await good).toBe(1);
    await expect((async () => await bad)()).rejects.toThrow(new asyncio.ValueError("bad"));
    await expect((async () => await gone)()).rejects.toThrow(new asyncio.CancelledError("gone"));
  });

  it("works beside a run of the same loop, and outlasts it", async () => {
    const loop = opened();
    const future = loop.create_future<string>();
    const waiting = (async () => await future)();
    await next_turn();
    expect(await loop.run_until_complete(asyncio.sleep(0, "ran"))).toBe("ran");
    expect(loop.is_running()).toBe(true);
    future.set_result("later");
    expect(await waiting).toBe("later");
  });

  it("rejects when the loop is stopped", async () => {
    const loop = opened();
    const waiting = [loop.create_future(), loop.create_future()].map(async (future) => await future);
    await next_turn();
    loop.stop();
    const stopped = new asyncio.RuntimeError("Event loop stopped before Future completed.");
    for (const each of waiting) await expect(each).rejects.toThrow(stopped);
    expect(loop.is_running()).toBe(false);
  });

  it("rejects when the loop is closed", async () => {
    const loop = asyncio.new_event_loop();
    const future = loop.create_future();
    loop.close();
    await expect((async () => await future)()).rejects.toThrow(
      new asyncio.RuntimeError("Event loop is closed"),
    );
  });

  it("rejects with what ends the loop at once", async () => {
    const loop = opened();
    const future = loop.create_future();
    const waiting = (async () => await future)();
    loop.call_soon(() => {
      throw new asyncio.SystemExit(3);
    });
    await expect(waiting).rejects.toThrow(asyncio.SystemExit);
    expect(loop.is_running()).toBe(false);
  });
});

describe("asyncio.run", () => {
  it("may run several times side by side, each in a loop of its own", async () => {
    const log: string[] = [];
    const main = async (name: string): Promise<asyncio.EventLoop> => {
      const loop = asyncio.get_running_loop();
      for (let i = 0; i < 3; i += 1) {
        log.push(name);
        await asyncio.sleep(0);
        await next_turn();
        expect(asyncio.get_running_loop()).toBe(loop);
        expect(asyncio.get_event_loop()).toBe(loop);
        expect(asyncio.current_task()?.get_loop()).toBe(loop);
        expect(asyncio.all_tasks().size).toBe(1);
      }
      return loop;
    };
    const [a, b] = await Promise.all([asyncio.run(() => main("a")), asyncio.run(() => main("b"))]);
    expect(a).not.toBe(b);
    expect([a.is_closed(), b.is_closed()]).toEqual([true, true]);
    expect(log.slice(0, 4).sort()).toEqual(["a", "a", "b", "b"]);
  });

  it("leaves native code to await beside it, in the default loop", async () => {
    const go_on = new asyncio.Event();
    const run = asyncio.run(async () => {
      await go_on.wait();
      return asyncio.get_running_loop();
    });
    await next_turn();
    const default_loop = await running_loop();
    go_on.set();
    expect(await run).not.toBe(default_loop);
  });

  it("refuses to run inside a running loop, and the loop is none the worse", async () => {
    const refusal = new asyncio.RuntimeError("asyncio.run() cannot be called from a running event loop");
    const result = await asyncio.run(async () => {
      await expect(asyncio.run(async () => {})).rejects.toThrow(refusal);
      return await asyncio.sleep(0, "goes on");
    });
    expect(result).toBe("goes on");
  });
});

describe("code that a task has left to Node", () => {
  it("drives the loop when its task is done and the loop has stopped", async () => {
    // As Node does with the handlers of a server that a task has made.
    let handle: (n: number) => Promise<number> = async (n) => n;
    const set_up = asyncio.coroutine(async () => {
      handle = AsyncResource.bind(async (n: number) => {
        await asyncio.sleep(n / 1000);
        return await asyncio.sleep(0, n);
      });
    });
    await set_up();
    expect(await Promise.all([handle(2), handle(1), handle(3)])).toEqual([2, 1, 3]);
  });

  it("is told when its loop has been closed", async () => {
    let left_behind: Promise<unknown> | undefined;
    await asyncio.run(async () => {
      const future = asyncio.get_running_loop().create_future();
      left_behind = (async () => {
        await next_turn();
        await next_turn();
        await future;
      })();
    });
    await expect(left_behind).rejects.toThrow(new asyncio.RuntimeError("Event loop is closed"));
  });

  it("does not keep a run going", async () => {
    let reached = false;
    await asyncio.run(async () => {
      void (async () => {
        await asyncio.sleep(1000);
        reached = true;
      })();
      await asyncio.sleep(0);
    });
    expect(reached).toBe(false);
  });
});
