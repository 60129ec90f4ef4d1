import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as immediate, setTimeout as timer } from "node:timers/promises";
import { inspect } from "node:util";
import * as asyncio from "asyncio-node";
import * as subpath from "asyncio-node/contextvars";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { in_loop } from "./support/in-loop.js";

const { Context, ContextVar, copy_context, LookupError, RuntimeError, Token, ValueError } = asyncio;

const ADDRESS = "0x[0-9a-f]+";

/** What a wrong call throws: the class, and its message with the addresses taken out. */
function thrown(fn: () => unknown): string {
  try {
    fn();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `${error.constructor.name}: ${error.message.replace(/ at 0x[0-9a-f]+/g, "")}`;
  }
  return "nothing thrown";
}

/** Every test in a context of its own, so that none sees what another has set. */
function alone(name: string, body: () => void): void {
  it(name, () => copy_context().run(body));
}

describe("the module", () => {
  it("is the same under all its names", () => {
    expect(asyncio.contextvars.ContextVar).toBe(ContextVar);
    expect(asyncio.contextvars.copy_context).toBe(copy_context);
    expect(subpath.Token).toBe(Token);
    expect(subpath.Context).toBe(Context);
  });
});

describe("ContextVar", () => {
  alone("has a name, and no value at first", () => {
    const variable = new ContextVar<number>("variable");
    expect(variable.name).toBe("variable");
    expect(() => variable.get()).toThrow(LookupError);
    expect(thrown(() => variable.get())).toBe("LookupError: <ContextVar name='variable'>");
  });

  alone("falls back on the default of the call, then on its own", () => {
    const variable = new ContextVar("variable", { default: 1 });
    expect(variable.get()).toBe(1);
    expect(variable.get(2)).toBe(2);
    expect(variable.get(undefined)).toBe(undefined);
    expect(new ContextVar("none", { default: null }).get()).toBe(null);
    variable.set(3);
    expect(variable.get(2)).toBe(3);
  });

  alone("keeps any value, None too", () => {
    const variable = new ContextVar<unknown>("variable", { default: "default" });
    for (const value of [undefined, null, 0, "", Number.NaN, () => 1, Promise.resolve()]) {
      variable.set(value);
      expect(variable.get("not this")).toBe(value);
    }
  });

  it("has the type of its values", () => {
    const variable = new ContextVar("variable", { default: 1 });
    expectTypeOf(variable).toEqualTypeOf<asyncio.ContextVar<number>>();
    expectTypeOf(variable.get()).toEqualTypeOf<number>();
    expectTypeOf(variable.get(null)).toEqualTypeOf<number | null>();
    expectTypeOf(new ContextVar<string>("text").set("x")).toEqualTypeOf<asyncio.Token<string>>();
    // @ts-expect-error: a number is wanted
    variable.set("text");
    // @ts-expect-error: a number is wanted
    new ContextVar<number>("variable", { default: "text" });
  });

  it.each<[string, () => unknown]>([
    [
      "TypeError: ContextVar() takes exactly 1 positional argument (0 given)",
      () => Reflect.construct(ContextVar, []),
    ],
    ["TypeError: context variable name must be a str", () => Reflect.construct(ContextVar, [1])],
    [
      "TypeError: ContextVar() takes at most 1 positional argument (2 given)",
      () => Reflect.construct(ContextVar, ["x", 1]),
    ],
    [
      "TypeError: ContextVar() got an unexpected keyword argument 'value'",
      () => Reflect.construct(ContextVar, ["x", { value: 1 }]),
    ],
    [
      "TypeError: ContextVar.set() takes exactly one argument (0 given)",
      () => Reflect.apply(ContextVar.prototype.set, new ContextVar("x"), []),
    ],
    [
      "TypeError: get expected at most 1 argument, got 2",
      () => Reflect.apply(ContextVar.prototype.get, new ContextVar("x"), [1, 2]),
    ],
    [
      "TypeError: expected an instance of Token, got 1",
      () => Reflect.apply(ContextVar.prototype.reset, new ContextVar("x"), [1]),
    ],
  ])("throws %s", (message, call) => {
    expect(thrown(call)).toBe(message);
  });
});

describe("Token", () => {
  alone("puts back what was there before", () => {
    const variable = new ContextVar<number>("variable");
    const first = variable.set(1);
    const second = variable.set(2);
    expect([first.var, first.old_value, second.old_value]).toEqual([variable, Token.MISSING, 1]);
    variable.reset(second);
    expect(variable.get()).toBe(1);
    variable.reset(first);
    expect(variable.get("nothing")).toBe("nothing");
  });

  alone("can be used out of turn", () => {
    const variable = new ContextVar<number>("variable");
    const first = variable.set(1);
    const second = variable.set(2);
    variable.reset(first);
    expect(variable.get("nothing")).toBe("nothing");
    variable.reset(second);
    expect(variable.get()).toBe(1);
  });

  alone("serves once, its own variable, in its own context", () => {
    const [variable, other] = [new ContextVar<number>("variable"), new ContextVar<number>("other")];
    const token = variable.set(1);
    expect(thrown(() => other.reset(token))).toBe(
      "ValueError: <Token var=<ContextVar name='variable'>> was created by a different ContextVar",
    );
    expect(thrown(() => copy_context().run(() => variable.reset(token)))).toBe(
      "ValueError: <Token var=<ContextVar name='variable'>> was created in a different Context",
    );
    variable.reset(token);
    expect(thrown(() => variable.reset(token))).toBe(
      "RuntimeError: <Token used var=<ContextVar name='variable'>> has already been used once",
    );
  });

  alone("is a context manager, as in Python 3.14, and disposable", () => {
    const variable = new ContextVar("variable", { default: 0 });
    const seen = asyncio.with_(variable.set(1), (token) => [token.old_value, variable.get()]);
    expect([seen, variable.get()]).toEqual([[Token.MISSING, 1], 0]);
    expect(() =>
      asyncio.with_(variable.set(2), () => {
        throw new ValueError("passes");
      }),
    ).toThrow("passes");
    expect(variable.get()).toBe(0);
    {
      using _token = variable.set(3);
      expect(variable.get()).toBe(3);
    }
    expect(variable.get()).toBe(0);
  });

  it("is made by ContextVar.set alone", () => {
    expect(thrown(() => Reflect.construct(Token, []))).toBe(
      "RuntimeError: Tokens can only be created by ContextVars",
    );
  });
});

describe("Context", () => {
  alone("is a mapping", () => {
    const [a, b] = [new ContextVar<number>("a"), new ContextVar<string>("b", { default: "unseen" })];
    const context = new Context();
    expect([context.size, context.has(a), context.get(a), context.get(b), context.get(a, 5)]).toEqual([
      0,
      false,
      undefined,
      undefined,
      5,
    ]);
    context.run(() => {
      a.set(1);
      b.set("x");
    });
    expect([...context]).toEqual([a, b]);
    expect([...context.keys()]).toEqual([a, b]);
    expect([...context.values()]).toEqual([1, "x"]);
    expect([...context.items()]).toEqual([
      [a, 1],
      [b, "x"],
    ]);
    expect([context.size, context.has(a), context.get(b)]).toEqual([2, true, "x"]);
    expectTypeOf(context.get(a)).toEqualTypeOf<number | undefined>();
    expectTypeOf(context.get(b, 1)).toEqualTypeOf<string | number>();
  });

  alone("stands still while somebody iterates", () => {
    const [a, b] = [new ContextVar<number>("a"), new ContextVar<number>("b")];
    const context = new Context();
    context.run(() => a.set(1));
    for (const variable of context) {
      expect(variable).toBe(a);
      context.run(() => b.set(2));
    }
    expect(context.size).toBe(2);
  });

  alone("shares nothing with its copies but what was there", () => {
    const variable = new ContextVar<string>("variable");
    const context = new Context();
    context.run(() => variable.set("before"));
    const copies = [context.copy(), context.run(copy_context)];
    context.run(() => variable.set("after"));
    copies[0]?.run(() => variable.set("in the copy"));
    expect([context, ...copies].map((each) => each.get(variable))).toEqual([
      "after",
      "in the copy",
      "before",
    ]);
  });

  alone("runs a function, with arguments and keywords, and hands back or throws what it does", () => {
    const variable = new ContextVar("variable", { default: "outside" });
    const context = copy_context();
    expect(context.run((a, b) => [a, b, variable.set("inside") && variable.get()], 1, "two")).toEqual([
      1,
      "two",
      "inside",
    ]);
    expect(context.run((a, options) => [a, options.key], 1, asyncio.kwargs({ key: "word" }))).toEqual([
      1,
      "word",
    ]);
    expect(variable.get()).toBe("outside");
    const fails = () =>
      context.run(() => {
        throw new ValueError("inside");
      });
    expect(fails).toThrow("inside");
    expect(fails).toThrow("inside");
  });

  alone("is entered once at a time", () => {
    const context = copy_context();
    const entered = "RuntimeError: cannot enter context: <_contextvars.Context object> is already entered";
    expect(thrown(() => context.run(() => context.run(() => 1)))).toBe(entered);
    const other = new Context();
    expect(thrown(() => context.run(() => other.run(() => context.run(() => 1))))).toBe(entered);
    expect(context.run(() => 1)).toBe(1);
  });

  it.each<[string, () => unknown]>([
    ["TypeError: Context() does not accept any arguments", () => Reflect.construct(Context, [1])],
    [
      "TypeError: run() missing 1 required positional argument",
      () => Reflect.apply(Context.prototype.run, new Context(), []),
    ],
    [
      "TypeError: 'int' object is not callable",
      () => Reflect.apply(Context.prototype.run, new Context(), [1]),
    ],
    ["TypeError: a ContextVar key was expected, got 'a'", () => new Context().get("a" as never)],
    ["TypeError: a ContextVar key was expected, got None", () => new Context().has(null as never)],
  ])("throws %s", (message, call) => {
    expect(thrown(call)).toBe(message);
  });

  it("behaves as if each copy were a whole one", () => {
    const variables = ["a", "b", "c"].map((name) => new ContextVar<number>(name));
    const step = fc.record({
      kind: fc.constantFrom("set", "copy", "reset"),
      context: fc.nat(),
      variable: fc.nat(2),
      value: fc.integer(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const contexts = [{ real: new Context(), model: new Map<unknown, number>() }];
        const undo: (() => void)[] = [];
        for (const { kind, context: index, variable: which, value } of steps) {
          const { real, model } = contexts[index % contexts.length] as (typeof contexts)[number];
          const variable = variables[which] as (typeof variables)[number];
          if (kind === "copy") {
            contexts.push({ real: real.copy(), model: new Map(model) });
          } else if (kind === "reset") {
            undo.pop()?.();
          } else {
            const [had, old] = [model.has(variable), model.get(variable)];
            const token = real.run(() => variable.set(value));
            model.set(variable, value);
            undo.push(() => {
              real.run(() => variable.reset(token));
              if (had) model.set(variable, old as number);
              else model.delete(variable);
            });
          }
          for (const each of contexts) expect(new Map(each.real.items())).toEqual(each.model);
        }
      }),
    );
  });

  it("is copied in constant time, however much it holds", () => {
    const context = new Context();
    context.run(() => {
      for (let i = 0; i < 10_000; i += 1) new ContextVar(`v${i}`).set(i);
    });
    const copies = Array.from({ length: 20_000 }, () => context.copy()); // 200 million entries, were they copied
    expect(copies.at(-1)?.size).toBe(10_000);
  });
});

describe("reprs", () => {
  it.each<[string, () => unknown]>([
    ["<ContextVar name='it' at @>", () => new ContextVar("it")],
    ["<ContextVar name='it' default=None at @>", () => new ContextVar("it", { default: null })],
    ["<ContextVar name=\"it's\" default='a' at @>", () => new ContextVar("it's", { default: "a" })],
    [
      "<Token var=<ContextVar name='it' at @> at @>",
      () => new Context().run(() => new ContextVar("it").set(1)),
    ],
    ["<Token.MISSING>", () => Token.MISSING],
    ["<_contextvars.Context object at @>", () => new Context()],
  ])("%s", (text, make) => {
    const pattern = new RegExp(`^${text.replace(/[()[\].]/g, "\\$&").replaceAll("@", ADDRESS)}$`);
    const object = make();
    expect(asyncio.repr(object)).toMatch(pattern);
    expect(String(object)).toBe(asyncio.repr(object));
    expect(inspect(object)).toBe(asyncio.repr(object));
  });

  it("does not lose itself in a variable that is its own default", () => {
    const list: unknown[] = [];
    const variable = new ContextVar("self", { default: list });
    list.push(variable);
    expect(asyncio.repr(variable)).toContain("default=[");
  });
});

describe("in the loop", () => {
  in_loop("a task sees what was set before it was made, and sets for itself", async () => {
    const variable = new ContextVar("variable", { default: "unset" });
    variable.set("before");
    const child = asyncio.create_task(async () => {
      const seen = variable.get();
      variable.set("child");
      await asyncio.sleep(0);
      return [seen, variable.get()];
    });
    variable.set("after");
    expect(await child).toEqual(["before", "child"]);
    expect(variable.get()).toBe("after");
  });

  in_loop("what is awaited runs in the same context", async () => {
    const variable = new ContextVar("variable", { default: 0 });
    const bump = asyncio.coroutine("bump", async () => {
      variable.set(variable.get() + 1);
      await asyncio.sleep(0);
    });
    await bump();
    await asyncio.wait_for(bump(), 1);
    await asyncio.async_with(asyncio.timeout(1), async () => await bump());
    await Promise.all([bump(), bump()]);
    expect(variable.get()).toBe(5);
    await asyncio.gather(bump(), bump());
    await asyncio.shield(bump());
    await asyncio.create_task(bump());
    expect(variable.get()).toBe(5);
  });

  in_loop("`context` is taken wherever CPython takes it", async () => {
    const variable = new ContextVar("variable", { default: "outside" });
    const loop = asyncio.get_running_loop();
    const context = copy_context();
    const keywords = asyncio.kwargs({ context });
    context.run(() => variable.set("given"));
    const seen: string[] = [];
    const look = (...who: string[]): void => void seen.push(`${who}: ${variable.get()}`);
    loop.call_soon(() => look("call_soon"), keywords);
    loop.call_later(0, () => look("call_later"), keywords);
    loop.call_at(loop.time(), () => look("call_at"), keywords);
    loop.call_soon_threadsafe(() => look("call_soon_threadsafe"), keywords);
    const future = loop.create_future();
    future.add_done_callback(() => look("add_done_callback"), { context });
    future.set_result(1);
    const task = asyncio.create_task(async () => look("create_task"), { context });
    expect(task.get_context()).toBe(context);
    await loop.create_task(async () => look("loop.create_task"), { context });
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      group.create_task(async () => look("TaskGroup"), { context });
    });
    await asyncio.sleep(0.01);
    expect(seen.length).toBe(8);
    expect(seen.filter((line) => !line.endsWith(": given"))).toEqual([]);
    expect(variable.get()).toBe("outside");
  });

  in_loop("callbacks run in a copy of the context of the moment", async () => {
    const variable = new ContextVar("variable", { default: "unset" });
    const loop = asyncio.get_running_loop();
    const seen: string[] = [];
    const look = () => {
      seen.push(variable.get());
      variable.set("by a callback");
    };
    variable.set("first");
    loop.call_soon(look);
    const future = loop.create_future();
    future.add_done_callback(look);
    variable.set("second");
    loop.call_soon(look);
    future.add_done_callback(look);
    future.set_result(null);
    variable.set("third");
    await asyncio.sleep(0);
    expect([...seen, variable.get()]).toEqual(["first", "second", "first", "second", "third"]);
  });

  in_loop("a task's own context cannot be entered while the task runs", async () => {
    const own = asyncio.current_task()?.get_context();
    expect(() => own?.run(() => 1)).toThrow(RuntimeError);
    expect(own?.copy().run(() => 1)).toBe(1);
  });

  in_loop("a task made within Context.run gets a copy of that context", async () => {
    const variable = new ContextVar("variable", { default: "unset" });
    const context = new Context();
    context.run(() => variable.set("in context"));
    const [task] = context.run(() => [asyncio.create_task(async () => variable.get())] as const);
    expect(await task).toBe("in context");
    expect(task.get_context()).not.toBe(context);
    expect(asyncio.current_task()).not.toBe(task);
    expect(context.run(() => asyncio.current_task())).toBe(asyncio.current_task());
    expect(context.run(() => asyncio.get_running_loop())).toBe(asyncio.get_running_loop());
  });

  in_loop("a plain async function keeps the context it was run in, whatever it awaits", async () => {
    const variable = new ContextVar("variable", { default: "unset" });
    variable.set("task");
    const context = copy_context();
    const seen = await context.run(async () => {
      variable.set("inside");
      await asyncio.sleep(0);
      const first = variable.get();
      await timer(1);
      return [first, variable.get()];
    });
    expect([...seen, variable.get()]).toEqual(["inside", "inside", "task"]);
  });

  in_loop("many tasks that set and reset do not disturb each other", async () => {
    const variable = new ContextVar<number>("variable");
    const worker = asyncio.coroutine("worker", async (n: number) => {
      for (let i = 0; i < 5; i += 1) {
        const token = variable.set(n * 100 + i);
        await asyncio.sleep(0);
        if (n % 3 === 0) await immediate();
        expect(variable.get()).toBe(n * 100 + i);
        variable.reset(token);
        expect(variable.get("none")).toBe("none");
      }
    });
    await asyncio.gather(...Array.from({ length: 50 }, (_, n) => worker(n)));
  });
});

describe("across native awaits", () => {
  in_loop("the context is right after timers, files, settled promises, and streams", async () => {
    const variable = new ContextVar<string>("variable");
    const natives: [string, () => Promise<unknown>][] = [
      ["settled", () => Promise.resolve()],
      ["immediate", () => immediate()],
      ["timer", () => timer(1)],
      ["file", () => readFile(new URL(import.meta.url))],
      ["all", () => Promise.all([timer(1), immediate(), Promise.resolve()])],
      ["microtask", () => new Promise<void>((resolve) => queueMicrotask(resolve))],
    ];
    const worker = asyncio.coroutine("worker", async (name: string, native: () => Promise<unknown>) => {
      variable.set(name);
      await native();
      const first = variable.get();
      await asyncio.sleep(0);
      await native();
      variable.set(`${name} again`);
      await native();
      return [first, variable.get()];
    });
    const results = await asyncio.gather(...natives.map(([name, native]) => worker(name, native)));
    expect(results).toEqual(natives.map(([name]) => [name, `${name} again`]));
    expect(variable.get("unset")).toBe("unset");
  });

  in_loop("the context is right after fetch, and in a server's handlers", async () => {
    const variable = new ContextVar<string>("variable", { default: "unset" });
    const handle = asyncio.coroutine("handle", async (path: string) => {
      variable.set(path);
      await asyncio.sleep(0.001);
      return variable.get();
    });
    const server = createServer(async (request, response) => {
      response.end(await asyncio.create_task(handle(request.url ?? "")));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const client = asyncio.coroutine("client", async (path: string) => {
      variable.set(`client ${path}`);
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: "close" } });
      const text = await response.text();
      return [text, variable.get()];
    });
    const paths = ["/a", "/b", "/c"];
    expect(await asyncio.gather(...paths.map((path) => client(path)))).toEqual(
      paths.map((path) => [path, `client ${path}`]),
    );
    server.close();
    await once(server, "close");
  });
});

describe("outside any task", () => {
  it("variables belong to one root context, and to what copies it", async () => {
    const variable = new ContextVar("variable", { default: "unset" });
    const token = variable.set("root");
    await timer(1);
    expect(variable.get()).toBe("root");
    const inside = await asyncio.run(async () => {
      const seen = variable.get();
      variable.set("inside");
      return seen;
    });
    expect([inside, variable.get()]).toEqual(["root", "root"]);
    variable.reset(token);
    expect(variable.get()).toBe("unset");
  });

  it("a Runner keeps one context", async () => {
    const variable = new ContextVar("variable", { default: 0 });
    const bump = async () => variable.set(variable.get() + 1) && variable.get();
    const runner = new asyncio.Runner();
    try {
      expect([await runner.run(bump), await runner.run(bump)]).toEqual([1, 2]);
      const context = new Context();
      expect([await runner.run(bump, { context }), context.get(variable)]).toEqual([1, 1]);
    } finally {
      await runner.close();
    }
    expect(variable.get()).toBe(0);
  });
});
