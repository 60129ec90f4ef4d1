import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

// conformance: mask lines, as only Python knows the line at which a coroutine is suspended
const wait_for_it = asyncio.coroutine(async function wait_for_it(future: asyncio.Future<string>) {
  try {
    await future;
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(e.constructor.name, e.message);
    return "refused";
  }
  return;
});

const nothing = asyncio.coroutine(async function nothing() {});

const [mine, theirs] = [asyncio.new_event_loop(), asyncio.new_event_loop()];
const future = theirs.create_future<string>();

// Awaited by a task of the other loop.
console.log(await mine.run_until_complete(wait_for_it(future)));

// Run by the other loop.
try {
  await mine.run_until_complete(future);
} catch (e) {
  if (!(e instanceof asyncio.ValueError)) throw e;
  console.log(e.constructor.name, e.message);
}

// A done one may be awaited from anywhere.
future.set_result("done");
console.log(repr(await mine.run_until_complete(wait_for_it(future))));

const task = theirs.create_task(nothing());
try {
  await mine.run_until_complete(task);
} catch (e) {
  if (!(e instanceof asyncio.ValueError)) throw e;
  console.log(e.constructor.name, e.message);
}
console.log(repr(await theirs.run_until_complete(task)));
mine.close();
theirs.close();
