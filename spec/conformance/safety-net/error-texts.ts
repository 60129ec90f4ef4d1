// What is logged of an error: its class, if it is the program's own, and what it was raised from.
// conformance: mask lines
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Boom extends Error {}

class OutOfLuck extends Boom {}

function fail() {
  throw new Boom("in a callback");
}

function fail_again() {
  try {
    fail();
  } catch (e) {
    throw new OutOfLuck("twice", { cause: e });
  }
}

function fail_thrice() {
  try {
    fail_again();
  } catch (e) {
    const error = new asyncio.ValueError();
    error.cause = e;
    throw error;
  }
}

function fail_without_reason() {
  throw new OutOfLuck();
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  for (const callback of [fail, fail_again, fail_thrice, fail_without_reason]) loop.call_soon(callback);
  await asyncio.sleep(0);
  const error = new Boom("handed over");
  error.cause = new asyncio.OSError(5, "why");
  loop.call_exception_handler({ message: "look at this", exception: error });
  console.log(repr(error.cause));
});

await asyncio.run(main());
