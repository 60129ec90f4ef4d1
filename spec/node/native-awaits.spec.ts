/** Contract 2.2 and 2.4: native awaits inside a task disturb neither its context nor the order of the others. */
import { EventEmitter, on, once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay, setImmediate as next_turn } from "node:timers/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import * as asyncio from "asyncio-node";
import { describe, expect, it, onTestFinished } from "vitest";
import { deferred } from "../support/deferred.js";
import { serve } from "../support/http.js";
import { in_loop } from "../support/in-loop.js";

const variable = new asyncio.ContextVar<string>("variable");

/** What a task can see of where it is. */
function surroundings(): unknown[] {
  return [asyncio.get_running_loop(), asyncio.current_task(), variable.get("unset")];
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "asyncio-node-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

const native: [string, () => Promise<unknown>][] = [
  ["a settled promise", () => Promise.resolve()],
  ["a chain of promises", () => Promise.resolve(1).then(async (x) => x + (await Promise.resolve(1)))],
  ["a timer", () => delay(1)],
  ["an immediate", () => next_turn()],
  ["a microtask", () => new Promise<void>((resolve) => queueMicrotask(resolve))],
  ["process.nextTick", () => new Promise<void>((resolve) => process.nextTick(resolve))],
  ["a callback of node:fs", () => readFile(new URL(import.meta.url))],
  ["the thread pool", () => promisify(gzip)("text")],
  ["fetch", async () => (await fetch(await serve((_, response) => void response.end("ok")))).text()],
  ["a rejected promise", () => Promise.reject(new Error()).catch(() => {})],
  ["Promise.all", () => Promise.all([delay(1), Promise.resolve(), 3])],
];

describe.each(native)("after an await of %s", (_name, wait) => {
  in_loop("the running loop, the current task and the context variables are the task's own", async () => {
    const look = async (value: string): Promise<void> => {
      variable.set(value);
      const before = surroundings();
      for (let i = 0; i < 3; i += 1) {
        await wait();
        expect(surroundings()).toEqual(before);
        await asyncio.sleep(0);
        expect(surroundings()).toEqual(before);
      }
    };
    const tasks = ["a", "b", "c"].map((value) => asyncio.create_task(() => look(value)));
    await asyncio.gather(...tasks);
    expect(variable.get("unset")).toBe("unset");
  });
});

describe("between two awaits of asyncio's", () => {
  in_loop("files are written and read", async () => {
    const path = await folder();
    const copy = asyncio.coroutine(async (name: string) => {
      await asyncio.sleep(0);
      await writeFile(join(path, name), name.repeat(1000));
      await asyncio.sleep(0);
      const text = await readFile(join(path, name), "utf8");
      await asyncio.sleep(0);
      return text.length;
    });
    expect(await asyncio.gather(copy("a"), copy("bb"), copy("ccc"))).toEqual([1000, 2000, 3000]);
  });

  in_loop("a pipeline runs while other tasks feed it", async () => {
    const through = new PassThrough();
    const feed = asyncio.create_task(async () => {
      for (const chunk of ["one ", "two ", "three"]) {
        through.write(chunk);
        await asyncio.sleep(0.001);
      }
      through.end();
    });
    const chunks: Buffer[] = [];
    await pipeline(
      through,
      async function* (source) {
        for await (const chunk of source) {
          await asyncio.sleep(0);
          yield chunks.push(chunk as Buffer);
        }
      },
      new PassThrough({ objectMode: true }).resume(),
    );
    await feed;
    expect(Buffer.concat(chunks).toString()).toBe("one two three");
  });
});

describe("for await", () => {
  in_loop("over a stream lets other tasks run, and knows its task all the way", async () => {
    const task = asyncio.current_task();
    let turns = 0;
    const other = asyncio.create_task(async () => {
      for (;;) {
        turns += 1;
        await asyncio.sleep(0);
      }
    });
    const seen: number[] = [];
    for await (const n of Readable.from([1, 2, 3, 4])) {
      expect(asyncio.current_task()).toBe(task);
      const before = turns;
      await asyncio.sleep(0);
      expect(turns).toBeGreaterThan(before);
      seen.push(n);
    }
    other.cancel();
    await asyncio.wait([other]);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  in_loop("over an emitter takes events that a callback of the loop emits", async () => {
    const emitter = new EventEmitter();
    const loop = asyncio.get_running_loop();
    for (const n of [1, 2, 3]) loop.call_later(n / 1000, () => emitter.emit("n", n));
    const seen: number[] = [];
    for await (const [n] of on(emitter, "n")) {
      seen.push(n);
      expect(asyncio.current_task()).not.toBe(null);
      if (seen.length === 3) break;
      await asyncio.sleep(0);
    }
    expect(seen).toEqual([1, 2, 3]);
  });

  in_loop("closes a stream that a cancellation leaves half-way", async () => {
    const stream = Readable.from([1, 2, 3]);
    const task = asyncio.create_task(async () => {
      for await (const _ of stream) await asyncio.sleep(10);
    });
    await delay(1);
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    expect(stream.destroyed).toBe(true);
  });
});

describe("the order of tasks", () => {
  const trace = async (noise: () => PromiseLike<unknown>): Promise<string> => {
    const log: string[] = [];
    const queue = new asyncio.Queue<number>(1);
    const producer = asyncio.create_task(async () => {
      for (let n = 0; n < 5; n += 1) {
        await noise();
        await queue.put(n);
        log.push(`put${n}`);
      }
    });
    const consumer = asyncio.create_task(async () => {
      for (let n = 0; n < 5; n += 1) {
        const got = await queue.get();
        await noise();
        log.push(`got${got}`);
      }
    });
    const ticker = asyncio.create_task(async () => {
      for (let n = 0; n < 12; n += 1) {
        log.push(`tick${n}`);
        await noise();
        await asyncio.sleep(0);
      }
    });
    await asyncio.gather(producer, consumer, ticker);
    return log.join(" ");
  };

  const settled: [string, () => PromiseLike<unknown>][] = [
    ["a settled promise", () => Promise.resolve()],
    [
      "five settled promises",
      async () => {
        for (let i = 0; i < 5; i += 1) await null;
      },
    ],
    ["Promise.all of settled ones", () => Promise.all([1, Promise.resolve(2), (async () => 3)()])],
    [
      "an async generator",
      async () => {
        for await (const _ of (async function* () {
          yield 1;
          yield Promise.resolve(2);
        })());
      },
    ],
    [
      "a future that is done",
      () => {
        const future = asyncio.get_running_loop().create_future();
        future.set_result(1);
        return future;
      },
    ],
    ["a coroutine that does not suspend", () => asyncio.coroutine(async () => await null)()],
  ];

  in_loop("is not changed by native awaits that are settled", async () => {
    const quiet = await trace(async () => {});
    for (const [name, noise] of settled) expect([name, await trace(noise)]).toEqual([name, quiet]);
  });

  in_loop("outlives a task that a foreign promise resumes in the midst of another's step", async () => {
    const log: string[] = [];
    const native = deferred();
    const foreign = asyncio.create_task(async () => {
      await native.promise;
      // Here, inside the step of whoever has resolved it.
      log.push("foreign");
      await asyncio.sleep(0);
      log.push("foreign after a turn");
    });
    const step = async (name: string): Promise<void> => {
      for (let n = 0; n < 3; n += 1) {
        log.push(`${name}${n}`);
        if (name === "a" && n === 1) native.resolve();
        // Long enough a step for the resumed task to reach its own await within it.
        for (let i = 0; i < 20; i += 1) await null;
        log.push(`${name}${n} ends`);
        await asyncio.sleep(0);
      }
    };
    await asyncio.sleep(0);
    await asyncio.gather(
      () => step("a"),
      () => step("b"),
      foreign,
    );
    const without_foreign = log.filter((entry) => !entry.startsWith("foreign"));
    expect(without_foreign).toEqual([0, 1, 2].flatMap((n) => [`a${n}`, `a${n} ends`, `b${n}`, `b${n} ends`]));
    expect(log.indexOf("foreign")).toBe(log.indexOf("a1") + 1);
    expect(log.indexOf("foreign after a turn")).toBeGreaterThan(log.indexOf("b1 ends"));
  });

  in_loop("holds no task up for one that waits for a foreign promise", async () => {
    const native = deferred();
    const blocked = asyncio.create_task(async () => {
      await native.promise;
      return "released";
    });
    for (let i = 0; i < 10; i += 1) await asyncio.sleep(0);
    expect(blocked.done()).toBe(false);
    native.resolve();
    expect(await blocked).toBe("released");
  });
});

describe("a callback of Node's", () => {
  in_loop("that settles a future wakes an idle loop", async () => {
    const future = asyncio.get_running_loop().create_future<string>();
    setTimeout(() => future.set_result("woken"), 1);
    expect(await future).toBe("woken");
  });

  in_loop("may put items into a queue, set events, and make tasks", async () => {
    const queue = new asyncio.Queue<number>();
    const event = new asyncio.Event();
    const loop = asyncio.get_running_loop();
    const made: asyncio.Task<number>[] = [];
    setImmediate(() => {
      queue.put_nowait(1);
      event.set();
      made.push(loop.create_task(async () => asyncio.sleep(0, 2)));
    });
    expect(await queue.get()).toBe(1);
    await event.wait();
    expect(await made[0]).toBe(2);
  });

  it("that is asynchronous may await inside of a running loop", async () => {
    const emitter = new EventEmitter();
    const seen = await asyncio.run(async () => {
      emitter.on("ask", async (question: string) => {
        await asyncio.sleep(0);
        emitter.emit("answer", `${question}!`);
      });
      asyncio.get_running_loop().call_soon(() => emitter.emit("ask", "why"));
      return await once(emitter, "answer");
    });
    expect(seen).toEqual(["why!"]);
  });
});
