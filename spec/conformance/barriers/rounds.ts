// Four rounds of three: everybody waits for everybody, each time.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const runner = asyncio.coroutine(async function runner(
  name: string,
  barrier: asyncio.Barrier,
  log: unknown[],
) {
  for (let k = 0; k < 4; k += 1) {
    const index = await barrier.wait();
    log.push(`${name}${k}:${index}`);
  }
});

const main = asyncio.coroutine(async function main() {
  const barrier = new asyncio.Barrier(3);
  const log: unknown[] = [];
  console.log(str(barrier.parties), str(barrier.n_waiting), repr(barrier.broken));
  await asyncio.gather(...[..."abc"].map((name) => runner(name, barrier, log)));
  console.log(repr(log));
  console.log(barrier, str(barrier.n_waiting));
  const one = new asyncio.Barrier(1);
  console.log(str(await one.wait()), str(await one.wait()), str(one));
  await asyncio.async_with(one, async (index) => {
    console.log("inside", index);
  });
});

await asyncio.run(main());
