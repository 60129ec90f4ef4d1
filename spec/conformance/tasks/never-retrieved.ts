import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const boom = asyncio.coroutine(async function boom(message: string) {
  throw new asyncio.ValueError(message);
});

const main = asyncio.coroutine(async function main() {
  asyncio.create_task(boom("nobody looks"), { name: "forgotten" });
  const looked_at = asyncio.create_task(boom("looked at"), { name: "looked at" });
  const awaited = asyncio.create_task(boom("awaited"), { name: "awaited" });
  await asyncio.sleep(0);
  console.log(repr(looked_at.exception()));
  try {
    await awaited;
  } catch (e) {
    console.log(repr(e));
  }
  console.log("main ends");
});

await asyncio.run(main());
console.log("the program goes on");
