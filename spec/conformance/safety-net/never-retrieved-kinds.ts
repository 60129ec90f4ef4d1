// Exceptions that nobody looked at, and those that somebody did.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const fail = asyncio.coroutine(async function fail(text: string) {
  throw new asyncio.ValueError(text);
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const told: asyncio.ExceptionContext[] = [];
  loop.set_exception_handler((_loop: asyncio.EventLoop, context: asyncio.ExceptionContext) =>
    told.push(context),
  );
  const seen = loop.create_future();
  seen.set_exception(new asyncio.ValueError("looked at"));
  console.log(repr(seen.exception()));
  const awaited = asyncio.create_task(fail("awaited"));
  await asyncio.wait([awaited]);
  console.log(repr(awaited.exception()));
  try {
    await asyncio.gather(fail("one"), fail("two"));
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(repr(e));
  }
  const cancelled = asyncio.create_task(fail("never runs"));
  cancelled.cancel();
  await asyncio.wait([cancelled]);
  asyncio.create_task(fail("task"), { name: "lost one" });
  await asyncio.sleep(0);
  return told;
});

function show(told: asyncio.ExceptionContext[]) {
  for (const context of told) {
    console.log(str(context.message), "|", repr(context.exception));
  }
}

show(await asyncio.run(main()));
