import * as asyncio from "asyncio-node";

// conformance: mask lines, as only Python knows the line at which a coroutine is suspended
const inner = asyncio.coroutine(async function inner(future: asyncio.Future<string>) {
  return await future;
});

const outer = asyncio.coroutine(async function outer(task: asyncio.Task<string>) {
  return await task;
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const future = loop.create_future<string>();
  const a = asyncio.create_task(inner(future), { name: "a" });
  const b = asyncio.create_task(outer(a), { name: "b" });
  console.log(a);
  console.log(b);
  await asyncio.sleep(0);
  console.log(a);
  await asyncio.sleep(0);
  console.log(a);
  console.log(b);
  console.log(future);
  a.cancel();
  console.log(a);
  console.log(b);
  await asyncio.sleep(0);
  console.log(a);
  console.log(b);
  await asyncio.sleep(0);
  console.log(b);
});

await asyncio.run(main());
