// A chain of events, each set by the one who waited for the one before.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const range = (n: number): number[] => [...Array(n).keys()];

const relay = asyncio.coroutine(async function relay(i: number, events: asyncio.Event[], log: unknown[]) {
  await events[i]?.wait();
  log.push(i);
  if (i + 1 < events.length) {
    events[i + 1]?.set();
  }
  log.push(0 - i);
});

const main = asyncio.coroutine(async function main() {
  const events: asyncio.Event[] = range(6).map(() => new asyncio.Event());
  const log: unknown[] = [];
  const tasks = range(6).map((i) => asyncio.create_task(relay(5 - i, events, log)));
  await asyncio.sleep(0);
  asyncio.get_running_loop().call_soon(() => events[0]?.set());
  await asyncio.gather(...tasks);
  console.log(repr(log));
  console.log(repr(events.map((event) => event.is_set())));
});

await asyncio.run(main());
