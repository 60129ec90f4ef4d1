import { inspect } from "node:util";
import * as asyncio from "asyncio-node";
import { describe, expect, expectTypeOf, it } from "vitest";
import { in_loop, outcome, run_in_loop, turns } from "./support/in-loop.js";
import { expect_noise } from "./support/noise.js";

/** A repr without its address. */
function shown(value: unknown): string {
  return asyncio.repr(value).replace(/0x[0-9a-f]+/, "0x");
}

const KINDS = [
  ["Queue", asyncio.Queue],
  ["LifoQueue", asyncio.LifoQueue],
  ["PriorityQueue", asyncio.PriorityQueue],
] as const;

describe.each(KINDS)("every %s", (name, Kind) => {
  in_loop("shows what is in it and who waits", async () => {
    const queue = new Kind<number>(1);
    expect(shown(queue)).toBe(`<${name} at 0x maxsize=1>`);
    expect(`${queue}`).toBe(`<${name} maxsize=1>`);
    expect(inspect(queue)).toBe(`<${name} maxsize=1>`);
    const getter = asyncio.create_task(queue.get());
    await turns(1);
    expect(`${queue}`).toBe(`<${name} maxsize=1 _getters[1]>`);
    queue.put_nowait(5);
    await getter;
    queue.put_nowait(6);
    const putter = asyncio.create_task(queue.put(7));
    await turns(1);
    expect(`${queue}`).toBe(`<${name} maxsize=1 _queue=[6] _putters[1] tasks=2>`);
    expect(await queue.get()).toBe(6);
    await putter;
    queue.shutdown();
    expect(`${queue}`).toBe(`<${name} maxsize=1 _queue=[7] tasks=3 shutdown>`);
  });

  in_loop("knows its size", async () => {
    const queue = new Kind<number>({ maxsize: 2 });
    expect([queue.maxsize, queue.qsize(), queue.empty(), queue.full()]).toEqual([2, 0, true, false]);
    await queue.put(1);
    expect([queue.qsize(), queue.empty(), queue.full()]).toEqual([1, false, false]);
    queue.put_nowait(2);
    expect([queue.qsize(), queue.empty(), queue.full()]).toEqual([2, false, true]);
    for (const size of [0, -1, Number.POSITIVE_INFINITY]) {
      const endless = new Kind<number>(size);
      for (let i = 0; i < 100; i += 1) endless.put_nowait(i);
      expect(endless.full()).toBe(false);
    }
    const half = new Kind<number>(1.5);
    half.put_nowait(1);
    expect(half.full()).toBe(false);
    half.put_nowait(1);
    expect(half.full()).toBe(true);
  });

  in_loop("refuses at once where it may not wait", async () => {
    const queue = new Kind<number>(1);
    expect(() => queue.get_nowait()).toThrow(asyncio.QueueEmpty);
    queue.put_nowait(1);
    expect(() => queue.put_nowait(2)).toThrow(asyncio.QueueFull);
    expect(asyncio.repr(new asyncio.QueueFull())).toBe("QueueFull()");
  });

  in_loop("does not give way where it need not wait", async () => {
    const queue = new Kind<number>();
    const log: string[] = [];
    const other = asyncio.create_task(async () => void log.push("other"));
    await queue.put(1);
    await queue.get();
    expect(log).toEqual([]);
    await other;
  });

  in_loop("does nothing before put() and get() are awaited", async () => {
    const queue = new Kind<number>();
    const putting = queue.put(1);
    expect(asyncio.repr(putting)).toMatch(/^<coroutine object Queue\.put at /);
    expect(queue.empty()).toBe(true);
    await putting;
    const getting = queue.get();
    expect(queue.qsize()).toBe(1);
    expect(await getting).toBe(1);
  });

  in_loop("has each item waited for by one getter, first come, first served", async () => {
    const queue = new Kind<number>();
    const getters = [1, 2, 3].map(() => asyncio.create_task(queue.get()));
    await turns(1);
    queue.put_nowait(1);
    await turns(1);
    expect(getters.map(outcome)).toEqual([1, "pending", "pending"]);
    queue.put_nowait(2);
    await turns(1);
    queue.put_nowait(3);
    expect(await asyncio.gather(...getters)).toEqual([1, 2, 3]);
  });

  in_loop("has a putter wait for room", async () => {
    const queue = new Kind<number>(1);
    queue.put_nowait(1);
    const putter = asyncio.create_task(queue.put(2));
    await turns(2);
    expect(putter.done()).toBe(false);
    expect(queue.get_nowait()).toBe(1);
    await putter;
    expect(queue.get_nowait()).toBe(2);
  });

  in_loop("does not count a getter that is cancelled", async () => {
    const queue = new Kind<number>();
    const getters = [1, 2, 3].map(() => asyncio.create_task(queue.get()));
    await turns(1);
    getters[1]?.cancel();
    await turns(1);
    expect(`${queue}`).toContain("_getters[2]");
    queue.put_nowait(1);
    getters[0]?.cancel();
    await turns(2);
    expect(getters.map(outcome)).toEqual(["cancelled", "cancelled", 1]);
  });

  in_loop("does not count a putter that is cancelled", async () => {
    const queue = new Kind<number>(1);
    queue.put_nowait(0);
    const putters = [1, 2, 3].map((i) => asyncio.create_task(queue.put(i)));
    await turns(1);
    putters[1]?.cancel();
    await turns(1);
    expect(`${queue}`).toContain("_putters[2]");
    expect(queue.get_nowait()).toBe(0);
    putters[0]?.cancel();
    await turns(2);
    expect(putters.map(outcome)).toEqual(["cancelled", "cancelled", undefined]);
    expect(queue.get_nowait()).toBe(3);
  });

  in_loop("has a getter that finds its item taken wait again", async () => {
    const queue = new Kind<number>();
    const getter = asyncio.create_task(queue.get());
    await turns(1);
    queue.put_nowait(1);
    expect(queue.get_nowait()).toBe(1);
    await turns(2);
    expect(outcome(getter)).toBe("pending");
    queue.put_nowait(2);
    expect(await getter).toBe(2);
  });

  in_loop("join waits until all is done", async () => {
    const queue = new Kind<number>();
    await queue.join();
    for (let i = 0; i < 3; i += 1) queue.put_nowait(i);
    const joining = asyncio.create_task(queue.join());
    for (let i = 0; i < 3; i += 1) {
      await turns(1);
      expect(joining.done()).toBe(false);
      await queue.get();
      queue.task_done();
    }
    expect(await joining).toBe(undefined);
    expect(() => queue.task_done()).toThrow(new asyncio.ValueError("task_done() called too many times"));
  });

  in_loop("shutdown lets what is in it be taken, and wakes who waits", async () => {
    const queue = new Kind<number>(1);
    queue.put_nowait(1);
    const putter = asyncio.create_task(queue.put(2));
    await turns(1);
    queue.shutdown();
    await turns(1);
    expect(outcome(putter)).toBe("QueueShutDown: ");
    await expect(queue.put(3)).rejects.toThrow(asyncio.QueueShutDown);
    expect(() => queue.put_nowait(3)).toThrow(asyncio.QueueShutDown);
    expect(await queue.get()).toBe(1);
    await expect(queue.get()).rejects.toThrow(asyncio.QueueShutDown);
    expect(() => queue.get_nowait()).toThrow(asyncio.QueueShutDown);
    const joining = asyncio.create_task(queue.join());
    await turns(1);
    queue.task_done();
    await joining;
  });

  in_loop("shutdown of an empty one wakes the getters", async () => {
    const queue = new Kind<number>();
    const getters = [1, 2].map(() => asyncio.create_task(queue.get()));
    await turns(1);
    queue.shutdown();
    await turns(1);
    expect(getters.map(outcome)).toEqual(["QueueShutDown: ", "QueueShutDown: "]);
  });

  in_loop("shutdown at once throws the items away", async () => {
    for (const immediate of [true, { immediate: true }]) {
      const queue = new Kind<number>();
      queue.put_nowait(1);
      queue.put_nowait(2);
      const joining = asyncio.create_task(queue.join());
      await turns(1);
      queue.shutdown(immediate);
      await joining;
      expect(queue.empty()).toBe(true);
      await expect(queue.get()).rejects.toThrow(asyncio.QueueShutDown);
      expect(() => queue.task_done()).toThrow(asyncio.ValueError);
    }
  });

  in_loop("shutdown at once still waits for items that were taken", async () => {
    const queue = new Kind<number>();
    queue.put_nowait(1);
    queue.put_nowait(2);
    await queue.get();
    const joining = asyncio.create_task(queue.join());
    queue.shutdown(true);
    await turns(2);
    expect(joining.done()).toBe(false);
    queue.task_done();
    await joining;
  });

  it("belongs to the first loop in which somebody waits for it", async () => {
    const queue = new Kind<number>();
    const wait = async (): Promise<void> => {
      const getter = asyncio.create_task(queue.get());
      await turns(1);
      queue.put_nowait(1);
      await getter;
    };
    await run_in_loop(wait);
    await run_in_loop(async () => {
      await expect(queue.get()).rejects.toThrow(
        new RegExp(`^<${name} at 0x[0-9a-f]+ maxsize=0 tasks=1> is bound to a different event loop$`),
      );
    });
  });

  it("refuses a size that is none", () => {
    const make = (maxsize: unknown) => () => new Kind(maxsize as number);
    expect(make("3")).toThrow(new TypeError("'<=' not supported between instances of 'str' and 'int'"));
    expect(make(null)).toThrow(new TypeError("'<=' not supported between instances of 'NoneType' and 'int'"));
    expect(make(Number.NaN)).toThrow(TypeError);
    expect(make({ size: 3 })).toThrow("Queue.__init__() got an unexpected keyword argument 'size'");
  });
});

describe("Queue", () => {
  in_loop("hands out in the order of putting", async () => {
    const queue = new asyncio.Queue<string>();
    for (const item of "cab") queue.put_nowait(item);
    expect([await queue.get(), await queue.get(), await queue.get()]).toEqual(["c", "a", "b"]);
  });

  in_loop("takes any item as it is", async () => {
    const queue = new asyncio.Queue<unknown>();
    const items = [undefined, null, { maxsize: 3 }, asyncio.kwargs({ a: 1 }), Number.NaN, []];
    for (const item of items) await queue.put(item);
    for (const item of items) expect(await queue.get()).toBe(item);
  });

  it("lets a getter and a putter be woken in vain as often as it may be", async () => {
    await run_in_loop(async () => {
      const queue = new asyncio.Queue<string>(1);
      const getter = asyncio.create_task(async () => await queue.get());
      await turns(1);
      for (let i = 0; i < 20_000; i += 1) {
        queue.put_nowait("for somebody else");
        queue.get_nowait();
        await turns(1);
      }
      queue.put_nowait("for the getter");
      expect(await getter).toBe("for the getter");
      queue.put_nowait("in the way");
      const putter = asyncio.create_task(async () => await queue.put("put"));
      await turns(1);
      for (let i = 0; i < 20_000; i += 1) {
        queue.get_nowait();
        queue.put_nowait("in the way");
        await turns(1);
      }
      queue.get_nowait();
      await putter;
      expect(queue.get_nowait()).toBe("put");
    });
  });

  in_loop("takes a million items at the same cost each", async () => {
    const queue = new asyncio.Queue<number>();
    const time = (n: number): number => {
      const start = performance.now();
      for (let i = 0; i < n; i += 1) queue.put_nowait(i);
      let in_order = true;
      for (let i = 0; i < n; i += 1) in_order &&= queue.get_nowait() === i;
      expect(in_order).toBe(true);
      return (performance.now() - start) / n;
    };
    time(10_000);
    const [few, many] = [time(20_000), time(1_000_000)];
    // The garbage collector and a busy machine make some of it; an array's `shift` would take ten thousand times as long.
    expect(many).toBeLessThan(500 * few);
  });

  it("warns in debug mode that a future does not come through an await", async () => {
    expect_noise(/^RuntimeWarning: .*put futures into an array/);
    await run_in_loop(async () => {
      const queue = new asyncio.Queue<asyncio.Future<number>>();
      const future = asyncio.get_running_loop().create_future<number>();
      future.set_result(3);
      queue.put_nowait(future);
      queue.put_nowait(future);
      expect(await queue.get()).toBe(3);
      expect(queue.get_nowait()).toBe(future);
    }, true);
  });
});

describe("LifoQueue", () => {
  in_loop("hands out the latest first", async () => {
    const queue = new asyncio.LifoQueue<number>();
    for (const item of [1, 3, 2]) queue.put_nowait(item);
    expect([await queue.get(), await queue.get(), await queue.get()]).toEqual([2, 3, 1]);
  });
});

describe("PriorityQueue", () => {
  async function drained<T>(items: T[]): Promise<T[]> {
    const queue = new asyncio.PriorityQueue<T>();
    for (const item of items) queue.put_nowait(item);
    const out: T[] = [];
    while (!queue.empty()) out.push(await queue.get());
    return out;
  }

  in_loop("hands out the lowest first, as Python compares", async () => {
    expect(await drained([3, 10, 9, 1])).toEqual([1, 3, 9, 10]);
    expect(await drained(["b", "B", "a"])).toEqual(["B", "a", "b"]);
    const pairs = [
      [10, "x"],
      [9, "z"],
      [9, "y"],
    ];
    expect(await drained(pairs)).toEqual([
      [9, "y"],
      [9, "z"],
      [10, "x"],
    ]);
  });

  in_loop("hands out equal ones in the order of CPython's heapq", async () => {
    class Job {
      readonly priority: number;
      readonly name: string;
      constructor(priority: number, name: string) {
        this.priority = priority;
        this.name = name;
      }
      __lt__(other: Job): boolean {
        return this.priority < other.priority;
      }
    }
    const names = async (priorities: string): Promise<string> => {
      const jobs = [...priorities].map((p, i) => new Job(Number(p), String.fromCharCode(97 + i)));
      return (await drained(jobs)).map((job) => job.name).join("");
    };
    expect(await names("00000000")).toBe("acgfhebd");
    expect(await names("10101010")).toBe("bfdhgcea");
    expect(await names("21012101")).toBe("cgbfdhea");
  });

  in_loop("throws where two items cannot be compared", async () => {
    const queue = new asyncio.PriorityQueue<unknown>();
    await queue.put(1);
    await expect(queue.put("a")).rejects.toThrow(
      new TypeError("'<' not supported between instances of 'str' and 'int'"),
    );
    const odd = new asyncio.PriorityQueue<unknown>();
    odd.put_nowait([1, { a: 1 }]);
    expect(() => odd.put_nowait([1, { a: 2 }])).toThrow(
      "'<' not supported between instances of 'dict' and 'dict'",
    );
  });
});

describe("subclasses", () => {
  in_loop("may keep the items in another way", async () => {
    class SetQueue<T> extends asyncio.Queue<T> {
      declare protected _queue: Set<T>;

      protected override _init(): void {
        this._queue = new Set();
      }

      protected override _put(item: T): void {
        this._queue.add(item);
      }

      protected override _get(): T {
        const [first] = this._queue;
        this._queue.delete(first as T);
        return first as T;
      }
    }
    const queue = new SetQueue<string>(2);
    for (const item of "aab") await queue.put(item);
    expect([queue.qsize(), queue.full()]).toEqual([2, true]);
    expect(`${queue}`).toBe("<SetQueue maxsize=2 _queue=['a', 'b'] tasks=3>");
    expect([await queue.get(), await queue.get()]).toEqual(["a", "b"]);
    expect(queue.empty()).toBe(true);
  });

  in_loop("may say for themselves when they are full", async () => {
    class Closed extends asyncio.Queue<number> {
      closed = true;
      override full(): boolean {
        return this.closed;
      }
    }
    const queue = new Closed();
    expect(() => queue.put_nowait(1)).toThrow(asyncio.QueueFull);
    queue.closed = false;
    await queue.put(1);
    expect(queue.qsize()).toBe(1);
  });
});

describe("types", () => {
  it("say what the queue holds", () => {
    const typed = async (queue: asyncio.Queue<string>): Promise<void> => {
      expectTypeOf(await queue.get()).toEqualTypeOf<string>();
      expectTypeOf(queue.get_nowait()).toEqualTypeOf<string>();
      expectTypeOf(await queue.put("x")).toEqualTypeOf<void>();
      // @ts-expect-error a number is no string
      await queue.put(1);
    };
    expect(typed).toBeTypeOf("function");
  });
});
