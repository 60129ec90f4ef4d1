// What a function raises in a thread is raised where it is awaited.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

// A thread has Python's errors from the library; here, where nobody knows it, by a class of the same name.
function fail(kind: string): string {
  class ValueError extends Error {}
  class RuntimeError extends Error {}
  if (kind === "value") throw new ValueError("no value");
  if (kind === "own") {
    class Refused extends ValueError {}
    throw new Refused("refused");
  }
  if (kind === "nested") {
    try {
      throw new TypeError("inner");
    } catch (e) {
      throw new RuntimeError("outer", { cause: e });
    }
  }
  return kind;
}

const main = asyncio.coroutine(async () => {
  for (const kind of ["value", "own", "nested", "fine"]) {
    try {
      console.log(await asyncio.to_thread(fail, kind));
    } catch (e) {
      if (!(e instanceof asyncio.ValueError || e instanceof asyncio.RuntimeError)) throw e;
      console.log(e.constructor.name, repr(e instanceof asyncio.ValueError), repr(e), repr(e.cause));
    }
  }

  const task = asyncio.create_task(asyncio.to_thread(fail, "value"));
  await asyncio.wait([task]);
  console.log(repr(task.exception()));
  const calls = ["a", "own"].map((k) => asyncio.to_thread(fail, k));
  console.log(repr(await asyncio.gather(...calls, { return_exceptions: true })));
  try {
    await asyncio.to_thread(3 as never);
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log("TypeError:", e.message);
  }
});

await asyncio.run(main());
