// A coroutine that is dropped, in debug mode and without.
// conformance: mask lines
import * as asyncio from "asyncio-node";

const forgotten = asyncio.coroutine(async function forgotten() {});

const main = asyncio.coroutine(async function main() {
  forgotten();
  const used = forgotten();
  await used;
  const closed = forgotten();
  closed.close();
  await asyncio.sleep(0);
  console.log("main is over");
});

await asyncio.run(main());
