import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Countdown implements AsyncIterable<number> {
  n: number;
  constructor(n: number) {
    this.n = n;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  async next(): Promise<IteratorResult<number, undefined>> {
    await asyncio.sleep(0);
    if (this.n === 0) return { done: true, value: undefined };
    this.n -= 1;
    return { done: false, value: this.n + 1 };
  }
}

const consume = asyncio.coroutine(async function consume(name: string, countdown: AsyncIterable<number>) {
  for await (const i of countdown) console.log(name, i);
  console.log(name, "is through");
});

async function* fails() {
  for (let i = 0; i < 5; i++) {
    yield i;
    if (i === 1) throw new asyncio.ValueError("no more");
  }
}

async function* squares(source: AsyncIterable<number>) {
  for await (const i of source) {
    await asyncio.sleep(0);
    yield i * i;
  }
}

const main = asyncio.coroutine(async function main() {
  await consume("alone", new Countdown(3));
  const shared = new Countdown(4);
  await asyncio.gather(consume("a", shared), consume("b", shared));
  try {
    for await (const i of squares(fails())) console.log("square", i);
  } catch (e) {
    console.log(repr(e));
  }
  const all = [];
  for await (const i of squares(new Countdown(4))) all.push(i);
  console.log(repr(all));

  const task = asyncio.create_task(consume("cancelled", new Countdown(3)));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  task.cancel();
  await asyncio.wait([task]);
  console.log(repr(task.cancelled()));
});

await asyncio.run(main());
