import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function show(_loop: unknown, context: asyncio.ExceptionContext) {
  console.log("handler:", repr(Object.keys(context).sort()));
  for (const key of Object.keys(context).sort()) {
    const value = context[key];
    console.log(`  ${key}:`, typeof value === "string" ? value : repr(value));
  }
}

function bad() {
  throw new asyncio.ValueError("a bad callback");
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  console.log("at first:", repr(loop.get_exception_handler()));
  loop.set_exception_handler(show);
  console.log("set:", repr(loop.get_exception_handler() === show));

  loop.call_soon(bad);
  await asyncio.sleep(0);
  loop.call_later(0.001, bad);
  await asyncio.sleep(0.01);

  loop.call_exception_handler({ message: "by hand", detail: [1, 2] });
  loop.call_exception_handler({ message: "with an error", exception: new asyncio.RuntimeError("given") });

  for (const wrong of [1, "show"]) {
    try {
      // @ts-expect-error: not a function, which is what this is about
      loop.set_exception_handler(wrong);
    } catch (e) {
      if (!(e instanceof TypeError)) throw e;
      console.log("TypeError:", e.message.split(", got")[0]);
    }
  }
  console.log("unchanged:", repr(loop.get_exception_handler() === show));
  loop.set_exception_handler(null);
  console.log("taken away:", repr(loop.get_exception_handler()));
});

await asyncio.run(main());
