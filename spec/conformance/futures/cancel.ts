import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const future = loop.create_future<number>();
  future.add_done_callback((f) => console.log("callback:", repr(f.cancelled())));
  console.log("cancel:", repr(future.cancel("not needed")));
  console.log("cancel again:", repr(future.cancel("really")));
  console.log(future, repr(future.done()), repr(future.cancelled()));
  for (const what of [() => future.result(), () => future.exception()]) {
    try {
      what();
    } catch (e) {
      console.log("raised", repr(e));
    }
  }
  try {
    future.set_result(1);
  } catch (e) {
    console.log(repr(e));
  }
  try {
    future.set_exception(new asyncio.ValueError());
  } catch (e) {
    console.log(repr(e));
  }
  await asyncio.sleep(0);

  try {
    await future;
  } catch (e) {
    console.log("await raised", repr(e));
  }
  console.log("this task is not cancelled:", asyncio.current_task()?.cancelling());

  const plain = loop.create_future();
  plain.cancel();
  try {
    await plain;
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("await raised", repr(e), repr([e.message]));
  }

  const late = loop.create_future();
  loop.call_soon(() => late.cancel("from a callback"));
  try {
    await late;
  } catch (e) {
    console.log("await raised", repr(e));
  }
});

await asyncio.run(main());
