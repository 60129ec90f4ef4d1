// Items come out as they went in, getters are served as they came, whoever is woken in vain waits again at the end.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const getter = asyncio.coroutine(async function getter(name: string, queue: asyncio.Queue, log: unknown[]) {
  for (let i = 0; i < 2; i += 1) {
    log.push(`${name}${str(await queue.get())}`);
  }
});

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.Queue();
  const log: unknown[] = [];
  const tasks = [..."abc"].map((name) => asyncio.create_task(getter(name, queue, log)));
  await asyncio.sleep(0);
  for (let i = 0; i < 4; i += 1) {
    queue.put_nowait(i);
  }
  console.log("stolen:", str(queue.get_nowait()), queue.qsize());
  await asyncio.sleep(0);
  console.log(repr(log), queue);
  for (let i = 4; i < 7; i += 1) {
    await queue.put(i);
  }
  await asyncio.gather(...tasks);
  console.log(repr(log));
  console.log(queue, repr(queue.empty()));
});

await asyncio.run(main());
