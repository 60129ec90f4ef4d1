/**
 * Whatever a public function is wrongly given, it answers with a clear error of the type that CPython's has, and
 * leaves a loop behind that works.
 *
 * Texts are CPython's where it has one for the case; where it fails by accident (`unsupported operand type(s) for +:
 * 'float' and 'str'`, or an AttributeError), they say what was expected.
 */
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { type_name } from "../lib/python/repr.js";
import { run_in_loop } from "./support/in-loop.js";

class Plain {}

async function* numbers(): AsyncGenerator<number> {
  yield 1;
  yield 2;
}

const ok = asyncio.coroutine(async function ok() {
  return "ok";
});

const loop = (): asyncio.EventLoop => asyncio.get_running_loop();

function done_future(): asyncio.Future<string> {
  const future = loop().create_future<string>();
  future.set_result("done");
  return future;
}

/** One that nobody need await any more. */
function closed_coroutine(): asyncio.Coroutine<string> {
  const coro = ok();
  coro.close();
  return coro;
}

function closed_loop(): asyncio.EventLoop {
  const closed = asyncio.new_event_loop();
  closed.close();
  return closed;
}

/** Values that are hardly ever right, each made anew. */
const anything: Record<string, () => unknown> = {
  null: () => null,
  "a number": () => 5,
  "a string": () => "text",
  "a boolean": () => true,
  "a symbol": () => Symbol("text"),
  NaN: () => Number.NaN,
  "an array": () => [5],
  "an object": () => new Plain(),
  "a class": () => Plain,
  "an async generator": () => numbers(),
  "a running async generator": () => {
    const generator = numbers();
    void generator.next();
    return generator;
  },
  "a finished async generator": () => {
    const generator = numbers();
    void generator.return(undefined);
    return generator;
  },
  "an async generator function": () => numbers,
  "a coroutine function of a generator": () => asyncio.coroutine(numbers),
  "a closed loop": closed_loop,
};

type Wrong = Record<string, () => unknown>;

const but = (values: Wrong, ...names: string[]): Wrong =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

const no_coroutine: Wrong = { "no argument": () => undefined, ...anything, "a done future": done_future };
const not_awaitable = but(no_coroutine, "a done future");
const no_function: Wrong = {
  "no argument": () => undefined,
  ...but(anything, "a class", "an async generator function", "a coroutine function of a generator"),
  "a done future": done_future,
};
const no_number = but(anything, "null", "a number");
const no_loop = but(anything, "null", "a closed loop");
const no_context = but(anything, "null");
const no_keywords = {
  null: () => null,
  "a number": () => 5,
  "a string": () => "text",
  "a boolean": () => true,
};

/** What came of a call: the error that it threw, or that it rejected with. */
async function outcome(call: () => unknown): Promise<string> {
  try {
    const made = [call()];
    const result = await made[0];
    return `accepted, and gave ${asyncio.repr(result)}`;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

/** Whether tasks, timers, cancellation and timeouts still do in this loop what they should. */
async function works(): Promise<boolean> {
  const log: string[] = [];
  const task = asyncio.create_task(asyncio.sleep(10));
  asyncio.get_running_loop().call_soon(() => log.push("called"));
  expect(await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0.001, 2))).toEqual([1, 2]);
  task.cancel();
  await asyncio.wait([task], { timeout: 10 });
  const late = asyncio.wait_for(asyncio.sleep(10), 0.001);
  await expect((async () => await late)()).rejects.toThrow(asyncio.TimeoutError);
  return task.cancelled() && log.join() === "called" && asyncio.all_tasks().size === 1;
}

type Row = [name: string, call: (value: never) => unknown, error: string | ((value: never) => string)];

/** Calls each with each of the wrong values, all in one loop, which has to survive it. */
function refuse(rows: readonly Row[], values: Wrong): void {
  it.each(rows)("%s", (_name, call, error) =>
    run_in_loop(async () => {
      for (const [name, make] of Object.entries(values)) {
        const value = make() as never;
        const expected = typeof error === "string" ? error : error(value);
        expect([name, await outcome(() => call(value))]).toEqual([name, expected]);
        await asyncio.sleep(0);
      }
      expect(await works()).toBe(true);
    }),
  );
}

/** The same from outside of any loop, for what runs one. */
function refuse_outside(rows: readonly Row[], values: Wrong): void {
  it.each(rows)("%s", async (_name, call, error) => {
    for (const [name, make] of Object.entries(values)) {
      const value = make() as never;
      const expected = typeof error === "string" ? error : error(value);
      expect([name, await outcome(() => call(value))]).toEqual([name, expected]);
    }
    await run_in_loop(async () => expect(await works()).toBe(true));
  });
}

async function in_runner(use: (runner: asyncio.Runner) => unknown): Promise<void> {
  const runner = new asyncio.Runner();
  try {
    await use(runner);
    expect(await runner.run(ok())).toBe("ok");
  } finally {
    await runner.close();
  }
}

async function in_new_loop(use: (loop: asyncio.EventLoop) => unknown): Promise<void> {
  const loop = asyncio.new_event_loop();
  try {
    await use(loop);
  } finally {
    expect(await loop.run_until_complete(ok())).toBe("ok");
    loop.close();
  }
}

/** A call with fewer arguments than the types allow. */
const short = (fn: unknown, ...given: unknown[]): unknown =>
  (fn as (...given: unknown[]) => unknown)(...given);

describe("what is no coroutine is refused by", () => {
  const expected = (value: never): string =>
    `TypeError: a coroutine was expected, got ${asyncio.repr(value)}`;
  refuse(
    [
      ["create_task", (x) => asyncio.create_task(x), expected],
      ["loop.create_task", (x) => loop().create_task(x), expected],
      ["Task", (x) => new asyncio.Task(x), expected],
      ["TaskGroup.create_task", (x) => in_group((group) => group.create_task(x)), expected],
      ["an eager task", (x) => loop().create_task(x, { eager_start: true }), expected],
      [
        "run_coroutine_threadsafe",
        (x) => asyncio.run_coroutine_threadsafe(x, loop()),
        "TypeError: A coroutine object is required",
      ],
    ],
    no_coroutine,
  );

  const not_awaited = (value: never): string =>
    `TypeError: object ${type_name(value)} can't be used in 'await' expression`;
  const required = "TypeError: An asyncio.Future, a coroutine or an awaitable is required";
  refuse(
    [
      ["ensure_future", (x) => asyncio.ensure_future(x), required],
      ["shield", (x) => asyncio.shield(x), required],
      ["gather", (x) => asyncio.gather(x), required],
      ["gather, behind a good one", (x) => asyncio.gather(ok(), x), required],
      ["wait_for", (x) => asyncio.wait_for(x, 1), not_awaited],
      ["wait_for without a limit", (x) => asyncio.wait_for(x, null), not_awaited],
      ["wait_for without patience", (x) => asyncio.wait_for(x, 0), required],
      ["as_completed", (x) => [...asyncio.as_completed([x])], required],
    ],
    not_awaitable,
  );
  refuse_outside(
    [["loop.run_until_complete", (x) => in_new_loop((loop) => loop.run_until_complete(x)), required]],
    not_awaitable,
  );

  const no_main = (value: never): string =>
    `ValueError: a coroutine was expected, got ${asyncio.repr(value)}`;
  refuse_outside(
    [
      ["run", (x) => asyncio.run(x), no_main],
      ["Runner.run", (x) => in_runner((runner) => runner.run(x)), no_main],
    ],
    anything,
  );
  /** The group is left in peace; the error is that of the one call. */
  async function in_group(use: (group: asyncio.TaskGroup) => unknown): Promise<void> {
    let error: unknown = null;
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      try {
        use(group);
      } catch (thrown) {
        error = thrown;
      }
    });
    throw error;
  }
});

describe("a coroutine that was awaited already is refused by", () => {
  const rows: [string, (x: asyncio.Coroutine<string>) => unknown][] = [
    ["await", (x) => x],
    ["create_task", (x) => asyncio.create_task(x)],
    ["ensure_future", (x) => asyncio.ensure_future(x)],
    ["gather", (x) => asyncio.gather(x)],
    ["shield", (x) => asyncio.shield(x)],
    ["wait_for", (x) => asyncio.wait_for(x, 1)],
    ["wait_for without patience", (x) => asyncio.wait_for(x, 0)],
    ["as_completed", (x) => [...asyncio.as_completed([x])][0]],
    ["run_coroutine_threadsafe", (x) => asyncio.run_coroutine_threadsafe(x, loop())],
  ];
  it.each(rows)("%s", (_name, call) =>
    run_in_loop(async () => {
      const coro = ok();
      await coro;
      expect(await outcome(() => call(coro))).toBe("RuntimeError: cannot reuse already awaited coroutine");
      expect(await works()).toBe(true);
    }),
  );

  it("gather, which is given the same one twice, takes it once", () =>
    run_in_loop(async () => {
      const coro = ok();
      expect(await asyncio.gather(coro, coro)).toEqual(["ok", "ok"]);
    }));
});

describe("what is no collection of futures is refused by", () => {
  refuse(
    [
      ["wait", (x) => asyncio.wait(x), (x) => `TypeError: '${type_name(x)}' object is not iterable`],
      [
        "as_completed",
        (x) => asyncio.as_completed(x),
        (x) => `TypeError: '${type_name(x)}' object is not iterable`,
      ],
    ],
    but(anything, "null", "a string", "an array"),
  );
  refuse(
    [
      [
        "wait, one by one",
        (x) => asyncio.wait([x]),
        (x) => `TypeError: wait() takes futures and tasks, not ${asyncio.repr(x)}; make a task of it`,
      ],
    ],
    anything,
  );
  const list = "expect a list of futures, not ";
  const iterable = "expects an iterable of awaitables, not ";
  refuse(
    [
      ["wait, given a future", () => asyncio.wait(done_future() as never), `TypeError: ${list}Future`],
      [
        "wait, given a coroutine",
        () => asyncio.wait(closed_coroutine() as never),
        `TypeError: ${list}coroutine`,
      ],
      [
        "wait, given coroutines",
        () => asyncio.wait([closed_coroutine()] as never),
        "TypeError: Passing coroutines is forbidden, use tasks explicitly.",
      ],
      ["wait, given none", () => asyncio.wait([]), "ValueError: Set of Tasks/Futures is empty."],
      ["wait, given None", () => asyncio.wait(null as never), "ValueError: Set of Tasks/Futures is empty."],
      [
        "wait, given nothing",
        () => short(asyncio.wait),
        "TypeError: wait() missing 1 required positional argument: 'fs'",
      ],
      [
        "as_completed, given a future",
        () => asyncio.as_completed(done_future() as never),
        `TypeError: ${iterable}Future`,
      ],
      [
        "as_completed, given a coroutine",
        () => asyncio.as_completed(closed_coroutine() as never),
        `TypeError: ${iterable}coroutine`,
      ],
      [
        "as_completed, given nothing",
        () => short(asyncio.as_completed),
        "TypeError: as_completed() missing 1 required positional argument: 'fs'",
      ],
    ],
    { "": () => null },
  );
  refuse(
    [
      [
        "wait, by return_when",
        (x) => asyncio.wait([done_future()], { return_when: x }),
        (x) => `ValueError: Invalid return_when value: ${typeof x === "string" ? x : asyncio.repr(x)}`,
      ],
    ],
    anything,
  );
});

describe("what is no number of seconds is refused by", () => {
  const a_number_or_none = (name: string) => (x: never) =>
    `TypeError: ${name} must be a number of seconds or None, not ${asyncio.repr(x)}`;
  const a_number = (name: string) => (x: never) =>
    `TypeError: ${name} must be a number of seconds, not ${asyncio.repr(x)}`;
  refuse(
    [
      ["timeout", (x) => asyncio.timeout(x), a_number_or_none("delay")],
      ["timeout_at", (x) => asyncio.timeout_at(x), a_number_or_none("when")],
      ["Timeout", (x) => new asyncio.Timeout(x), a_number_or_none("when")],
      [
        "Timeout.reschedule",
        (x) => asyncio.async_with(asyncio.timeout(10), async (scope) => scope.reschedule(x)),
        a_number_or_none("when"),
      ],
      ["wait_for", (x) => asyncio.wait_for(done_future(), x), a_number_or_none("timeout")],
      ["wait", (x) => asyncio.wait([done_future()], { timeout: x }), a_number_or_none("timeout")],
      [
        "as_completed",
        (x) => asyncio.as_completed([done_future()], { timeout: x }),
        a_number_or_none("timeout"),
      ],
      ["call_later", (x) => loop().call_later(x, () => {}), a_number("delay")],
      ["call_at", (x) => loop().call_at(x, () => {}), a_number("when")],
    ],
    no_number,
  );
  refuse(
    [
      [
        "sleep",
        (x) => asyncio.sleep(x),
        (x) => `TypeError: '<=' not supported between instances of '${type_name(x)}' and 'int'`,
      ],
    ],
    but({ ...no_number, ...{ null: () => null } }, "NaN"),
  );
  refuse(
    [
      ["sleep, NaN", () => asyncio.sleep(Number.NaN), "ValueError: Invalid delay: NaN (not a number)"],
      [
        "call_later, None",
        () => loop().call_later(null as never, () => {}),
        "TypeError: delay must not be None",
      ],
      ["call_at, None", () => loop().call_at(null as never, () => {}), "TypeError: when cannot be None"],
      [
        "sleep, nothing",
        () => short(asyncio.sleep),
        "TypeError: sleep() missing 1 required positional argument: 'delay'",
      ],
      [
        "timeout, nothing",
        () => short(asyncio.timeout),
        "TypeError: timeout() missing 1 required positional argument: 'delay'",
      ],
      [
        "timeout_at, nothing",
        () => short(asyncio.timeout_at),
        "TypeError: timeout_at() missing 1 required positional argument: 'when'",
      ],
      [
        "wait_for, nothing",
        () => short(asyncio.wait_for, done_future()),
        "TypeError: wait_for() missing 1 required positional argument: 'timeout'",
      ],
    ],
    { "": () => null },
  );
});

describe("what cannot be called is refused by", () => {
  const expected_by = (name: string) => (x: never) =>
    `TypeError: a callable object was expected by ${name}(), got ${asyncio.repr(x)}`;
  refuse(
    [
      ["call_soon", (x) => loop().call_soon(x), expected_by("call_soon")],
      ["call_soon_threadsafe", (x) => loop().call_soon_threadsafe(x), expected_by("call_soon_threadsafe")],
      ["call_later", (x) => loop().call_later(0, x), expected_by("call_at")],
      ["call_at", (x) => loop().call_at(0, x), expected_by("call_at")],
      [
        "add_done_callback",
        (x) => done_future().add_done_callback(x),
        (x) => `TypeError: a callable object was expected, got ${asyncio.repr(x)}`,
      ],
      [
        "coroutine",
        (x) => asyncio.coroutine(x),
        (x) =>
          `TypeError: coroutine() takes an async function, not ${asyncio.repr(typeof x === "string" ? undefined : x)}`,
      ],
    ],
    no_function,
  );
  refuse(
    [
      [
        "set_exception_handler",
        (x) => loop().set_exception_handler(x),
        (x) => `TypeError: A callable object or None is expected, got ${asyncio.repr(x)}`,
      ],
      [
        "set_task_factory",
        (x) => loop().set_task_factory(x),
        "TypeError: task factory must be a callable or None",
      ],
    ],
    but(no_function, "null", "no argument"),
  );
  refuse_outside(
    [
      [
        "Runner, as its loop_factory",
        (x) => in_runner_of(x),
        (x) => `TypeError: '${type_name(x)}' object is not callable`,
      ],
    ],
    but(no_function, "null", "no argument", "a done future"),
  );
  refuse_outside(
    [
      [
        "Runner, when its loop_factory makes no loop",
        (x) => in_runner_of((() => x) as never),
        (x) => `TypeError: loop_factory has to make an event loop, not ${asyncio.repr(x)}`,
      ],
    ],
    but(anything, "a closed loop"),
  );

  async function in_runner_of(loop_factory: never): Promise<void> {
    const runner = new asyncio.Runner({ loop_factory });
    try {
      runner.get_loop();
    } finally {
      await runner.close();
    }
  }

  const forbidden = (name: string): string => `TypeError: coroutines cannot be used with ${name}()`;
  refuse(
    [
      ["call_soon", (x) => loop().call_soon(x), forbidden("call_soon")],
      ["call_soon_threadsafe", (x) => loop().call_soon_threadsafe(x), forbidden("call_soon_threadsafe")],
      ["call_later", (x) => loop().call_later(0, x), forbidden("call_at")],
      ["call_at", (x) => loop().call_at(0, x), forbidden("call_at")],
    ],
    { "a coroutine": closed_coroutine, "a coroutine function": () => ok },
  );
});

describe("what is no loop is refused by", () => {
  const expected = (x: never): string => `TypeError: an event loop was expected, got ${asyncio.repr(x)}`;
  refuse(
    [
      ["Future", (x) => new asyncio.Future({ loop: x }), expected],
      ["Task", (x) => new asyncio.Task(async () => {}, { loop: x }), expected],
      ["ensure_future", (x) => asyncio.ensure_future(async () => {}, { loop: x }), expected],
      ["wrap_future", (x) => asyncio.wrap_future(Promise.resolve(), { loop: x }), expected],
      ["all_tasks", (x) => asyncio.all_tasks(x), expected],
      ["current_task", (x) => asyncio.current_task(x), expected],
      ["run_coroutine_threadsafe", (x) => asyncio.run_coroutine_threadsafe(async () => {}, x), expected],
    ],
    no_loop,
  );
  refuse_outside(
    [
      [
        "set_event_loop",
        (x) => asyncio.set_event_loop(x),
        (x) => `TypeError: loop must be an instance of AbstractEventLoop or None, not '${typeof x}'`,
      ],
    ],
    no_loop,
  );
});

describe("what is no context is refused by", () => {
  const expected = (x: never): string => `TypeError: a Context was expected, got ${asyncio.repr(x)}`;
  refuse(
    [
      ["create_task", (x) => asyncio.create_task(async () => {}, { context: x }), expected],
      ["Task", (x) => new asyncio.Task(async () => {}, { context: x }), expected],
      ["call_soon", (x) => loop().call_soon(() => {}, asyncio.kwargs({ context: x })), expected],
      ["call_later", (x) => loop().call_later(0, () => {}, asyncio.kwargs({ context: x })), expected],
      ["add_done_callback", (x) => done_future().add_done_callback(() => {}, { context: x }), expected],
    ],
    no_context,
  );
  refuse_outside(
    [["Runner.run", (x) => in_runner((runner) => runner.run(async () => {}, { context: x })), expected]],
    no_context,
  );
});

describe("keywords that a function has not are refused by", () => {
  const keywords: [name: string, call: (keywords: never) => unknown, as?: string][] = [
    ["create_task", (x) => asyncio.create_task(async () => {}, x)],
    ["loop.create_task", (x) => loop().create_task(async () => {}, x), "create_task"],
    ["Task", (x) => new asyncio.Task(async () => {}, x)],
    ["Future", (x) => new asyncio.Future(x)],
    ["ensure_future", (x) => asyncio.ensure_future(async () => {}, x)],
    ["wrap_future", (x) => asyncio.wrap_future(Promise.resolve(), x)],
    ["add_done_callback", (x) => done_future().add_done_callback(() => {}, x)],
    ["wait", (x) => asyncio.wait([done_future()], x)],
    ["as_completed", (x) => asyncio.as_completed([done_future()], x)],
    ["call_soon", (x) => loop().call_soon(() => {}, asyncio.kwargs<{ context?: asyncio.Context }>(x))],
    ["get_stack", (x) => asyncio.current_task()?.get_stack(x)],
    ["print_stack", (x) => asyncio.current_task()?.print_stack(x)],
    ["capture_call_graph", (x) => asyncio.capture_call_graph(null, x)],
    ["format_call_graph", (x) => asyncio.format_call_graph(null, x)],
  ];
  const last: typeof keywords = [
    ["gather", (x) => asyncio.gather(x)],
    ["sleep", (x) => asyncio.sleep(x)],
    ["timeout", (x) => asyncio.timeout(x)],
    ["timeout_at", (x) => asyncio.timeout_at(x)],
    ["wait_for", (x) => asyncio.wait_for(done_future(), x)],
    ["ContextVar", (x) => new asyncio.ContextVar("name", x)],
    ["TaskGroup", (x) => new asyncio.TaskGroup(...([x] as unknown as [])), "TaskGroup.__init__"],
    ["Event", (x) => new asyncio.Event(...([x] as unknown as [])), "Event.__init__"],
    ["Queue", (x) => new asyncio.Queue(x), "Queue.__init__"],
    ["Semaphore", (x) => new asyncio.Semaphore(x), "Semaphore.__init__"],
    ["current_task", (x) => asyncio.current_task(x)],
    ["all_tasks", (x) => asyncio.all_tasks(x)],
  ];
  const outside: typeof keywords = [
    ["run", (x) => asyncio.run(async () => {}, x)],
    ["Runner", (x) => new asyncio.Runner(x)],
    ["Runner.run", (x) => in_runner((runner) => runner.run(async () => {}, x)), "run"],
  ];
  const unknown = (rows: typeof keywords): Row[] =>
    rows.map(([name, call, as = name]) => [
      name,
      call,
      `TypeError: ${as}() got an unexpected keyword argument 'bogus'`,
    ]);
  refuse(unknown([...keywords, ...last]), { "an unknown keyword": () => ({ bogus: 1 }) });
  refuse_outside(unknown(outside), { "an unknown keyword": () => ({ bogus: 1 }) });

  const none = (rows: typeof keywords): Row[] =>
    rows.map(([name, call, as = name]) => [
      `${name}, where they are none`,
      call,
      (x) => `TypeError: ${as}() takes keyword arguments in an object, not ${x === null ? "null" : typeof x}`,
    ]);
  refuse(none(keywords), no_keywords);
  refuse_outside(none(outside), no_keywords);
});

describe("what is no exception is refused by", () => {
  refuse(
    [
      [
        "set_exception",
        (x) => loop().create_future().set_exception(x),
        "TypeError: invalid exception object",
      ],
    ],
    { "no argument": () => undefined, ...anything, "a function": () => () => new Error() },
  );
});

describe("what is no manager is refused by", () => {
  refuse(
    [
      [
        "async_with",
        (x) => asyncio.async_with(x, async () => {}),
        (x) =>
          `TypeError: '${type_name(x)}' object does not support the asynchronous context manager protocol`,
      ],
      [
        "with_",
        (x) => asyncio.with_(x, () => {}),
        (x) => `TypeError: '${type_name(x)}' object does not support the context manager protocol`,
      ],
    ],
    but(anything, "an array"),
  );
});

describe("a closed loop refuses", () => {
  const methods: [string, (loop: asyncio.EventLoop) => unknown][] = [
    ["call_soon", (closed) => closed.call_soon(() => {})],
    ["call_soon_threadsafe", (closed) => closed.call_soon_threadsafe(() => {})],
    ["call_later", (closed) => closed.call_later(0, () => {})],
    ["call_at", (closed) => closed.call_at(0, () => {})],
    ["create_task", (closed) => closed.create_task(async () => {})],
    ["run_until_complete", (closed) => closed.run_until_complete(async () => {})],
    ["run_forever", (closed) => closed.run_forever()],
    ["run_in_executor", (closed) => closed.run_in_executor(null, () => {})],
    ["new Task", (closed) => new asyncio.Task(async () => {}, { loop: closed })],
    ["ensure_future", (closed) => asyncio.ensure_future(async () => {}, { loop: closed })],
    ["run_coroutine_threadsafe", (closed) => asyncio.run_coroutine_threadsafe(async () => {}, closed)],
    ["to be awaited in", (closed) => closed.create_future()],
  ];
  refuse_outside(
    methods.map(([name, call]) => [name, call, "RuntimeError: Event loop is closed"]),
    { "a closed loop": closed_loop },
  );

  it("nothing else", () => {
    const closed = closed_loop();
    closed.close();
    closed.stop();
    closed.set_debug(true);
    expect(closed.is_closed()).toBe(true);
    expect(asyncio.all_tasks(closed)).toEqual(new Set());
  });
});

describe("misuse at the wrong time is refused by", () => {
  const invalid = "InvalidStateError: ";
  refuse(
    [
      ["set_result of a done future", () => done_future().set_result("again"), `${invalid}invalid state`],
      ["set_exception of a done future", () => done_future().set_exception(Error), `${invalid}invalid state`],
      ["result of a pending future", () => loop().create_future().result(), `${invalid}Result is not set.`],
      [
        "exception of a pending future",
        () => loop().create_future().exception(),
        `${invalid}Exception is not set.`,
      ],
      [
        "set_result of a task",
        () => asyncio.current_task()?.set_result(1),
        "RuntimeError: Task does not support set_result operation",
      ],
      [
        "set_exception of a task",
        () => asyncio.current_task()?.set_exception(Error),
        "RuntimeError: Task does not support set_exception operation",
      ],
      [
        "a loop that is closed while it runs",
        () => loop().close(),
        "RuntimeError: Cannot close a running event loop",
      ],
      [
        "a loop that is run while it runs",
        () => loop().run_forever(),
        "RuntimeError: This event loop is already running",
      ],
      [
        "another loop inside of a running one",
        () => in_new_loop_inside(),
        "RuntimeError: Cannot run the event loop while another loop is running",
      ],
      [
        "run inside of a running loop",
        () => asyncio.run(async () => {}),
        "RuntimeError: asyncio.run() cannot be called from a running event loop",
      ],
      [
        "a task group that is not entered",
        () => new asyncio.TaskGroup().create_task(async () => {}),
        "RuntimeError: TaskGroup <TaskGroup> has not been entered",
      ],
      [
        "a timeout that is not entered",
        () => asyncio.timeout(1).reschedule(1),
        "RuntimeError: Timeout has not been entered",
      ],
      [
        "a timeout that is entered twice",
        () => asyncio.async_with(asyncio.timeout(1), (scope) => asyncio.async_with(scope, () => {})),
        "RuntimeError: Timeout has already been entered",
      ],
      ["a lock that is not held", () => new asyncio.Lock().release(), "RuntimeError: Lock is not acquired."],
      [
        "a bounded semaphore that nobody holds",
        () => new asyncio.BoundedSemaphore().release(),
        "ValueError: BoundedSemaphore released too many times",
      ],
      [
        "a condition that is not held",
        () => new asyncio.Condition().notify(),
        "RuntimeError: cannot notify on un-acquired lock",
      ],
      [
        "a semaphore below zero",
        () => new asyncio.Semaphore(-1),
        "ValueError: Semaphore initial value must be >= 0",
      ],
      ["a barrier of nobody", () => new asyncio.Barrier(0), "ValueError: parties must be > 0"],
      ["a queue that is empty", () => new asyncio.Queue().get_nowait(), "QueueEmpty: "],
      [
        "a queue that has nothing to do",
        () => new asyncio.Queue().task_done(),
        "ValueError: task_done() called too many times",
      ],
    ],
    { "": () => null },
  );

  async function in_new_loop_inside(): Promise<void> {
    const inner = asyncio.new_event_loop();
    try {
      await inner.run_forever();
    } finally {
      inner.close();
    }
  }
});

describe("from outside of a loop", () => {
  const none = "RuntimeError: no running event loop";
  refuse_outside(
    [
      ["get_running_loop", () => asyncio.get_running_loop(), none],
      ["create_task", () => asyncio.create_task(async () => {}), none],
      ["current_task", () => asyncio.current_task(), none],
      ["all_tasks", () => asyncio.all_tasks(), none],
      ["timeout", () => asyncio.timeout(1), none],
    ],
    { "": () => null },
  );
});
