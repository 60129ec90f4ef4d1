// Every program of four operations on a barrier of two: coming, cancelling, aborting, resetting, giving way.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const comer = asyncio.coroutine(async function comer(name: string, barrier: asyncio.Barrier, log: unknown[]) {
  log.push(`${name}${str(await barrier.wait())}`);
});

function words(letters: string, n: number) {
  let result = [""];
  for (let i = 0; i < n; i += 1) {
    result = result.flatMap((word) => [...letters].map((letter) => word + letter));
  }
  return result;
}

const play = asyncio.coroutine(async function play(word: string) {
  const barrier = new asyncio.Barrier(2);
  const log: unknown[] = [];
  const tasks: asyncio.Task<unknown>[] = [];
  for (const letter of `w${word}`) {
    const waiting = tasks.filter((task) => !task.done());
    if (letter === "w") {
      tasks.push(asyncio.create_task(comer(String(tasks.length), barrier, log)));
    }
    if (letter === "b") {
      tasks.push(asyncio.create_task(barrier.abort()));
    }
    if (letter === "r") {
      tasks.push(asyncio.create_task(barrier.reset()));
    }
    if (letter === "c" && waiting.length > 0) {
      waiting[0]?.cancel();
    }
    if (letter === ".") {
      await asyncio.sleep(0);
    }
  }
  const state = repr(barrier).split("[")[1];
  for (let i = 0; i < 5; i += 1) {
    await asyncio.sleep(0);
  }
  const end = repr(barrier).split("[")[1];
  for (const task of tasks) {
    task.cancel();
  }
  const results = await asyncio.gather(...tasks, { return_exceptions: true });
  const kinds = results.map((result) => repr(result)[0]).join("");
  return `${word} ${str(state)} ${str(end)} ${log.join(" ")} ${str(kinds)}`;
});

const main = asyncio.coroutine(async function main() {
  for (const word of words("wbrc.", 4)) {
    console.log(str(await play(word)));
  }
});

await asyncio.run(main());
