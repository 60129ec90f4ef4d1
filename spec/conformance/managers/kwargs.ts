// Keyword arguments: of a call, and behind a callback's own arguments, where a dict may be one of them.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { ContextVar, copy_context, kwargs, repr } = asyncio;
const variable = new ContextVar("var", { default: "outside" });

function callback(...args: unknown[]) {
  console.log("callback", repr(args), "var is", variable.get());
}

const work = asyncio.coroutine(async function work(x: unknown) {
  await asyncio.sleep(0);
  return x;
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const context = copy_context();
  context.run(() => variable.set("inside"));

  loop.call_soon(callback, 1, "two", kwargs({ context }));
  loop.call_soon(callback, { context: "an argument" });
  loop.call_soon(callback, { a: 1 }, kwargs({ context }));
  loop.call_later(0.001, callback, null, kwargs({ context }));
  loop.call_at(loop.time() + 0.002, callback, kwargs({ context }));
  loop.call_soon_threadsafe(callback, "threadsafe", kwargs({ context }));
  await asyncio.sleep(0.01);

  console.log(
    repr(await asyncio.sleep(0, { result: "a dict" })),
    repr(await asyncio.sleep(0, { timeout: 1 })),
  );
  const queue = new asyncio.Queue({ maxsize: 1 });
  await queue.put({ item: 1 });
  console.log(queue.maxsize, repr(await queue.get()));
  console.log(repr(await asyncio.wait_for(work({ timeout: 0 }), { timeout: 1 })));

  const task = asyncio.create_task(work(5), { name: "by keyword", context });
  console.log(task.get_name(), repr(task.get_context() === context), await task);
  const wrong = [
    () => new asyncio.Queue({ size: 1 } as never),
    () => new asyncio.Semaphore({ val: 1 } as never),
  ];
  for (const attempt of wrong) {
    try {
      attempt();
    } catch (e) {
      if (!(e instanceof TypeError)) throw e;
      console.log("TypeError", e.message.split("(")[1]);
    }
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
