import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Special extends Error {}

function attempt(f: () => unknown) {
  try {
    return repr(f());
  } catch (e) {
    if (!(e instanceof Error)) throw e;
    return `${e.constructor.name}: ${e.message}`;
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const { ValueError, TimeoutError } = asyncio;
  for (const error of [
    ValueError,
    new ValueError("an instance"),
    new Special("mine"),
    Special,
    TimeoutError,
  ]) {
    const future = loop.create_future();
    future.set_exception(error);
    console.log(future);
    try {
      await future;
    } catch (e) {
      console.log("awaited:", repr(e), repr(e === future.exception()));
    }
  }

  const future = loop.create_future();
  for (const wrong of [1, "text", null]) {
    // biome-ignore lint/suspicious/noExplicitAny: not an exception, which is what this is about
    const text = attempt(() => future.set_exception(wrong as any));
    console.log("refused:", text);
  }
  console.log(future);

  // A cancellation that is set as an exception stays an exception of the future, but cancels who awaits it.
  const odd = loop.create_future();
  odd.set_exception(new asyncio.CancelledError("by hand"));
  console.log(odd, repr(odd.cancelled()));
  try {
    await odd;
  } catch (e) {
    console.log("awaited:", repr(e));
  }
});

await asyncio.run(main());
