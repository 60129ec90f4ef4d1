// Exceptions in callbacks of all kinds, with the keys of their contexts.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

function fail(text: string) {
  throw new asyncio.ValueError(text);
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const told: asyncio.ExceptionContext[] = [];
  loop.set_exception_handler((_loop: asyncio.EventLoop, context: asyncio.ExceptionContext) =>
    told.push(context),
  );
  loop.call_soon(fail, "call_soon");
  loop.call_later(0.001, fail, "call_later");
  loop.call_soon_threadsafe(fail, "threadsafe");
  const future = loop.create_future();
  future.add_done_callback((_) => fail("done callback"));
  future.set_result(1);
  const task = asyncio.create_task(asyncio.sleep(0));
  task.add_done_callback((_) => fail("task callback"));
  await asyncio.sleep(0.005);
  for (const context of told) {
    console.log(repr(context.exception), str(Object.keys(context).sort()));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
