// What wait refuses, and in which words.
import * as asyncio from "asyncio-node";

const work = asyncio.coroutine(async function work() {
  console.log("never printed");
});

const attempt = asyncio.coroutine(async function attempt(label: string, given: unknown, keywords?: object) {
  try {
    console.log(label, "->", await asyncio.wait(given as asyncio.Task<unknown>[], keywords));
  } catch (e) {
    console.log(label, "!!", (e as Error).constructor.name, (e as Error).message);
  }
});

const main = asyncio.coroutine(async function main() {
  const task = asyncio.create_task(asyncio.sleep(0));
  const coroutine = work();
  await attempt("coroutine", [coroutine]);
  await attempt("mixed", [task, coroutine]);
  await attempt("empty", []);
  await attempt("a task", task);
  await attempt("a coroutine", coroutine);
  await attempt("return_when", [task], { return_when: "SOMETIME" });
  coroutine.close();
  console.log(asyncio.repr(task.done()), asyncio.repr(await task));
});

await asyncio.run(main());
