// An exception handler of one's own, removed again, that fails itself, that is none.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  console.log(str(loop.get_exception_handler()));
  function handler(_loop: asyncio.EventLoop, context: asyncio.ExceptionContext) {
    console.log("handler:", str(context.message), repr(context.exception));
  }
  loop.set_exception_handler(handler);
  console.log(repr(loop.get_exception_handler() === handler));
  loop.call_exception_handler({ message: "by hand" });
  loop.call_exception_handler({ message: "by hand", exception: new asyncio.ValueError("x"), own: 1 });
  function broken(_loop: asyncio.EventLoop, _context: asyncio.ExceptionContext) {
    throw new asyncio.RuntimeError("the handler is broken");
  }
  loop.set_exception_handler(broken);
  loop.call_exception_handler({ message: "into the broken one" });
  loop.set_exception_handler(null);
  loop.call_exception_handler({
    message: "the default one",
    exception: new asyncio.ValueError("y"),
    zebra: 1,
    apple: [1],
  });
  for (const item of [1, "text", {}]) {
    try {
      loop.set_exception_handler(item as never);
    } catch (e) {
      if (!(e instanceof TypeError)) throw e;
      console.log("TypeError:", e.message);
    }
  }
});

await asyncio.run(main());
