/** The AsyncLocalStorages of other libraries (a tracer's, a framework's) follow whatever asyncio runs later. */
import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { in_loop } from "../support/in-loop.js";

const storage = new AsyncLocalStorage<string>();

/** Has `schedule(look)` called under the store "here", and gives the store that `look` saw when it ran. */
async function seen(schedule: (look: () => void) => unknown): Promise<string | undefined> {
  const loop = asyncio.get_running_loop();
  const future = loop.create_future<string | undefined>();
  const elsewhere = asyncio.create_task(() =>
    storage.run("elsewhere", async () => {
      for (;;) await asyncio.sleep(0);
    }),
  );
  await asyncio.sleep(0);
  storage.run("here", () => schedule(() => future.set_result(storage.getStore())));
  const store = await future;
  elsewhere.cancel();
  await asyncio.wait([elsewhere]);
  return store;
}

const loop = (): asyncio.EventLoop => asyncio.get_running_loop();

const ways: [string, (look: () => void) => unknown][] = [
  ["call_soon", (look) => loop().call_soon(look)],
  ["call_soon_threadsafe", (look) => loop().call_soon_threadsafe(look)],
  ["call_later", (look) => loop().call_later(0.001, look)],
  ["call_at", (look) => loop().call_at(loop().time() + 0.001, look)],
  [
    "add_done_callback",
    (look) => {
      const future = loop().create_future<void>();
      future.add_done_callback(look);
      storage.run("elsewhere", () => loop().call_soon(() => future.set_result()));
    },
  ],
  [
    "add_done_callback of a future that is done",
    (look) => {
      const future = loop().create_future<void>();
      future.set_result();
      future.add_done_callback(look);
    },
  ],
  ["create_task", (look) => asyncio.create_task(async () => look())],
  [
    "create_task, after an await",
    (look) => asyncio.create_task(async () => look_later(look, asyncio.sleep(0))),
  ],
  [
    "create_task, after a native await",
    (look) => asyncio.create_task(async () => look_later(look, delay(1))),
  ],
  ["ensure_future", (look) => asyncio.ensure_future(async () => look())],
  ["gather", (look) => asyncio.gather(async () => look())],
  ["shield", (look) => asyncio.shield(async () => look())],
  ["an eager task", (look) => loop().create_task(async () => look(), { eager_start: true })],
];

async function look_later(look: () => void, first: PromiseLike<unknown>): Promise<void> {
  await first;
  look();
}

describe.each(ways)("what %s runs", (_name, schedule) => {
  in_loop("sees the store of the place where it was scheduled", async () => {
    expect(await seen(schedule)).toBe("here");
    expect(storage.getStore()).toBe(undefined);
  });
});

describe("a store that a task sets", () => {
  in_loop("is its own, after every kind of await", async () => {
    const work = async (name: string): Promise<void> => {
      storage.enterWith(name);
      const future = loop().create_future<void>();
      loop().call_soon(() => future.set_result());
      for (const wait of [
        asyncio.sleep(0),
        asyncio.sleep(0.001),
        future,
        delay(1),
        asyncio.coroutine(async () => {})(),
      ]) {
        await wait;
        expect(storage.getStore()).toBe(name);
      }
    };
    await asyncio.gather(
      () => work("a"),
      () => work("b"),
      () => work("c"),
    );
    expect(storage.getStore()).toBe(undefined);
  });

  in_loop("reaches the tasks that it makes, and not the other way", async () => {
    await asyncio.create_task(() =>
      storage.run("outer", async () => {
        const inner = asyncio.create_task(async () => {
          expect(storage.getStore()).toBe("outer");
          storage.enterWith("inner");
          await asyncio.sleep(0);
          return storage.getStore();
        });
        expect(await inner).toBe("inner");
        expect(storage.getStore()).toBe("outer");
      }),
    );
  });

  in_loop("is seen by a clean-up after cancellation", async () => {
    const task = asyncio.create_task(() =>
      storage.run("mine", async () => {
        try {
          await asyncio.sleep(10);
        } finally {
          await asyncio.sleep(0);
          expect(storage.getStore()).toBe("mine");
        }
      }),
    );
    await asyncio.sleep(0);
    storage.run("the canceller's", () => task.cancel());
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
  });
});

describe("the store of native code", () => {
  it("reaches the coroutines that it awaits, each its own", async () => {
    const look = asyncio.coroutine(async () => {
      await asyncio.sleep(0);
      return storage.getStore();
    });
    const stores = await Promise.all(["a", "b"].map((name) => storage.run(name, async () => await look())));
    expect(stores).toEqual(["a", "b"]);
    expect(await storage.run("run", () => asyncio.run(look()))).toBe("run");
  });

  it("is back once asyncio is done", async () => {
    await storage.run("native", async () => {
      await asyncio.sleep(0);
      expect(storage.getStore()).toBe("native");
      await asyncio.run(async () => storage.enterWith("changed"));
      expect(storage.getStore()).toBe("native");
    });
  });
});
