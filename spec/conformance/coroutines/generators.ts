import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

async function* ticks(n: number) {
  try {
    for (let i = 0; i < n; i++) {
      await asyncio.sleep(0);
      yield i;
    }
    console.log("ticks exhausted");
  } finally {
    console.log("ticks closed");
  }
}

async function* echo(): AsyncGenerator<string, void, string | null> {
  let received: string | null = null;
  while (true) {
    received = yield `echo ${received ?? "None"}`;
    await asyncio.sleep(0);
  }
}

const other = asyncio.coroutine(async function other() {
  for (let i = 0; i < 3; i++) {
    console.log("  other", i);
    await asyncio.sleep(0);
  }
});

const main = asyncio.coroutine(async function main() {
  const task = asyncio.create_task(other());
  for await (const i of ticks(3)) console.log("tick", i);
  await task;

  const generator = ticks(5);
  console.log("first:", (await generator.next()).value);
  await generator.return(undefined);
  if ((await generator.next()).done) console.log("no more after close");

  const talk = echo();
  console.log((await talk.next(null)).value);
  console.log((await talk.next("one")).value);
  console.log((await talk.next("two")).value);
  try {
    await talk.throw(new asyncio.ValueError("thrown in"));
  } catch (e) {
    console.log(repr(e));
  }
});

await asyncio.run(main());
