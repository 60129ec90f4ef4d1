// Every program of four operations on a queue of one on which a getter waits and which is shut down at the end.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const getter = asyncio.coroutine(async function getter(name: string, queue: asyncio.Queue, log: unknown[]) {
  log.push(`${name}${str(await queue.get())}`);
});

const putter = asyncio.coroutine(async function putter(name: string, queue: asyncio.Queue, log: unknown[]) {
  await queue.put(name);
  log.push(`+${name}`);
});

function words(letters: string, n: number) {
  let result = [""];
  for (let i = 0; i < n; i += 1) {
    result = result.flatMap((word) => [...letters].map((letter) => word + letter));
  }
  return result;
}

const play = asyncio.coroutine(async function play(word: string) {
  const queue = new asyncio.Queue(1);
  const log: unknown[] = [];
  const tasks: asyncio.Task<unknown>[] = [];
  for (const letter of `g.${word}`) {
    const waiting = tasks.filter((task) => !task.done());
    if (letter === "g") {
      tasks.push(asyncio.create_task(getter(String(tasks.length), queue, log)));
    }
    if (letter === "p") {
      tasks.push(asyncio.create_task(putter(String(tasks.length), queue, log)));
    }
    if (letter === "n" && !queue.full()) {
      queue.put_nowait("n");
    }
    if (letter === "c" && waiting.length > 0) {
      waiting[0]?.cancel();
    }
    if (letter === ".") {
      await asyncio.sleep(0);
    }
  }
  const state = String(queue).slice(7, -1);
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  const end = String(queue).slice(17, -1);
  queue.shutdown();
  const results = await asyncio.gather(...tasks, { return_exceptions: true });
  const kinds = results.map((result) => repr(result)[0]).join("");
  return `${word} ${str(state)} |${str(end)} | ${log.join(" ")} ${str(kinds)}`;
});

const main = asyncio.coroutine(async function main() {
  for (const word of words("gpnc.", 4)) {
    console.log(str(await play(word)));
  }
});

await asyncio.run(main());
