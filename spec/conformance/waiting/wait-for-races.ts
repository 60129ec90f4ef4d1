// A result and a cancellation in one turn of the loop: which of the two the waiter sees depends on their order.
import * as asyncio from "asyncio-node";

const waiter = asyncio.coroutine(async (name: string, future: asyncio.Future, timeout: number | null) => {
  try {
    const result = await asyncio.wait_for(future, timeout);
    console.log(name, "got", asyncio.repr(result));
    await asyncio.sleep(0);
    console.log(name, "goes on");
  } catch (e) {
    if (e instanceof asyncio.CancelledError) {
      console.log(name, "cancelled", asyncio.repr(e));
      throw e;
    }
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(name, "timed out", asyncio.repr(e));
  }
});

const race = asyncio.coroutine(async (name: string, timeout: number | null, ...actions: string[]) => {
  const loop = asyncio.get_running_loop();
  const future = loop.create_future();
  const task = asyncio.create_task(waiter(name, future, timeout));
  await asyncio.sleep(0);
  for (const action of actions) {
    if (action === "result") future.set_result("value");
    else if (action === "cancel") task.cancel("outer");
    else if (action === "cancel future") future.cancel("inner");
    else if (action === "turn") await asyncio.sleep(0);
  }
  await asyncio.wait([task]);
  const states = [task.cancelled() ? "cancelled" : "finished", future.cancelled() ? "cancelled" : "done"];
  console.log(name, "| task", states[0], "| future", states[1]);
});

const main = asyncio.coroutine(async function main() {
  for (const timeout of [null, 5]) {
    await race("result", timeout, "result");
    await race("result, cancel", timeout, "result", "cancel");
    await race("result, turn, cancel", timeout, "result", "turn", "cancel");
    await race("cancel", timeout, "cancel");
    await race("cancel future", timeout, "cancel future");
    await race("cancel future, cancel", timeout, "cancel future", "cancel");
  }
});

await asyncio.run(main());
