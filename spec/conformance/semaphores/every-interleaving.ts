// Every program of four operations on a semaphore of one for which two wait already.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const taker = asyncio.coroutine(async function taker(
  name: string,
  semaphore: asyncio.Semaphore,
  log: unknown[],
) {
  await semaphore.acquire();
  log.push(name);
});

function words(letters: string, n: number) {
  let result = [""];
  for (let i = 0; i < n; i += 1) {
    result = result.flatMap((word) => [...letters].map((letter) => word + letter));
  }
  return result;
}

const play = asyncio.coroutine(async function play(word: string) {
  const semaphore = new asyncio.Semaphore(1);
  const log: unknown[] = [];
  await semaphore.acquire();
  const tasks: asyncio.Task<unknown>[] = [];
  for (const letter of `aa${word}`) {
    const waiting = tasks.filter((task) => !task.done());
    if (letter === "a") {
      tasks.push(asyncio.create_task(taker(String(tasks.length), semaphore, log)));
    }
    if (letter === "r") {
      semaphore.release();
    }
    if (letter === "c" && waiting.length > 0) {
      waiting[0]?.cancel();
    }
    if (letter === "C" && waiting.length > 0) {
      waiting.at(-1)?.cancel();
    }
    if (letter === "." || (tasks.length === 2 && letter === "a")) {
      await asyncio.sleep(0);
    }
  }
  const state = repr(semaphore).split("[")[1];
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  const end = repr(semaphore).split("[")[1];
  for (const task of tasks) {
    task.cancel();
  }
  await asyncio.gather(...tasks, { return_exceptions: true });
  const cancelled = tasks.map((task) => task.cancelled()).filter(Boolean).length;
  return `${word} ${str(state)} ${str(end)} ${log.join("")} ${str(cancelled)}`;
});

const main = asyncio.coroutine(async function main() {
  for (const word of words("arcC.", 4)) {
    console.log(str(await play(word)));
  }
});

await asyncio.run(main());
