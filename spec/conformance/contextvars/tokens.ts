// Tokens: what they remember, how often they serve, and where.
import * as asyncio from "asyncio-node";

const { ContextVar, copy_context, repr, Token } = asyncio;

const variable = new ContextVar<unknown>("var");
const other = new ContextVar<unknown>("other", { default: null });

function attempt(label: string, action: () => unknown) {
  try {
    const result = action();
    console.log(label, "->", typeof result === "string" ? result : repr(result));
  } catch (e) {
    console.log(label, "!!", (e as Error).constructor.name, (e as Error).message);
  }
}

const first = variable.set("one");
const second = variable.set("two");
console.log(
  repr(first.var === variable),
  repr(first.old_value === Token.MISSING),
  second.old_value,
  Token.MISSING,
);
console.log(first);
variable.reset(second);
console.log(variable.get(), second);
attempt("used twice", () => variable.reset(second));
attempt("of another variable", () => other.reset(first));
attempt("in a copy", () => copy_context().run(() => variable.reset(first)));
variable.reset(first);
attempt("no value", () => variable.get());
attempt("a default", () => variable.get("default"));
attempt("None as default", () => variable.get(null));
attempt("its own default", () => other.get());
attempt("its own default passed over", () => other.get("given"));
attempt("no token", () => variable.reset("token" as never));
attempt("nothing to set", () => variable.set(...([] as unknown as [unknown])));
attempt("a new token", () => new (Token as never as new () => unknown)());
attempt("no name", () => new (ContextVar as never as new () => unknown)());
attempt("a number as name", () => new ContextVar(3 as never));
attempt("unknown keyword", () => new ContextVar("x", { value: 3 } as never));
const token = other.set(1);
other.set(2);
other.set(3);
other.reset(token);
console.log(repr(other.get()), repr(token.old_value === Token.MISSING));
console.log(new ContextVar("it's", { default: "a 'default'" }).name);
