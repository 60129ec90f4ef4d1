// Seven come to a barrier of three: two rounds are complete, one waits.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const comer = asyncio.coroutine(async function comer(name: string, barrier: asyncio.Barrier, log: unknown[]) {
  try {
    log.push(`${name} comes`);
    const index = await barrier.wait();
    log.push(`${name} ${index}`);
  } catch (e) {
    if (!(e instanceof asyncio.BrokenBarrierError)) throw e;
    log.push(`${name} ${e.message}`);
  }
});

const main = asyncio.coroutine(async function main() {
  const barrier = new asyncio.Barrier(3);
  const log: unknown[] = [];
  const tasks = [..."abcdefg"].map((name) => asyncio.create_task(comer(name, barrier, log)));
  for (let i = 0; i < 10; i += 1) {
    await asyncio.sleep(0);
    console.log(str(barrier.n_waiting), barrier, repr(log));
    log.length = 0;
  }
  await barrier.reset();
  await asyncio.gather(...tasks);
  console.log(repr(log), barrier);
});

await asyncio.run(main());
