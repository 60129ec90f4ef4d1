import * as asyncio from "asyncio-node";

const count = asyncio.coroutine(async function count(name: string) {
  for (let i = 0; i < 3; i++) {
    console.log(name, i);
    await asyncio.sleep(0);
  }
});

const refused = asyncio.coroutine(async function refused() {
  const loop = asyncio.get_running_loop();
  console.log("asks");
  loop.call_soon(console.log, "soon");
  try {
    await loop.create_connection(() => new asyncio.Protocol());
  } catch (exc) {
    if (exc instanceof asyncio.ValueError) console.log(exc.message);
    else throw exc;
  }
  await asyncio.sleep(0);
  console.log("ends");
});

const main = asyncio.coroutine(async function main() {
  // What is loaded at the first use of networks must not be seen in the order.
  for (const turn of ["first", "second"]) {
    console.log("-", turn);
    asyncio.get_running_loop().call_later(0, console.log, "later");
    await asyncio.gather(count("a"), refused(), count("b"), refused());
  }
});

await asyncio.run(main());
