/** Callbacks, the keywords behind their arguments, and contexts. Compiled by `npm run typecheck`, never run. */
import * as asyncio from "asyncio-node";
import { type Context, ContextVar, kwargs, Token } from "asyncio-node";
import { describe, expectTypeOf, test } from "vitest";

declare const loop: asyncio.EventLoop;
declare const context: Context;
declare const anything: (...args: unknown[]) => void;
declare const list: string[];
declare const pair: [number, string];
declare const untyped: ReturnType<typeof JSON.parse>;

function one(x: number): void;
function one(x: number): void {
  x.toFixed();
}
const two = (x: number, y?: string): string => `${x}${y}`;
const many = (x: number, ...more: string[]): string => `${x}${more}`;

describe("call_soon", () => {
  test("takes what the callback takes", () => {
    expectTypeOf(loop.call_soon(one, 1)).toEqualTypeOf<asyncio.Handle>();
    loop.call_soon(() => {});
    loop.call_soon(two, 1);
    loop.call_soon(two, 1, "x");
    loop.call_soon(many, 1, "x", "y");
    loop.call_soon(many, 1, ...list);
    loop.call_soon(two, ...pair);
    loop.call_soon(anything, 1, { context: "an argument" }, null);
    loop.call_soon(console.log, "x");
    loop.call_soon(one, untyped);
    loop.call_soon(list.push.bind(list), "x");
    loop.call_soon((x) => x.toFixed(), 1);
    loop.call_soon(<T>(x: T) => x, 1);
    loop.call_soon(async (x: number) => x, 1);
  });

  test("refuses what the callback does not take", () => {
    // @ts-expect-error: an argument is missing
    loop.call_soon(one);
    // @ts-expect-error: a string is no number
    loop.call_soon(one, "x");
    // @ts-expect-error: one too many
    loop.call_soon(one, 1, 2);
    // @ts-expect-error: the callback was called
    loop.call_soon(one(1));
    // @ts-expect-error: a coroutine is not called
    loop.call_soon(asyncio.sleep(1));
    // @ts-expect-error: nothing
    loop.call_soon();
  });

  test("takes the context as a keyword behind them", () => {
    loop.call_soon(one, 1, kwargs({ context }));
    loop.call_soon(one, 1, kwargs({ context: null }));
    loop.call_soon(one, 1, kwargs({}));
    loop.call_soon(two, 1, kwargs({ context }));
    loop.call_soon(two, 1, "x", kwargs({ context }));
    loop.call_soon(many, 1, "x", kwargs({ context }));
    loop.call_soon(anything, kwargs({ context }));
    loop.call_soon(anything, { a: 1 }, kwargs({ context }));
    loop.call_soon((x) => x.toFixed(), 1, kwargs({ context }));
    const keywords = kwargs({ context });
    loop.call_soon(one, 1, keywords);
  });

  test("checks that keyword", () => {
    // @ts-expect-error: no such keyword
    loop.call_soon(one, 1, kwargs({ contxt: context }));
    // @ts-expect-error: one keyword too many
    loop.call_soon(one, 1, kwargs({ context, name: "n" }));
    // @ts-expect-error: a number is no context
    loop.call_soon(one, 1, kwargs({ context: 1 }));
    // @ts-expect-error: no mark
    loop.call_soon(one, 1, { context });
    // @ts-expect-error: an argument is missing
    loop.call_soon(one, kwargs({ context }));
    // @ts-expect-error: no such keyword, though this one takes anything
    loop.call_soon(anything, 1, kwargs({ contxt: context }));
    // @ts-expect-error: keywords come last
    loop.call_soon(one, kwargs({ context }), 1);
    // @ts-expect-error: a number has no names
    kwargs(1);
  });
});

describe("the others that call back", () => {
  test("are checked the same way", () => {
    expectTypeOf(loop.call_later(1, one, 1)).toEqualTypeOf<asyncio.TimerHandle>();
    loop.call_later(1, two, 1, kwargs({ context }));
    // @ts-expect-error: a string is no number
    loop.call_later(1, one, "x");
    // @ts-expect-error: the time comes first
    loop.call_later(one, 1);
    // @ts-expect-error: no such keyword
    loop.call_later(1, one, 1, kwargs({ contxt: context }));

    expectTypeOf(loop.call_at(loop.time() + 1, one, 1)).toEqualTypeOf<asyncio.TimerHandle>();
    loop.call_at(1, anything, "x", kwargs({ context }));
    // @ts-expect-error: one too many
    loop.call_at(1, one, 1, 2);
    // @ts-expect-error: a string is no time
    loop.call_at("1", one, 1);
    // @ts-expect-error: no such keyword
    loop.call_at(1, anything, kwargs({ contxt: context }));

    expectTypeOf(loop.call_soon_threadsafe(one, 1)).toEqualTypeOf<asyncio.Handle>();
    loop.call_soon_threadsafe(two, 1, "x", kwargs({ context }));
    // @ts-expect-error: a string is no number
    loop.call_soon_threadsafe(one, "x");
    // @ts-expect-error: no such keyword
    loop.call_soon_threadsafe(one, 1, kwargs({ contxt: context }));

    loop.add_signal_handler("SIGUSR1", one, 1);
    loop.add_signal_handler("SIGUSR1", two, 1, kwargs({ context }));
    // @ts-expect-error: an argument is missing
    loop.add_signal_handler("SIGUSR1", one);
  });

  test("give the handler of errors a loop and a context", () => {
    loop.set_exception_handler((on, about) => {
      expectTypeOf(on).toEqualTypeOf<asyncio.EventLoop>();
      expectTypeOf(about).toEqualTypeOf<asyncio.ExceptionContext>();
      expectTypeOf(about.message).toEqualTypeOf<string | undefined>();
    });
    loop.set_exception_handler(null);
    loop.call_exception_handler({ message: "m", exception: new Error(), future: null, "of my own": 1 });
    // @ts-expect-error: a number is no message
    loop.call_exception_handler({ message: 1 });
    // @ts-expect-error: neither a function nor null
    loop.set_exception_handler("x");
    // @ts-expect-error: such a handler gets no number
    loop.set_exception_handler((_on, about: number) => about);
  });
});

describe("contextvars", () => {
  test("a variable has one type of value", () => {
    const variable = new ContextVar("variable", { default: 1 });
    expectTypeOf(variable).toEqualTypeOf<ContextVar<number>>();
    expectTypeOf(variable.get()).toEqualTypeOf<number>();
    expectTypeOf(variable.get(null)).toEqualTypeOf<number | null>();
    const token = variable.set(2);
    expectTypeOf(token).toEqualTypeOf<Token<number>>();
    variable.reset(token);
    asyncio.with_(variable.set(3), () => {});
    expectTypeOf(new ContextVar<string>("name").get()).toEqualTypeOf<string>();
    expectTypeOf(context.get(variable)).toEqualTypeOf<number | undefined>();
    expectTypeOf(context.get(variable, "x")).toEqualTypeOf<number | string>();
    // @ts-expect-error: a string is no number
    variable.set("x");
    // @ts-expect-error: another variable's
    new ContextVar<string>("name").reset(token);
    // @ts-expect-error: no such keyword
    new ContextVar("name", { value: 1 });
    // @ts-expect-error: only a variable makes one
    new Token();
    // @ts-expect-error: a class needs `new`
    ContextVar("name");
  });

  test("Context.run takes what the function takes", () => {
    const options = (x: number, { y, z = "" }: { y: number; z?: string }): string => `${x}${y}${z}`;
    expectTypeOf(context.run(two, 1)).toEqualTypeOf<string>();
    expectTypeOf(context.run(two, 1, "x")).toEqualTypeOf<string>();
    expectTypeOf(context.run(options, 1, { y: 2 })).toEqualTypeOf<string>();
    expectTypeOf(context.run(options, 1, kwargs({ y: 2 }))).toEqualTypeOf<string>();
    expectTypeOf(context.run((x, o) => [x, o.y] as const, 1, kwargs({ y: 2 }))).toEqualTypeOf<
      readonly [number, 2]
    >();
    expectTypeOf(context.run(async () => 1)).toEqualTypeOf<Promise<number>>();
    // @ts-expect-error: a string is no number
    context.run(two, "x");
    // @ts-expect-error: an argument is missing
    context.run(two);
    // @ts-expect-error: one too many
    context.run(one, 1, 2);
    // @ts-expect-error: a keyword is missing
    context.run(options, 1, kwargs({ z: "z" }));
    // @ts-expect-error: a keyword of another type
    context.run(options, 1, kwargs({ y: "2" }));
    // @ts-expect-error: no function
    context.run(1);
  });
});
