import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { error_of } from "./support/error-of.js";
import { is_garbage } from "./support/garbage.js";
import { in_loop, turns } from "./support/in-loop.js";

const current = (): asyncio.Task => asyncio.current_task() as asyncio.Task;
const now = (): number => asyncio.get_running_loop().time();

const for_ever = async (): Promise<never> => {
  await asyncio.sleep(3600);
  throw new Error("nobody waits that long");
};

describe("timeout", () => {
  in_loop("hands the scope to the block, and back what the block gives", async () => {
    const scope = asyncio.timeout(10);
    const result = {};
    const given = await asyncio.async_with(scope, async (entered) => {
      expect(entered).toBe(scope);
      await asyncio.sleep(0);
      return result;
    });
    expect(given).toBe(result);
    expect(scope.expired()).toBe(false);
  });

  in_loop("counts from where it is made, by the loop's clock", async () => {
    const before = now();
    const scope = asyncio.timeout(10);
    const when = scope.when() as number;
    expect(when).toBeGreaterThanOrEqual(before + 10);
    expect(when).toBeLessThanOrEqual(now() + 10);
    expect(asyncio.timeout({ delay: 10 }).when()).toBeGreaterThanOrEqual(when);
    expect(asyncio.timeout(null).when()).toBe(null);
    expect(asyncio.timeout_at(when).when()).toBe(when);
    expect(asyncio.timeout_at({ when: null }).when()).toBe(null);
  });

  in_loop("throws TimeoutError, whose cause is the cancellation that ended the block", async () => {
    const scope = asyncio.timeout(0.001);
    let inside: unknown;
    const error = await error_of(
      asyncio.async_with(scope, async () => {
        try {
          await for_ever();
        } catch (caught) {
          inside = caught;
          throw caught;
        }
      }),
    );
    expect(error).toBeInstanceOf(asyncio.TimeoutError);
    expect(inside).toBeInstanceOf(asyncio.CancelledError);
    expect(error.cause).toBe(inside);
    expect(scope.expired()).toBe(true);
    expect(current().cancelling()).toBe(0);
  });

  in_loop("ends a block at its first await where the time is up already", async () => {
    for (const scope of [
      () => asyncio.timeout(0),
      () => asyncio.timeout(-1),
      () => asyncio.timeout_at(now() - 1),
    ]) {
      const log: string[] = [];
      const error = await error_of(
        asyncio.async_with(scope(), async () => {
          log.push("begun");
          await asyncio.sleep(0);
          await asyncio.sleep(0);
          log.push("not ended");
        }),
      );
      expect(error).toBeInstanceOf(asyncio.TimeoutError);
      expect(log).toEqual(["begun"]);
    }
  });

  in_loop("lets a block without an await have its way", async () => {
    expect(await asyncio.async_with(asyncio.timeout(0), () => "at once")).toBe("at once");
    await turns(2);
    expect(current().cancelling()).toBe(0);
  });

  in_loop("hands on the block's own error, also when the time was up", async () => {
    const own = new asyncio.ValueError("mine");
    const error = await error_of(
      asyncio.async_with(asyncio.timeout(0.001), async () => {
        await for_ever().catch(() => {});
        throw own;
      }),
    );
    expect(error).toBe(own);
    expect(current().cancelling()).toBe(0);
  });

  in_loop("knows a cancellation of its own from another's", async () => {
    const scope = asyncio.timeout(10);
    const task = asyncio.create_task(() => asyncio.async_with(scope, for_ever));
    await asyncio.sleep(0);
    task.cancel("from outside");
    expect(await error_of(task)).toEqual(new asyncio.CancelledError("from outside"));
    expect(scope.expired()).toBe(false);
  });

  in_loop("gives way to another's that comes at the same time", async () => {
    const task: asyncio.Task<never> = asyncio.create_task(async () => {
      const when = now() + 0.001;
      asyncio.get_running_loop().call_at(when, () => task.cancel());
      return await asyncio.async_with(asyncio.timeout_at(when), for_ever);
    });
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    expect(task.cancelling()).toBe(1);
  });

  in_loop("is only the inner one's affair where both are up, if that is first", async () => {
    const log: string[] = [];
    const [outer, inner] = [asyncio.timeout(10), asyncio.timeout(0.001)];
    await asyncio.async_with(outer, async () => {
      const error = await error_of(asyncio.async_with(inner, for_ever));
      log.push(error.name, String(outer.expired()), String(inner.expired()));
      await asyncio.sleep(0);
      log.push("goes on");
    });
    expect(log).toEqual(["TimeoutError", "false", "true", "goes on"]);
  });

  in_loop("passes through inner scopes that have time left", async () => {
    const [outer, inner] = [asyncio.timeout(0.001), asyncio.timeout(10)];
    let between: unknown;
    const error = await error_of(
      asyncio.async_with(outer, async () => {
        try {
          await asyncio.async_with(inner, for_ever);
        } catch (caught) {
          between = caught;
          throw caught;
        }
      }),
    );
    expect(between).toBeInstanceOf(asyncio.CancelledError);
    expect(error).toBeInstanceOf(asyncio.TimeoutError);
    expect([outer.expired(), inner.expired()]).toEqual([true, false]);
  });

  in_loop("limits several managers entered together", async () => {
    const lock = new asyncio.Lock();
    await lock.acquire();
    const scopes = [asyncio.timeout(0.001), lock] as const;
    const error = await error_of(asyncio.async_with(scopes, async () => expect.unreachable()));
    expect(error).toBeInstanceOf(asyncio.TimeoutError);
    lock.release();
  });

  it("needs a running loop; an absolute time needs none before it is entered", async () => {
    expect(() => asyncio.timeout(1)).toThrow(new asyncio.RuntimeError("no running event loop"));
    expect(asyncio.timeout_at(1).when()).toBe(1);
  });

  it("limits what native code awaits, inside of a coroutine", async () => {
    const limited = asyncio.coroutine(() => asyncio.async_with(asyncio.timeout(0.001), for_ever));
    expect(await error_of(limited())).toBeInstanceOf(asyncio.TimeoutError);
  });
});

describe("Timeout.reschedule", () => {
  in_loop("moves the deadline nearer, further, and away", async () => {
    await asyncio.async_with(asyncio.timeout(0.001), async (scope) => {
      scope.reschedule(now() + 3600);
      await asyncio.sleep(0.003);
      scope.reschedule(null);
      expect(scope.when()).toBe(null);
      await asyncio.sleep(0.001);
    });
    const nearer = asyncio.async_with(asyncio.timeout(null), async (scope) => {
      scope.reschedule(now());
      await for_ever();
    });
    expect(await error_of(nearer)).toBeInstanceOf(asyncio.TimeoutError);
  });

  in_loop("may be done by others than the block", async () => {
    const scope = asyncio.timeout(3600);
    const task = asyncio.create_task(() => asyncio.async_with(scope, for_ever));
    await asyncio.sleep(0);
    scope.reschedule(now() - 1);
    expect(await error_of(task)).toBeInstanceOf(asyncio.TimeoutError);
  });

  in_loop("is too late once the time is up, or the block is left", async () => {
    const scope = asyncio.timeout(0);
    await error_of(
      asyncio.async_with(scope, async () => {
        try {
          await for_ever();
        } finally {
          expect(() => scope.reschedule(null)).toThrow(
            new asyncio.RuntimeError("Cannot change state of expiring Timeout"),
          );
        }
      }),
    );
    expect(() => scope.reschedule(null)).toThrow(
      new asyncio.RuntimeError("Cannot change state of expired Timeout"),
    );
    const other = asyncio.timeout(10);
    await asyncio.async_with(other, () => {});
    expect(() => other.reschedule(1)).toThrow(
      new asyncio.RuntimeError("Cannot change state of finished Timeout"),
    );
  });
});

describe("a timeout that is over", () => {
  in_loop("is garbage though its time is not, and so is its block", async () => {
    expect(
      await is_garbage(async () => {
        const scope = asyncio.timeout(3600);
        await asyncio.async_with(scope, () => asyncio.sleep(0));
        return [scope];
      }),
    ).toBe(true);
    expect(
      await is_garbage(async () => {
        const local = {};
        await asyncio.async_with(asyncio.timeout(3600), async () => {
          await asyncio.sleep(0);
          return local;
        });
        return [local];
      }),
    ).toBe(true);
  });
});
