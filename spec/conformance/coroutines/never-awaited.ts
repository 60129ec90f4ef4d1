import * as asyncio from "asyncio-node";

const forgotten = asyncio.coroutine(async function forgotten(x: number) {
  console.log("never printed", x);
});

const main = asyncio.coroutine(async function main() {
  forgotten(1);
  await asyncio.sleep(0);
  console.log("nothing ran");
  const c = forgotten(2);
  c.close();
  console.log("a closed one is not complained about");
});

await asyncio.run(main());
console.log("done");
