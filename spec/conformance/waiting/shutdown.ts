// A program that stops all its tasks: each tidies up in its own way, one refuses at first.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;

const service = asyncio.coroutine(async function service(name: string, manner: string) {
  while (true) {
    try {
      await asyncio.sleep(100);
    } catch (e) {
      if (manner === "stubborn") {
        console.log(name, "refuses", repr(e));
        manner = "polite";
        continue;
      }
      if (manner === "slow") await asyncio.sleep(0.001);
      if (manner === "clumsy") throw new asyncio.RuntimeError(`${name} fell over`);
      if (manner === "cheerful") return `${name} says goodbye`;
      console.log(name, "stops", repr(e));
      throw e;
    }
  }
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const manners = ["polite", "stubborn", "slow", "clumsy", "cheerful"];
  const tasks = manners.map((m) => asyncio.create_task(service(`${m} one`, m), { name: m }));
  await asyncio.sleep(0);
  const others = [...asyncio.all_tasks()].filter((t) => t !== asyncio.current_task());
  console.log(others.length, repr(others.map((t) => t.get_name()).sort()));
  for (const round_number of [1, 2]) {
    for (const task of tasks) {
      console.log(task.get_name(), repr(task.cancel(`round ${round_number}`)));
    }
    const [done, pending] = await asyncio.wait(tasks, { timeout: 0.3 });
    console.log("round", round_number, done.size, repr([...pending].map((t) => t.get_name()).sort()));
  }
  for (const task of tasks) {
    const outcome = task.cancelled() ? null : (task.exception() ?? task.result());
    console.log(task.get_name(), repr(task.cancelled()), task.cancelling(), repr(outcome));
  }
  console.log(asyncio.all_tasks(loop).size);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
