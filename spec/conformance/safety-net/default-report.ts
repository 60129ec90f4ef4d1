// The report of the default handler, on standard error, in CPython's words.
// conformance: mask lines
import * as asyncio from "asyncio-node";

function fail() {
  throw new asyncio.LookupError("in a callback");
}

const boom = asyncio.coroutine(async function boom() {
  throw new asyncio.ValueError("in a task");
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.call_soon(fail);
  await asyncio.sleep(0);
  loop.call_exception_handler({ message: "only a message" });
  loop.call_exception_handler({ future: loop.create_future(), message: "with a future" });
  asyncio.create_task(boom(), { name: "bomb" });
  await asyncio.sleep(0);
  console.log("main is over");
});

await asyncio.run(main());
console.log("and the program too");
