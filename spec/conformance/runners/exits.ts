import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const background = asyncio.coroutine(async function background(name: string) {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    console.log(name, "was cancelled");
    await asyncio.sleep(0);
    console.log(name, "has cleaned up");
    throw e;
  }
});

const main = asyncio.coroutine(async function main(error: Error) {
  asyncio.create_task(background("background"));
  await asyncio.sleep(0);
  throw error;
});

const fails = asyncio.coroutine(async function fails(error: Error) {
  await asyncio.sleep(0);
  throw error;
});

const from_another = asyncio.coroutine(async function from_another(error: Error) {
  asyncio.create_task(fails(error), { name: "the other" });
  try {
    await asyncio.sleep(10);
  } catch (e) {
    console.log("main was cancelled");
    throw e;
  }
});

class Fatal extends Error {}

for (const error of [new asyncio.SystemExit(2), new asyncio.KeyboardInterrupt(), new Fatal("ordinary")]) {
  try {
    await asyncio.run(main(error));
  } catch (e) {
    console.log("came out:", repr(e), repr(e === error));
  }
}

for (const error of [new asyncio.SystemExit(3), new asyncio.KeyboardInterrupt("by hand")]) {
  try {
    await asyncio.run(from_another(error));
  } catch (e) {
    console.log("came out:", repr(e), repr(e === error));
  }
}
