import * as asyncio from "asyncio-node";

const ticker = asyncio.coroutine(async function ticker(name: string, n: number) {
  for (let i = 0; i < n; i++) {
    console.log(name, i);
    await asyncio.sleep(0);
  }
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  function callback(depth: number) {
    console.log("callback", depth);
    if (depth < 3) loop.call_soon(callback, depth + 1);
  }

  console.log("--- callbacks and tasks take turns");
  const a = asyncio.create_task(ticker("a", 4));
  loop.call_soon(callback, 1);
  const b = asyncio.create_task(ticker("b", 2));
  await a;
  await b;

  console.log("--- a due timer comes behind what is ready");
  loop.call_later(0, console.log, "timer");
  loop.call_soon(console.log, "ready 1");
  loop.call_soon(() => {
    console.log("ready 2");
    loop.call_soon(console.log, "ready 3");
  });
  for (let i = 0; i < 4; i++) {
    console.log("main", i);
    await asyncio.sleep(0);
  }

  console.log("--- a future's callbacks are one iteration later");
  const future = loop.create_future<null>();
  future.add_done_callback(() => console.log("callback of the future"));
  loop.call_soon(() => {
    console.log("set");
    future.set_result(null);
  });
  loop.call_soon(console.log, "same iteration as set");
  await future;
  console.log("main woke up");
});

await asyncio.run(main());
