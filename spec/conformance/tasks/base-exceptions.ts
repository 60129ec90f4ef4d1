import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Fatal extends Error {}

/* An error of JavaScript has no BaseException to be one of. */

const raises = asyncio.coroutine(async function raises(error: Error) {
  await asyncio.sleep(0);
  throw error;
});

const main = asyncio.coroutine(async function main() {
  const errors = [new asyncio.ValueError("ordinary"), new Fatal("a BaseException")];
  for (const error of [...errors, new asyncio.TimeoutError(), new asyncio.EOFError("end")]) {
    const task = asyncio.create_task(raises(error));
    try {
      await task;
    } catch (e) {
      console.log("awaited:", repr(e), repr(e === error));
    }
    console.log(task);
  }

  try {
    await raises(new asyncio.LookupError("key"));
  } catch (e) {
    console.log("a plain await:", repr(e));
  }
});

await asyncio.run(main());
