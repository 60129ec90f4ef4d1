import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const quick = asyncio.coroutine(async function quick(name: string) {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    console.log(name, "cancelled:", repr(e));
    throw e;
  }
});

const slow = asyncio.coroutine(async function slow(name: string) {
  try {
    await asyncio.sleep(10);
  } finally {
    console.log(name, "cleans up");
    await asyncio.sleep(0.01);
    console.log(name, "has cleaned up");
  }
});

const stubborn = asyncio.coroutine(async function stubborn(name: string) {
  try {
    await asyncio.sleep(10);
  } catch {
    console.log(name, "does not care");
  }
  await asyncio.sleep(0.01);
  console.log(name, "ends by itself");
});

let kept: asyncio.Task<void> | undefined;
const main = asyncio.coroutine(async function main() {
  kept = asyncio.create_task(quick("quick"));
  await asyncio.sleep(0);
  asyncio.create_task(quick("not started"));
  console.log("main ends");
  return "result";
});

const with_one = asyncio.coroutine(async function with_one(work: typeof slow, name: string) {
  asyncio.create_task(work(name));
  await asyncio.sleep(0);
  console.log("main ends");
});

console.log(await asyncio.run(main()), kept);
for (const [name, work] of Object.entries({ slow, stubborn })) {
  await asyncio.run(with_one(work, name));
  console.log("run has waited for it");
}
