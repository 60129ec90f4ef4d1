// Whoever waits longest comes next, however often others release and come again.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const worker = asyncio.coroutine(async function worker(name: string, lock: asyncio.Lock, rounds: number) {
  for (let i = 0; i < rounds; i += 1) {
    await lock.acquire();
    console.log(`${name}${i} in`, repr(lock.locked()));
    await asyncio.sleep(0);
    console.log(`${name}${i} out`);
    lock.release();
  }
});

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  await asyncio.gather(...[..."abc"].map((name) => worker(name, lock, 3)));
  console.log(repr(lock.locked()));
});

await asyncio.run(main());
