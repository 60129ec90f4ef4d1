// Every program of four operations on a lock for which two wait already, among taking, releasing, cancelling, giving way.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const taker = asyncio.coroutine(async function taker(name: string, lock: asyncio.Lock, log: unknown[]) {
  await lock.acquire();
  log.push(name);
});

function words(letters: string, n: number) {
  let result: string[] = [""];
  for (let i = 0; i < n; i += 1) {
    result = result.flatMap((word) => [...letters].map((letter) => word + letter));
  }
  return result;
}

const play = asyncio.coroutine(async function play(word: string) {
  const lock = new asyncio.Lock();
  const log: unknown[] = [];
  await lock.acquire();
  const tasks: asyncio.Task<unknown>[] = [];
  for (const letter of `aa${word}`) {
    const waiting: asyncio.Task<unknown>[] = tasks.filter((task) => !task.done());
    if (letter === "a") {
      tasks.push(asyncio.create_task(taker(String(tasks.length), lock, log)));
    }
    if (letter === "r" && lock.locked()) {
      lock.release();
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
  const state = repr(lock).split("[")[1];
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  const end = repr(lock).split("[")[1];
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
