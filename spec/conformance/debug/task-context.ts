// What an exception handler gets in debug mode: where things were created.
// conformance: mask lines
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const boom = asyncio.coroutine(async function boom() {
  throw new asyncio.ValueError("boom");
});

function fail() {
  throw new asyncio.LookupError("fail");
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.slow_callback_duration = 10;
  const told: asyncio.ExceptionContext[] = [];
  loop.set_exception_handler((_loop: asyncio.EventLoop, context: asyncio.ExceptionContext) =>
    told.push(context),
  );
  loop.call_soon(fail);
  loop.create_task(boom(), { name: "bomb" });
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  return told;
});

for (const context of await asyncio.run(main(), { debug: true })) {
  console.log(
    str(context.message?.split(" at ")[0]),
    str(Object.keys(context).sort()),
    repr(context.exception),
  );
}
