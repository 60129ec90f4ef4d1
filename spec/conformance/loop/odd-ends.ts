import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(x?: string) {
  await asyncio.sleep(0);
  return x;
});

async function attempt(what: string, f: () => unknown) {
  try {
    console.log(`${what}:`, repr(await f()));
  } catch (e) {
    console.log(`${what}:`, repr(e));
  }
}

const loop = asyncio.new_event_loop();

const [cancelled, failed] = [loop.create_future(), loop.create_future()];
cancelled.cancel("beforehand");
failed.set_exception(new asyncio.ValueError("beforehand"));
await attempt("a cancelled future", () => loop.run_until_complete(cancelled));
await attempt("a failed one", () => loop.run_until_complete(failed));

const soon_cancelled = loop.create_future();
loop.call_soon(() => soon_cancelled.cancel());
await attempt("cancelled meanwhile", () => loop.run_until_complete(soon_cancelled));

loop.stop();
let coroutine = work("stopped before it began");
let task = loop.create_task(coroutine);
await attempt("stopped before", () => loop.run_until_complete(task));
await attempt("the second time", () => loop.run_until_complete(task));

task = loop.create_task(work("finished"));
await loop.run_until_complete(task);
task.set_name("renamed when done");
console.log(
  ...[task.get_name(), repr(task.cancel()), task.cancelling(), task.uncancel()],
  repr(task.get_coro() === null),
);
await attempt("done long ago", () => loop.run_until_complete(task));

const forgotten = loop.create_task(work("runs along"));
await attempt("another", () => loop.run_until_complete(work("the awaited one")));
console.log("ran along:", repr(forgotten.done()), forgotten.result());

loop.close();
coroutine = work();
await attempt("create_task on a closed loop", () => loop.create_task(coroutine));
coroutine.close();
console.log(repr(asyncio.all_tasks(loop)));
