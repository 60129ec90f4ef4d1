// Context variables, tokens and contexts as they print.
import { Context, ContextVar, copy_context, LookupError, repr, Token, ValueError } from "asyncio-node";

const plain = new ContextVar<number>("plain");
console.log(plain);
const defaults = [
  null,
  true,
  0,
  1.5,
  "it's",
  Buffer.from("bytes"),
  [1, "a"],
  { k: null },
  new ValueError("x"),
];
for (const value of defaults) {
  console.log(new ContextVar<unknown>("with default", { default: value }));
}
console.log(new ContextVar('"quoted"', { default: '"' }));
const items: unknown[] = [];
const itself = new ContextVar("itself", { default: items });
items.push(itself);

const token = plain.set(1);
console.log(token);
console.log(token.old_value, repr(token.var === plain));
const again = plain.set(2);
console.log(again.old_value, repr([token, again][0] === token));
plain.reset(again);
console.log(again);
console.log(Token.MISSING, repr(Token.MISSING));
console.log(repr(new Context()).split(" at ")[0]);
const context = copy_context();
console.log(context, repr(`${context}` === repr(context)));
console.log(repr({ variable: plain, list: [token] }));
try {
  new ContextVar("nothing").get();
} catch (e) {
  if (!(e instanceof LookupError)) throw e;
  console.log(repr(e));
  console.log(e.message);
}
