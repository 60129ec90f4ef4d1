import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(name: string) {
  await asyncio.sleep(0);
  console.log("in", name, asyncio.current_task()?.get_name());
  return name;
});

const runner = new asyncio.Runner();
const loop = runner.get_loop();
const task = loop.create_task(work("scheduled before"), { name: "early" });
const future = loop.create_future<string>();
loop.call_soon(() => future.set_result("from a callback"));

const main = asyncio.coroutine(async function main() {
  console.log("main starts", repr(task.done()));
  console.log(await task);
  return await future;
});

console.log(await runner.run(main()));
console.log("current loop after a run is not running:", repr(loop.is_running()));
const second = loop.create_task(work("left for close"), { name: "left" });
await runner.close();
console.log(repr(second.cancelled()), repr(loop.is_closed()));
try {
  asyncio.get_running_loop();
} catch (e) {
  console.log(repr(e));
}
