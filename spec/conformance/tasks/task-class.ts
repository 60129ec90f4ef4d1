import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(x: number) {
  await asyncio.sleep(0);
  return x;
});

class Loud<T> extends asyncio.Task<T> {
  override cancel(msg: string | null = null) {
    console.log("cancel is asked, with", repr(msg));
    return super.cancel(msg);
  }

  get_name_backwards() {
    return [...this.get_name()].reverse().join("");
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const task = new asyncio.Task(work(1), { loop, name: "by hand" });
  console.log(task, await task);
  console.log(repr(new asyncio.Task(work(2)).get_loop() === loop));

  const loud = new Loud(work(3), { loop, name: "loud" });
  console.log(loud, loud.get_name_backwards());
  loud.add_done_callback((t) => console.log("done:", t));
  console.log(await loud);

  const again = new Loud(asyncio.sleep(10), { loop, name: "loud again" });
  await asyncio.sleep(0);
  again.cancel("enough");
  try {
    await again;
  } catch (e) {
    console.log(repr(e), repr(again instanceof asyncio.Task), repr(again instanceof asyncio.Future));
  }
  const names = [...asyncio.all_tasks()].map((t) => t.get_name()).sort();
  console.log(repr(asyncio.isfuture(again)), repr(names));
});

await asyncio.run(main());
