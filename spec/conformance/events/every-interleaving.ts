// Every program of three operations on an event for which one waits already.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const waiter = asyncio.coroutine(async function waiter(name: string, event: asyncio.Event, log: unknown[]) {
  await event.wait();
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
  const event = new asyncio.Event();
  const log: unknown[] = [];
  const tasks: asyncio.Task<unknown>[] = [];
  for (const letter of `w.${word}`) {
    const waiting = tasks.filter((task) => !task.done());
    if (letter === "w") {
      tasks.push(asyncio.create_task(waiter(String(tasks.length), event, log)));
    }
    if (letter === "s") {
      event.set();
    }
    if (letter === "x") {
      event.clear();
    }
    if (letter === "c" && waiting.length > 0) {
      waiting[0]?.cancel();
    }
    if (letter === ".") {
      await asyncio.sleep(0);
    }
  }
  const state = repr(event).split("[")[1];
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  const end = repr(event).split("[")[1];
  for (const task of tasks) {
    task.cancel();
  }
  await asyncio.gather(...tasks, { return_exceptions: true });
  const cancelled = tasks.map((task) => task.cancelled()).filter(Boolean).length;
  return `${word} ${str(state)} ${str(end)} ${log.join("")} ${str(cancelled)}`;
});

const main = asyncio.coroutine(async function main() {
  for (const word of words("wsxc.", 3)) {
    console.log(str(await play(word)));
  }
});

await asyncio.run(main());
