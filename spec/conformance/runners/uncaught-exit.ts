import * as asyncio from "asyncio-node";

const leave = asyncio.coroutine(async function leave(status: number) {
  await asyncio.sleep(0);
  throw new asyncio.SystemExit(status);
});

const main = asyncio.coroutine(async function main() {
  const background = asyncio.create_task(asyncio.sleep(10));
  try {
    await asyncio.create_task(leave(9));
  } finally {
    console.log("main is left;", "background is done:", asyncio.repr(background.done()));
  }
});

await asyncio.run(main());
console.log("not reached");
