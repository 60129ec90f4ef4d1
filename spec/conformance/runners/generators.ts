import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const generator = asyncio.coroutine(async function* generator(name: string) {
  try {
    yield 1;
    yield 2;
  } finally {
    console.log(name, "closes");
    await asyncio.sleep(0);
    console.log(name, "is closed");
  }
});

const kept: unknown[] = [];

const main = asyncio.coroutine(async function main(fail: boolean) {
  const numbers = generator(`generator ${kept.length}`);
  kept.push(numbers);
  console.log("first:", (await numbers.next()).value);
  if (fail) throw new asyncio.ValueError("after the first");
  return "result";
});

console.log(await asyncio.run(main(false)));
try {
  await asyncio.run(main(true));
} catch (e) {
  console.log("came out:", repr(e));
}
