/**
 * Locks and queues against small models, under random operations and cancellations.
 *
 * First the loop comes to rest after every operation, and the primitive must then be in the very state of the model.
 * Then operations come between any two turns of the loop, so that wake-ups and cancellations race; what must hold are
 * the promises: nobody is served out of turn or forgotten, no wake-up is lost, nothing is served twice.
 */
import * as asyncio from "asyncio-node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { run_in_loop, turns } from "./support/in-loop.js";

/** As many turns as it takes the loop to come to rest. */
const REST = "rest";

type Wait = number | typeof REST;

interface Op {
  readonly kind: "take" | "give" | "cancel";
  readonly which: number;
  /** Turns of the loop after it. */
  readonly wait: Wait;
}

/** Whom to cancel: mostly the one who waits longest, since that one is woken first. */
const which: fc.Arbitrary<number> = fc.constantFrom(0, 0, 0, 1, 2, 5);
/** Mostly no turn at all: most races are between what happens in one turn. Now and then the loop comes to rest. */
const wait: fc.Arbitrary<Wait> = fc.constantFrom<Wait[]>(0, 0, 0, 1, 1, 2, REST);

const operations: fc.Arbitrary<Op[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Op["kind"]>("take", "take", "take", "give", "give", "cancel"),
    which,
    wait,
  }),
  { maxLength: 40, size: "max" },
);

async function let_run(tasks: readonly asyncio.Task[], wait: Wait): Promise<void> {
  // Each is served, or hands its wake-up on, within four turns of the one before it.
  await turns(wait === REST ? 8 + 4 * tasks.length : wait);
}

/** The task to cancel, among those that are not done. */
function victim(tasks: readonly asyncio.Task[], which: number): asyncio.Task | undefined {
  const pending = tasks.filter((task) => !task.done());
  return pending[which % pending.length];
}

/** Places that are taken first come, first served: what a lock, a semaphore and both ends of a queue have in common. */
class Model {
  free: number;
  waiting: number[] = [];
  served: number[] = [];

  constructor(free: number) {
    this.free = free;
  }

  take(id: number): void {
    this.waiting.push(id);
    this.#serve();
  }

  give(): void {
    this.free += 1;
    this.#serve();
  }

  cancel(id: number): void {
    this.waiting = this.waiting.filter((other) => other !== id);
  }

  #serve(): void {
    while (this.free > 0 && this.waiting.length > 0) {
      this.free -= 1;
      this.served.push(this.waiting.shift() as number);
    }
  }
}

/** A primitive, seen as places. */
interface Subject {
  readonly places: number;
  readonly in_turn: boolean;
  take(): PromiseLike<unknown>;
  /** False where there is nothing to give back. */
  give(): boolean;
  /** How many places are free, at rest. */
  free(): number;
  waiting(): number;
}

function found(value: object, pattern: RegExp): number {
  return Number(String(value).match(pattern)?.[1] ?? 0);
}

function lock(): Subject {
  const subject = new asyncio.Lock();
  return {
    places: 1,
    in_turn: true,
    take: () => subject.acquire(),
    give: () => {
      const held = subject.locked();
      if (held) subject.release();
      else expect(() => subject.release()).toThrow(asyncio.RuntimeError);
      return held;
    },
    free: () => Number(!subject.locked()),
    waiting: () => found(subject, /waiters:(\d+)/),
  };
}

function semaphore(places: number): Subject {
  const subject = new asyncio.Semaphore(places);
  return {
    places,
    in_turn: true,
    take: () => subject.acquire(),
    give: () => {
      subject.release();
      return true;
    },
    free: () => found(subject, /value:(\d+)/),
    waiting: () => found(subject, /waiters:(\d+)/),
  };
}

/** The places are items. A newcomer may take one before a getter that was woken for it runs. */
function getters(): Subject {
  const subject = new asyncio.Queue<number>();
  return {
    places: 0,
    in_turn: false,
    take: () => subject.get(),
    give: () => {
      subject.put_nowait(1);
      return true;
    },
    free: () => subject.qsize(),
    waiting: () => found(subject, /_getters\[(\d+)\]/),
  };
}

function putters(places: number): Subject {
  const subject = new asyncio.Queue<number>(places);
  return {
    places,
    in_turn: false,
    take: () => subject.put(1),
    give: () => {
      const held = !subject.empty();
      if (held) subject.get_nowait();
      return held;
    },
    free: () => places - subject.qsize(),
    waiting: () => found(subject, /_putters\[(\d+)\]/),
  };
}

const SUBJECTS: [string, () => Subject][] = [
  ["Lock", lock],
  ["Semaphore(1)", () => semaphore(1)],
  ["Semaphore(3)", () => semaphore(3)],
  ["getters of a Queue", getters],
  ["putters of a Queue(1)", () => putters(1)],
  ["putters of a Queue(2)", () => putters(2)],
];

/** Tasks that each take a place of the subject's. */
class Takers {
  readonly tasks: asyncio.Task[] = [];
  readonly served: number[] = [];
  readonly #subject: Subject;

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  add(): number {
    const id = this.tasks.length;
    const take = async (): Promise<void> => {
      await this.#subject.take();
      this.served.push(id);
    };
    this.tasks.push(asyncio.create_task(take));
    return id;
  }

  cancel(which: number): number {
    const task = victim(this.tasks, which);
    if (task === undefined) return -1;
    task.cancel();
    return this.tasks.indexOf(task);
  }

  get pending(): number {
    return this.tasks.filter((task) => !task.done()).length;
  }
}

describe.each(SUBJECTS)("%s", (_name, make) => {
  it("is its model, whenever the loop is at rest", async () => {
    const property = fc.asyncProperty(operations, (ops) =>
      run_in_loop(async () => {
        const subject = make();
        const model = new Model(subject.places);
        const takers = new Takers(subject);
        for (const { kind, which } of ops) {
          if (kind === "take") model.take(takers.add());
          else if (kind === "give") subject.give() && model.give();
          else model.cancel(takers.cancel(which));
          await let_run(takers.tasks, REST);
          expect([subject.free(), subject.waiting()]).toEqual([model.free, model.waiting.length]);
          expect(takers.served).toEqual(model.served);
        }
        for (const task of takers.tasks) task.cancel();
        await let_run(takers.tasks, REST);
      }),
    );
    await fc.assert(property);
  });

  it("keeps its promises when operations race", async () => {
    const property = fc.asyncProperty(operations, (ops) =>
      run_in_loop(async () => {
        const subject = make();
        const takers = new Takers(subject);
        let given = subject.places;
        const check = (): void => {
          expect(subject.free()).toBe(given - takers.served.length);
          expect(subject.waiting()).toBe(takers.pending);
          // While somebody waits nothing is free.
          if (takers.pending > 0) expect(subject.free()).toBe(0);
        };
        for (const { kind, which, wait } of ops) {
          if (kind === "take") takers.add();
          else if (kind === "give") given += Number(subject.give());
          else takers.cancel(which);
          await let_run(takers.tasks, wait);
          if (wait === REST) check();
        }
        await let_run(takers.tasks, REST);
        check();
        // One more place is enough for one more.
        for (let left = takers.pending; left > 0; left -= 1) {
          expect(takers.pending).toBe(left);
          given += Number(subject.give());
          await let_run(takers.tasks, REST);
          check();
        }
        for (const [id, task] of takers.tasks.entries()) {
          expect(takers.served.filter((other) => other === id).length).toBe(task.cancelled() ? 0 : 1);
        }
        if (subject.in_turn) expect(takers.served).toEqual(takers.served.toSorted((a, b) => a - b));
      }),
    );
    await fc.assert(property, { numRuns: 300 });
  });
});

describe("Queue", () => {
  const maxsize = fc.nat(3);
  const plan = fc.array(
    fc.record({ kind: fc.constantFrom("put", "put", "get", "get", "cancel"), which, wait }),
    {
      maxLength: 40,
      size: "max",
    },
  );

  it.each([
    ["Queue", asyncio.Queue],
    ["LifoQueue", asyncio.LifoQueue],
    ["PriorityQueue", asyncio.PriorityQueue],
  ])("%s loses and doubles no item when putters, getters and cancellations race", async (name, Kind) => {
    const property = fc.asyncProperty(maxsize, plan, (size, ops) =>
      run_in_loop(async () => {
        const queue = new Kind<number>(size);
        const tasks: asyncio.Task[] = [];
        const put: number[] = [];
        const got: number[] = [];
        // A getter waits at an empty queue only, a putter at a full one.
        const check = (): void => {
          const text = String(queue);
          if (text.includes("_getters")) expect(queue.empty()).toBe(true);
          if (text.includes("_putters")) expect(queue.full()).toBe(true);
        };
        for (const [item, { kind, which, wait }] of ops.entries()) {
          if (kind === "put") {
            tasks.push(
              asyncio.create_task(async () => {
                await queue.put(item);
                put.push(item);
              }),
            );
          } else if (kind === "get") {
            tasks.push(asyncio.create_task(async () => void got.push(await queue.get())));
          } else victim(tasks, which)?.cancel();
          await let_run(tasks, wait);
          if (wait === REST) check();
        }
        await let_run(tasks, REST);
        check();
        while (!queue.empty() || text_has_putters(queue)) {
          got.push(await queue.get());
          await let_run(tasks, REST);
        }
        for (const task of tasks) task.cancel();
        await let_run(tasks, REST);
        expect(got.toSorted()).toEqual(put.toSorted());
        if (name === "Queue") expect(got).toEqual(put);
      }),
    );
    await fc.assert(property, { numRuns: 200 });
  });
});

function text_has_putters(queue: asyncio.Queue): boolean {
  return String(queue).includes("_putters");
}

describe("Condition", () => {
  const plan = fc.array(
    fc.record({
      kind: fc.constantFrom("wait", "wait", "notify", "cancel"),
      which,
      wait: fc.nat(3),
    }),
    { maxLength: 30, size: "max" },
  );

  it("gives every notification to somebody, and leaves its lock free, when operations race", async () => {
    const property = fc.asyncProperty(plan, (ops) =>
      run_in_loop(async () => {
        const condition = new asyncio.Condition();
        const tasks: asyncio.Task[] = [];
        let tokens = 0;
        let consumed = 0;
        for (const { kind, which, wait } of ops) {
          if (kind === "wait") {
            const consume = asyncio.async_with(condition, async () => {
              await condition.wait_for(() => tokens > 0);
              tokens -= 1;
              consumed += 1;
            });
            tasks.push(asyncio.create_task(consume));
          } else if (kind === "notify") {
            await asyncio.async_with(condition, async () => {
              tokens += 1;
              condition.notify();
            });
          } else victim(tasks, which)?.cancel();
          await let_run(tasks, wait);
        }
        await let_run(tasks, REST);
        expect(condition.locked()).toBe(false);
        const pending = tasks.filter((task) => !task.done());
        if (tokens > 0) expect(pending).toEqual([]);
        expect(tasks.filter((task) => task.done() && !task.cancelled()).length).toBe(consumed);
        for (const task of pending) task.cancel();
        await let_run(tasks, REST);
        expect(condition.locked()).toBe(false);
        expect(tasks.every((task) => task.done())).toBe(true);
      }),
    );
    await fc.assert(property, { numRuns: 200 });
  });
});

describe("Event", () => {
  it("wakes all who waited when it was set, and nobody else", async () => {
    const plan = fc.array(fc.constantFrom("wait", "wait", "set", "clear", "turn"), {
      maxLength: 30,
      size: "max",
    });
    const property = fc.asyncProperty(plan, (ops) =>
      run_in_loop(async () => {
        const event = new asyncio.Event();
        const waiting: { task: asyncio.Task; woken: boolean }[] = [];
        for (const op of ops) {
          if (op === "wait") {
            waiting.push({ task: asyncio.create_task(event.wait()), woken: event.is_set() });
            await turns(1);
          } else if (op === "set") {
            event.set();
            for (const each of waiting) each.woken = true;
          } else if (op === "clear") event.clear();
          else await turns(1);
        }
        await turns(1);
        for (const { task, woken } of waiting) expect(task.done()).toBe(woken);
        event.set();
        await turns(1);
      }),
    );
    await fc.assert(property);
  });
});

describe("Barrier", () => {
  it("lets nobody through before all have come, whoever is cancelled", async () => {
    const plan = fc.array(fc.record({ cancels: fc.boolean(), which, wait: fc.nat(3) }), {
      maxLength: 30,
    });
    const property = fc.asyncProperty(fc.integer({ min: 1, max: 4 }), plan, (parties, ops) =>
      run_in_loop(async () => {
        const barrier = new asyncio.Barrier(parties);
        const tasks: asyncio.Task<number>[] = [];
        for (const { cancels, which, wait } of ops) {
          if (!cancels) tasks.push(asyncio.create_task(barrier.wait()));
          else victim(tasks, which)?.cancel();
          await let_run(tasks, wait);
        }
        await let_run(tasks, REST);
        const pending = tasks.filter((task) => !task.done());
        // At rest nobody is on the way out, and those who wait are too few.
        expect(barrier.n_waiting).toBe(pending.length);
        expect(pending.length).toBeLessThan(parties);
        const ended = tasks.filter((task) => task.done());
        const numbers = ended.flatMap((task) => (task.cancelled() ? [] : [task.result()]));
        for (const number of numbers) expect(number).toBeLessThan(parties);
        await barrier.abort();
        await let_run(tasks, REST);
        for (const task of pending) expect(task.exception()).toBeInstanceOf(asyncio.BrokenBarrierError);
      }),
    );
    await fc.assert(property, { numRuns: 200 });
  });
});

describe("a task that is cancelled at any turn", () => {
  /** Each makes its primitive, and three tasks that use it; `check` is asked when all have ended. */
  const SCENES: Record<string, () => { use: (index: number) => Promise<void>; check: () => void }> = {
    Lock: () => {
      const lock = new asyncio.Lock();
      return {
        use: async () => asyncio.async_with(lock, () => turns(1)),
        check: () => expect(String(lock)).toContain("[unlocked]"),
      };
    },
    Semaphore: () => {
      const semaphore = new asyncio.Semaphore(2);
      return {
        use: async () => asyncio.async_with(semaphore, () => turns(1)),
        check: () => expect(String(semaphore)).toContain("[unlocked, value:2]"),
      };
    },
    Condition: () => {
      const condition = new asyncio.Condition();
      let tokens = 0;
      const use = async (index: number): Promise<void> => {
        await asyncio.async_with(condition, async () => {
          if (index < 2) {
            await condition.wait_for(() => tokens > 0);
            tokens -= 1;
          } else {
            tokens += 2;
            condition.notify(2);
          }
        });
      };
      return { use, check: () => expect(condition.locked()).toBe(false) };
    },
    Queue: () => {
      const queue = new asyncio.Queue<number>(1);
      let balance = 0;
      const use = async (index: number): Promise<void> => {
        for (let i = 0; i < 2; i += 1) {
          if (index === 0) {
            await queue.get();
            balance -= 1;
          } else {
            await queue.put(i);
            balance += 1;
          }
        }
      };
      return { use, check: () => expect(queue.qsize()).toBe(balance) };
    },
  };

  it.each(Object.keys(SCENES))(
    "leaves nothing behind in a %s, be it cancelled once or twice",
    async (name) => {
      const TURNS = 14;
      for (let victim = 0; victim < 3; victim += 1) {
        for (let first = 0; first < TURNS; first += 1) {
          for (const second of [null, 0, 1, 2]) {
            await run_in_loop(async () => {
              const { use, check } = (SCENES[name] as (typeof SCENES)[string])();
              const tasks = [0, 1, 2].map((index) => asyncio.create_task(() => use(index)));
              await turns(first);
              tasks[victim]?.cancel();
              if (second !== null) {
                await turns(second);
                tasks[victim]?.cancel();
              }
              await turns(4 * TURNS);
              // Those who wait for what the victim would have brought may go on waiting.
              for (const task of tasks) task.cancel();
              await turns(TURNS);
              check();
            });
          }
        }
      }
    },
  );
});
