// Every program of four operations on a condition on which three wait already.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const waiter = asyncio.coroutine(async function waiter(
  name: string,
  condition: asyncio.Condition,
  log: unknown[],
) {
  await asyncio.async_with(condition, async () => {
    await condition.wait();
    log.push(name);
  });
});

function words(letters: string, n: number) {
  let result = [""];
  for (let i = 0; i < n; i += 1) {
    result = result.flatMap((word) => [...letters].map((letter) => word + letter));
  }
  return result;
}

const play = asyncio.coroutine(async function play(word: string) {
  const condition = new asyncio.Condition();
  const log: unknown[] = [];
  const tasks: asyncio.Task<unknown>[] = [];
  for (const letter of `aaal${word}`) {
    const waiting = tasks.filter((task) => !task.done());
    if (letter === "a") {
      tasks.push(asyncio.create_task(waiter(String(tasks.length), condition, log)));
    }
    if (letter === "l" && !condition.locked()) {
      await condition.acquire();
      log.push("L");
    }
    if (letter === "n" && condition.locked()) {
      condition.notify();
    }
    if (letter === "u" && condition.locked()) {
      condition.release();
    }
    if (letter === "c" && waiting.length > 0) {
      waiting[0]?.cancel();
    }
    if (letter === "." || (tasks.length === 3 && letter === "a")) {
      await asyncio.sleep(0);
    }
  }
  const state = repr(condition).split("[")[1];
  if (condition.locked()) {
    condition.release();
  }
  for (let i = 0; i < 4; i += 1) {
    await asyncio.sleep(0);
  }
  const end = repr(condition).split("[")[1];
  for (const task of tasks) {
    task.cancel();
  }
  await asyncio.gather(...tasks, { return_exceptions: true });
  const cancelled = tasks.map((task) => task.cancelled()).filter(Boolean).length;
  return `${word} ${str(state)} ${str(end)} ${log.join("")} ${str(cancelled)}`;
});

const main = asyncio.coroutine(async function main() {
  for (const word of words("nulc.", 4)) {
    console.log(str(await play(word)));
  }
});

await asyncio.run(main());
