import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function bad() {
  throw new asyncio.ValueError("a bad callback");
}

function leaves(_loop: unknown, context: asyncio.ExceptionContext) {
  console.log("handler:", context.message?.split(" bad")[0]);
  throw new asyncio.SystemExit(4);
}

function handled(loop: asyncio.EventLoop, context: asyncio.ExceptionContext) {
  console.log("handler:", repr(context.exception));
  loop.stop();
}

const loop = asyncio.new_event_loop();
loop.set_exception_handler(leaves);
loop.call_soon(bad);
loop.call_soon(() => console.log("waits behind it"));
try {
  await loop.run_forever();
} catch (e) {
  console.log("came out:", repr(e));
}

loop.set_exception_handler(handled);
loop.call_soon(bad);
loop.call_soon(bad);
await loop.run_forever();
console.log("stopped by the handler");

class Special extends Error {}

const catches = asyncio.coroutine(async function catches() {
  try {
    throw new Special("inside");
  } catch (e) {
    asyncio.get_running_loop().call_exception_handler({ message: "told", exception: e as Special });
  }
  return "goes on";
});

console.log("the handler may stop the loop too early:");
try {
  await loop.run_until_complete(catches());
  console.log("but not before a task that is done");
} catch (e) {
  console.log(repr(e));
}
loop.close();
