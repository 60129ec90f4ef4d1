import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work() {
  return "worked";
});

async function attempt(what: string, f: () => unknown) {
  try {
    console.log(`${what}:`, repr(await f()));
  } catch (e) {
    console.log(`${what}:`, repr(e));
  }
}

const closes_its_own_loop = asyncio.coroutine(async function closes_its_own_loop() {
  try {
    asyncio.get_running_loop().close();
  } catch (e) {
    console.log(repr(e));
  }
});

const loop = asyncio.new_event_loop();
await loop.run_until_complete(closes_its_own_loop());
console.log("closed:", repr(loop.is_closed()));
loop.call_soon(console.log, "never printed");
loop.call_later(0, console.log, "never printed");
await attempt("close", () => loop.close());
await attempt("close again", () => loop.close());
console.log("closed:", repr(loop.is_closed()));

const coroutine = work();
await attempt("run_until_complete", () => loop.run_until_complete(coroutine));
coroutine.close();
await attempt("run_forever", () => loop.run_forever());
await attempt("call_soon", () => loop.call_soon(console.log));
await attempt("call_soon_threadsafe", () => loop.call_soon_threadsafe(console.log));
await attempt("call_later", () => loop.call_later(1, console.log));
await attempt("call_at", () => loop.call_at(loop.time(), console.log));
await attempt("stop", () => loop.stop());
await attempt("is_running", () => loop.is_running());
console.log("create_future:", loop.create_future());
await attempt("get_debug", () => loop.get_debug());
const future = loop.create_future<number>();
await attempt("set_result", () => future.set_result(1));
await attempt("add_done_callback", () => future.add_done_callback(console.log));
const pending = loop.create_future<number>();
await attempt("add_done_callback", () => pending.add_done_callback(console.log));
await attempt("set_result", () => pending.set_result(2));
console.log(pending);
await attempt("call_exception_handler", () => loop.call_exception_handler({ message: "still works" }));
