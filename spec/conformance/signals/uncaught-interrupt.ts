import * as asyncio from "asyncio-node";

function interrupt() {
  throw new asyncio.KeyboardInterrupt();
}

const main = asyncio.coroutine(async function main() {
  asyncio.get_running_loop().call_soon(interrupt);
  try {
    await asyncio.sleep(10);
  } finally {
    console.log("cleaned up");
  }
});

await asyncio.run(main());
console.log("not reached");
