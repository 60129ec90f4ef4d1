import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

// conformance: any order, as a task and a future may be found in either

const boom = asyncio.coroutine(async function boom(message: string) {
  throw new asyncio.ValueError(message);
});

function handler(_loop: unknown, context: asyncio.ExceptionContext) {
  console.log("handler:", repr(Object.keys(context).sort()));
  console.log("  message:", context.message);
  console.log("  exception:", repr(context.exception));
  console.log("  future:", context.future);
}

const forget = asyncio.coroutine(async function forget() {
  const loop = asyncio.get_running_loop();
  loop.set_exception_handler(handler);
  asyncio.create_task(boom("a task"), { name: "forgotten task" });
  await asyncio.sleep(0);
  const future = loop.create_future();
  future.set_exception(new asyncio.ValueError("a future"));
  const cancelled = asyncio.create_task(asyncio.sleep(1));
  cancelled.cancel();
  await asyncio.sleep(0);
});

const main = asyncio.coroutine(async function main() {
  await forget();
});

// Nobody has looked at the two errors when the loop is closed.
await asyncio.run(main());
console.log("done");
