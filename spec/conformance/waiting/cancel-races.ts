// A cancellation that comes in the same turn as a result, an error or another cancellation, for each way of waiting.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const wait_plain = asyncio.coroutine(async function wait_plain(future: asyncio.Future): Promise<unknown> {
  return await future;
});

const wait_gather = asyncio.coroutine(async function wait_gather(future: asyncio.Future) {
  return await asyncio.gather(future, asyncio.sleep(0, "other"));
});

const wait_shield = asyncio.coroutine(async function wait_shield(future: asyncio.Future) {
  return await asyncio.shield(future);
});

const wait_wait = asyncio.coroutine(async function wait_wait(future: asyncio.Future) {
  const [done, pending] = await asyncio.wait([future]);
  return [done.size, pending.size];
});

const wait_timeout = asyncio.coroutine(async function wait_timeout(future: asyncio.Future) {
  return await asyncio.async_with(asyncio.timeout(60), async () => {
    return await future;
  });
});

const wait_nested = asyncio.coroutine(async function wait_nested(future: asyncio.Future) {
  return await wait_plain(asyncio.ensure_future(wait_plain(future)));
});

type Wait = ((future: asyncio.Future) => asyncio.Coroutine<unknown>) & { readonly name: string };

const outcome = asyncio.coroutine(async function outcome(wait: Wait, actions: string[]) {
  const future = asyncio.get_running_loop().create_future();
  const task = asyncio.create_task(wait(future));
  for (let i = 0; i < 4; i++) await asyncio.sleep(0);
  for (const action of actions) {
    if (action === "result") future.set_result("result");
    else if (action === "error") future.set_exception(new asyncio.ValueError("error"));
    else if (action === "cancel") task.cancel("outer");
    else if (action === "inner") future.cancel("inner");
    else await asyncio.sleep(0);
  }
  let turns = 0;
  while (!task.done()) {
    turns += 1;
    await asyncio.sleep(0);
    if (turns === 20) future.cancel("at last");
  }
  if (future.done() && !future.cancelled()) future.exception();
  let text: string;
  try {
    text = asyncio.repr(task.result());
  } catch (e) {
    text = asyncio.repr(e);
  }
  return `${text} after ${turns} turns, cancelling ${task.cancelling()}, future ${future._state}`;
});

const main = asyncio.coroutine(async function main() {
  for (const wait of [wait_plain, wait_gather, wait_shield, wait_wait, wait_timeout, wait_nested] as Wait[]) {
    console.log(wait.name);
    // biome-ignore format: as in Python
    for (const actions of ["result", "error", "inner", "cancel", "result cancel", "error cancel", "inner cancel",
                           "cancel result", "cancel cancel", "result turn cancel", "error turn cancel", "inner turn cancel",
                           "cancel turn cancel", "cancel turn result"]) {
      try {
        console.log("   ", actions, "->", await outcome(wait, actions.split(" ")));
      } catch (e) {
        if (!(e instanceof asyncio.InvalidStateError)) throw e;
        console.log("   ", actions, "!!", asyncio.repr(e));
      }
    }
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
