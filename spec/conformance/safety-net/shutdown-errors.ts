// Tasks that fail, resist or hang on while run() cancels them.
// conformance: mask lines
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const fails_late = asyncio.coroutine(async function fails_late() {
  try {
    await new asyncio.Event().wait();
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    throw new asyncio.ValueError("while cleaning up");
  }
});

const resists = asyncio.coroutine(async function resists(log: unknown[]) {
  for (let i = 0; i < 2; i += 1) {
    try {
      await asyncio.sleep(0.001);
    } catch (e) {
      if (!(e instanceof asyncio.CancelledError)) throw e;
      log.push("resisted");
    }
  }
  log.push("ended by itself");
});

const makes_another = asyncio.coroutine(async function makes_another(log: unknown[]) {
  try {
    await new asyncio.Event().wait();
  } finally {
    const task = asyncio.create_task(asyncio.sleep(0, "the last"));
    log.push(await task);
  }
});

const main = asyncio.coroutine(async function main(log: unknown[]) {
  asyncio
    .get_running_loop()
    .set_exception_handler((_loop: asyncio.EventLoop, context: asyncio.ExceptionContext) =>
      log.push([context.message, repr(context.exception)]),
    );
  asyncio.create_task(fails_late(), { name: "fails late" });
  asyncio.create_task(resists(log));
  asyncio.create_task(makes_another(log));
  await asyncio.sleep(0);
  return "main";
});

const log: unknown[] = [];
console.log(str(await asyncio.run(main(log), { loop_factory: () => new VirtualTimeEventLoop() })));
for (const item of log) {
  console.log(str(item));
}
