// What a task cannot wait for is told in its next step, not at once: others have their turn, and may cancel it.
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const looks_on = asyncio.coroutine(async function looks_on(name: string) {
  for (let turn = 0; turn < 3; turn += 1) {
    console.log(name, "turn", turn);
    await asyncio.sleep(0);
  }
});

const narcissus = asyncio.coroutine(async function narcissus() {
  console.log("narcissus awaits himself");
  try {
    await asyncio.current_task();
  } catch (e) {
    console.log("narcissus gets", (e as Error).name);
  }
});

const stranger = asyncio.coroutine(async function stranger(future: asyncio.Future) {
  console.log("stranger awaits what is of another loop");
  try {
    await future;
  } catch (e) {
    console.log("stranger gets", (e as Error).name);
  }
});

const main = asyncio.coroutine(async function main() {
  console.log("--- left alone");
  const other_loop = asyncio.new_event_loop();
  let future = other_loop.create_future();
  await asyncio.gather(narcissus(), stranger(future), looks_on("bystander"));

  console.log("--- cancelled meanwhile");
  future = other_loop.create_future();
  const tasks = [asyncio.create_task(narcissus()), asyncio.create_task(stranger(future))];
  asyncio.get_running_loop().call_soon(() => tasks.map((task) => task.cancel()));
  await asyncio.gather(...tasks);

  console.log("--- cancelled before");
  const task = asyncio.create_task(cancels_itself());
  await asyncio.wait([task]);
  console.log(repr(task.cancelled()), task.cancelling());
  other_loop.close();
});

const cancels_itself = asyncio.coroutine(async function cancels_itself() {
  const task = asyncio.current_task() as asyncio.Task;
  task.cancel("enough");
  try {
    await task;
  } catch (e) {
    console.log("got", repr(e));
    throw e;
  }
});

await asyncio.run(main());
