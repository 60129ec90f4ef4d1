// In debug mode handles say where they were made, also when they are cancelled.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const work = asyncio.coroutine(async function work() {
  await asyncio.sleep(0);
});

function callback() {
  return;
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.slow_callback_duration = 10;
  const handle = loop.call_soon(callback);
  const timer = loop.call_later(60, callback);
  const future = loop.create_future();
  const task = asyncio.create_task(work());
  console.log(handle);
  console.log(timer);
  console.log(repr(future).split(" created")[0]);
  console.log(repr(task).split(" created")[0]);
  handle.cancel();
  timer.cancel();
  console.log(handle);
  console.log(timer);
  future.set_result(1);
  await task;
  console.log(repr(future).split(" created")[0]);
  console.log(repr(task).split(" created")[0]);
});

await asyncio.run(main(), { debug: true });
