import * as asyncio from "asyncio-node";

function bad(_x: number) {
  throw new asyncio.ValueError("a bad callback");
}

function handler_that_fails(_loop: asyncio.EventLoop, context: asyncio.ExceptionContext) {
  console.log("asked about:", context.message);
  throw new asyncio.RuntimeError("the handler fails, too");
}

function handler_that_passes_on(loop: asyncio.EventLoop, context: asyncio.ExceptionContext) {
  console.log("passed on:", context.message);
  loop.default_exception_handler(context);
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.call_soon(bad, 1);
  await asyncio.sleep(0);
  loop.call_exception_handler({ message: "by hand", b: 2, a: "one", nothing: null });
  loop.call_exception_handler({ message: "an error", exception: new asyncio.ValueError("given") });
  loop.call_exception_handler({ "no message": true });

  loop.set_exception_handler(handler_that_passes_on);
  loop.call_soon(bad, 2);
  await asyncio.sleep(0);

  loop.set_exception_handler(handler_that_fails);
  loop.call_exception_handler({ message: "by hand again" });
  console.log("the loop goes on");
});

await asyncio.run(main());
