import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const numbers = asyncio.coroutine(async function* numbers(name: string) {
  try {
    for (let i = 0; i < 3; i++) yield i;
  } finally {
    console.log(name, "cleans up");
    await asyncio.sleep(0);
    console.log(name, "has cleaned up");
  }
});

const held = numbers("held");

const main = asyncio.coroutine(async function main() {
  for await (const i of numbers("exhausted")) console.log("exhausted", i);
  const closed = numbers("closed");
  console.log("closed", (await closed.next()).value);
  await closed.return(undefined);
  console.log("held", (await held.next()).value);
  console.log("main ends");
});

const after = asyncio.coroutine(async function after() {
  if ((await held.next()).done) console.log("held is exhausted");
});

const loop = asyncio.new_event_loop();
await loop.run_until_complete(main());
console.log("shutdown:", repr(await loop.run_until_complete(loop.shutdown_asyncgens())));
console.log("shutdown again:", repr(await loop.run_until_complete(loop.shutdown_asyncgens())));
await loop.run_until_complete(after());
loop.close();
