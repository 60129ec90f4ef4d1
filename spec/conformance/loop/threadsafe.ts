import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(x: number) {
  await asyncio.sleep(0);
  console.log("working in", asyncio.current_task()?.get_name());
  if (x < 0) throw new asyncio.ValueError("negative");
  return x * 2;
});

const forever = asyncio.coroutine(async function forever() {
  try {
    await asyncio.get_running_loop().create_future();
  } catch (e) {
    console.log("the coroutine was cancelled");
    throw e;
  }
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const future = asyncio.run_coroutine_threadsafe(work(1), loop);
  future.add_done_callback((f) => console.log("callback:", f.result()));
  console.log("done:", repr(future.done()), "cancelled:", repr(future.cancelled()));
  console.log("awaited:", await asyncio.wrap_future(future));
  console.log(
    "done:",
    repr(future.done()),
    "result:",
    future.result(),
    "exception:",
    repr(future.exception()),
  );

  const failing = asyncio.run_coroutine_threadsafe(work(-1), loop);
  try {
    await asyncio.wrap_future(failing);
  } catch (e) {
    console.log("awaited:", repr(e), "exception:", repr(failing.exception()));
  }

  const stopped = asyncio.run_coroutine_threadsafe(forever(), loop);
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  console.log("cancel:", repr(stopped.cancel()), repr(stopped.cancelled()));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  console.log("done:", repr(stopped.done()));

  try {
    // @ts-expect-error: which is what this is about
    asyncio.run_coroutine_threadsafe("not a coroutine", loop);
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log("TypeError:", e.message);
  }
});

await asyncio.run(main());
