import * as asyncio from "asyncio-node";

const answer = asyncio.coroutine(async function answer() {
  return 42;
});

const chain = asyncio.coroutine(async (n: number): Promise<number> => {
  return n === 0 ? await answer() : await chain(n - 1);
});

const worker = asyncio.coroutine(async function worker(name: string) {
  for (let i = 0; i < 3; i++) {
    console.log(name, i, "before");
    await chain(i);
    console.log(name, i, "after, nobody else ran");
  }
  await asyncio.sleep(0);
  console.log(name, "after sleep(0)");
  const done = asyncio.get_running_loop().create_future<string>();
  done.set_result("ready");
  console.log(name, "a done future gives", await done);
  await asyncio.sleep(0);
  console.log(name, "ends");
});

const main = asyncio.coroutine(async function main() {
  const a = asyncio.create_task(worker("a"));
  const b = asyncio.create_task(worker("b"));
  await a;
  await b;
});

await asyncio.run(main());
