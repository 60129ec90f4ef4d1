import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const bottom = asyncio.coroutine(async function bottom(x: number) {
  console.log("bottom", x);
  await asyncio.sleep(0);
  if (x < 0) throw new asyncio.ValueError("negative");
  return x + 1;
});

const middle = asyncio.coroutine(async function middle(x: number) {
  try {
    console.log("middle in");
    return (await bottom(x)) * 10;
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log("middle saw", repr(e));
    throw new asyncio.RuntimeError("middle failed", { cause: e });
  } finally {
    console.log("middle out");
  }
});

const top = asyncio.coroutine(async function top(x: number) {
  try {
    return await middle(x);
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log("top saw", repr(e), "because of", repr(e.cause));
    return null;
  } finally {
    await asyncio.sleep(0);
    console.log("top out");
  }
});

const main = asyncio.coroutine(async function main() {
  console.log("result:", repr(await top(1)));
  console.log("result:", repr(await top(-1)));
  const [first, second] = [top(2), top(-2)];
  console.log("in the other order:", repr(await second), repr(await first));
});

await asyncio.run(main());
