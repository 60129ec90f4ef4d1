import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

class Logged extends asyncio.Future<number> {
  name: string;
  constructor(name: string, ...args: ConstructorParameters<typeof asyncio.Future<number>>) {
    super(...args);
    this.name = name;
  }

  override set_result(result: number) {
    console.log(this.name, "is set to", result);
    super.set_result(result);
  }

  override cancel(msg: string | null = null) {
    console.log(this.name, "is cancelled:", repr(msg));
    return super.cancel(msg);
  }
}

const waits = asyncio.coroutine(async function waits(future: asyncio.Future<number>) {
  return await future;
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  let future = new Logged("first", { loop });
  console.log(repr(future instanceof asyncio.Future), repr(asyncio.isfuture(future)), future);
  loop.call_soon((x: number) => future.set_result(x), 42);
  console.log(await future, future);

  future = new Logged("second");
  const task = asyncio.create_task(waits(future));
  await asyncio.sleep(0);
  console.log("cancelling the task:", repr(task.cancel("through the task")));
  try {
    await task;
  } catch (e) {
    console.log(repr(e), repr(future.cancelled()));
  }

  const third = new Logged("third");
  try {
    await asyncio.async_with(asyncio.timeout(0.001), async () => {
      await third;
    });
  } catch (e) {
    console.log(repr(e), repr(third.cancelled()));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
