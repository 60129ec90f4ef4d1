// A time limit on a call that lasts: the waiting ends, the call does not, and run() waits for it.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

function blocked(gate: Int32Array): string {
  Atomics.wait(gate, 0, 0);
  return "through";
}

const main = asyncio.coroutine(async (gate: Int32Array) => {
  const loop = asyncio.get_running_loop();
  try {
    await asyncio.wait_for(asyncio.to_thread(blocked, gate), 0.02);
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("wait_for:", repr(e));
  }
  try {
    await asyncio.async_with(asyncio.timeout(0.02), async () => {
      await loop.run_in_executor(null, blocked, gate);
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("timeout:", repr(e));
  }
  const task = asyncio.create_task(asyncio.to_thread(blocked, gate));
  const [done, pending] = await asyncio.wait([task], { timeout: 0.02 });
  console.log("wait:", done.size, pending.size);
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
  console.log(await task);
});

await asyncio.run(main(new Int32Array(new SharedArrayBuffer(4))));
console.log("over");
