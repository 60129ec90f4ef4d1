// In debug mode, call_soon and call_later check what they are given.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const coro = asyncio.coroutine(async function coro() {});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.slow_callback_duration = 10;
  const made = coro();
  for (const func of [coro, made] as (() => void)[]) {
    for (const f of [
      () => loop.call_soon(func),
      () => loop.call_later(1, func),
      () => loop.call_at(1, func),
      () => loop.call_soon_threadsafe(func),
    ]) {
      try {
        f();
      } catch (e) {
        if (!(e instanceof TypeError)) throw e;
        console.log("TypeError:", e.message);
      }
    }
  }
  made.close();
  for (const item of [1, "text", null]) {
    try {
      loop.call_soon(item as never);
    } catch (e) {
      if (!(e instanceof TypeError)) throw e;
      console.log("TypeError:", str(e.message.slice(0, 50)));
    }
  }
  console.log(repr(loop.get_debug()));
});

await asyncio.run(main(), { debug: true, loop_factory: () => new VirtualTimeEventLoop() });
