import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const factorial = asyncio.coroutine(async (n: number): Promise<number> => {
  await asyncio.sleep(0);
  return n <= 1 ? 1 : n * (await factorial(n - 1));
});

const tree = asyncio.coroutine(async (name: string, depth: number): Promise<number> => {
  console.log("  ".repeat(depth) + name);
  if (depth < 2) {
    const left = asyncio.create_task(tree(`${name}l`, depth + 1));
    const right = asyncio.create_task(tree(`${name}r`, depth + 1));
    return (await left) + (await right);
  }
  await asyncio.sleep(0);
  return 1;
});

const unwind = asyncio.coroutine(async (depth: number): Promise<void> => {
  try {
    if (depth === 3) throw new asyncio.ValueError("at the bottom");
    await unwind(depth + 1);
  } finally {
    console.log("leaving", depth);
  }
});

const main = asyncio.coroutine(async function main() {
  const results = [];
  for (let n = 0; n < 6; n++) results.push(await factorial(n));
  console.log(repr(results));
  console.log("leaves:", await tree("t", 0));
  try {
    await unwind(0);
  } catch (e) {
    console.log(repr(e));
  }
});

await asyncio.run(main());
