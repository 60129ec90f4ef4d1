// What add_signal_handler and remove_signal_handler refuse.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const coro = asyncio.coroutine(async function coro() {});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  for (const number of [1000, -1, 65, 0]) {
    try {
      loop.add_signal_handler(number, console.log);
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log("ValueError:", e.message);
    }
    try {
      loop.remove_signal_handler(number);
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log("ValueError:", e.message);
    }
  }
  for (const text of ["SIGKILL", "SIGSTOP"]) {
    try {
      loop.add_signal_handler(text, console.log);
    } catch (e) {
      if (!(e instanceof asyncio.RuntimeError)) throw e;
      console.log("RuntimeError:", e.message);
    }
  }
  for (const func of [coro, coro()]) {
    try {
      loop.add_signal_handler("SIGUSR1", func as () => void);
    } catch (e) {
      if (!(e instanceof TypeError)) throw e;
      console.log("TypeError:", e.message);
    }
  }
  console.log(repr(loop.remove_signal_handler("SIGUSR1")));
  coro().close();
});

await asyncio.run(main());
