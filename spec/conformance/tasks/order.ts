import * as asyncio from "asyncio-node";

const worker = asyncio.coroutine(async function worker(name: string, steps: number) {
  console.log(name, "starts");
  for (let i = 0; i < steps; i++) {
    await asyncio.sleep(0);
    console.log(name, i);
  }
  console.log(name, "ends");
});

const parent = asyncio.coroutine(async function parent() {
  console.log("parent starts");
  const child = asyncio.create_task(worker("child", 2));
  console.log("parent made a child, which has not started");
  await asyncio.sleep(0);
  console.log("parent again");
  await child;
  console.log("parent ends");
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.call_soon(console.log, "callback before the tasks");
  const tasks = [asyncio.create_task(worker("a", 3)), asyncio.create_task(parent())];
  loop.call_soon(console.log, "callback between the tasks");
  tasks.push(asyncio.create_task(worker("b", 1)));
  console.log("main has made them all");
  for (const task of tasks) {
    await task;
    console.log("main goes on");
  }
});

await asyncio.run(main());
