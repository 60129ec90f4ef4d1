import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const future = loop.create_future<string>();

  function first(f: asyncio.Future<string>) {
    console.log("first removes second:", f.remove_done_callback(second));
    loop.call_soon(() => console.log("scheduled by first"));
  }

  function second(_f: asyncio.Future<string>) {
    console.log("second is called all the same");
  }

  function third(f: asyncio.Future<string>) {
    console.log("third cancels:", repr(f.cancel()), "and reads", f.result());
  }

  for (const callback of [first, second, third]) future.add_done_callback(callback);
  future.set_result("value");
  loop.call_soon(() => console.log("scheduled after set_result"));
  await asyncio.sleep(0);
  await asyncio.sleep(0);

  console.log("--- a callback sets the next future");
  const chain = [0, 1, 2, 3].map(() => loop.create_future<number>());
  chain.forEach((here, i) => {
    const there = chain[i + 1];
    if (there) here.add_done_callback((f) => there.set_result(f.result() + 1));
  });
  loop.call_soon(() => chain[0]?.set_result(1));
  console.log(await chain[3], repr(chain.map((f) => f.result())));

  console.log("--- a callback wakes a task, a task wakes a callback");
  const [a, b] = [loop.create_future<null>(), loop.create_future<null>()];
  a.add_done_callback(() => {
    console.log("a's callback");
    b.set_result(null);
  });
  b.add_done_callback(() => console.log("b's callback"));

  const waits_for_b = asyncio.coroutine(async function waits_for_b() {
    await b;
    console.log("the task of b");
  });

  const waits_for_a = asyncio.coroutine(async function waits_for_a() {
    await a;
    console.log("the task of a");
  });

  const tasks = [asyncio.create_task(waits_for_b()), asyncio.create_task(waits_for_a())];
  await asyncio.sleep(0);
  a.set_result(null);
  await asyncio.wait(tasks);
});

await asyncio.run(main());
