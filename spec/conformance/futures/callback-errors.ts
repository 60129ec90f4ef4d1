import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function bad(_future: asyncio.Future<unknown>) {
  throw new asyncio.ValueError("in a callback");
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  function handler(_loop: unknown, context: asyncio.ExceptionContext) {
    console.log("handler:", repr(Object.keys(context).sort()));
    console.log("  message:", context.message);
    console.log("  exception:", repr(context.exception));
    console.log("  handle:", context.handle);
  }

  loop.set_exception_handler(handler);
  const future = loop.create_future<string>();
  future.add_done_callback(() => console.log("before the bad one"));
  future.add_done_callback(bad);
  future.add_done_callback(() => console.log("after the bad one"));
  future.set_result("fine");
  console.log("awaited:", await future);
  await asyncio.sleep(0);
  console.log("the loop goes on:", future);
});

await asyncio.run(main());
