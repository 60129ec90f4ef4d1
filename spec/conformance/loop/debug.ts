import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  console.log("debug in run:", repr(loop.get_debug()));
  loop.set_debug(!loop.get_debug());
  console.log("changed:", repr(loop.get_debug()));
  loop.set_debug(!loop.get_debug());
});

const loop = asyncio.new_event_loop();
console.log("debug:", repr(loop.get_debug()));
loop.set_debug(true);
console.log("debug:", repr(loop.get_debug()));
console.log("slow after", loop.slow_callback_duration);
loop.close();
await asyncio.run(main());
await asyncio.run(main(), { debug: true });
await asyncio.run(main(), { debug: false });
await asyncio.with_(new asyncio.Runner({ debug: true }), (runner) => {
  console.log("debug of a runner's loop:", repr(runner.get_loop().get_debug()));
});
