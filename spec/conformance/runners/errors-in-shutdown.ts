import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const fails_when_cancelled = asyncio.coroutine(async function fails_when_cancelled(name: string) {
  try {
    await asyncio.sleep(10);
  } catch {
    throw new asyncio.ValueError(`${name} failed to clean up`);
  }
});

function handler(_loop: unknown, context: asyncio.ExceptionContext) {
  console.log("handler:", repr(Object.keys(context).sort()));
  console.log("  message:", context.message);
  console.log("  exception:", repr(context.exception));
  console.log("  task:", context.task?.get_name());
}

const main = asyncio.coroutine(async function main(fail: boolean) {
  const loop = asyncio.get_running_loop();
  loop.set_exception_handler(handler);
  asyncio.create_task(fails_when_cancelled("left over"), { name: "left over" });
  await asyncio.sleep(0);
  if (fail) throw new asyncio.RuntimeError("main failed");
  return "main's result";
});

console.log(await asyncio.run(main(false)));
try {
  await asyncio.run(main(true));
} catch (e) {
  console.log("came out:", repr(e));
}
