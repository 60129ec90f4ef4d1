import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function first(_future: asyncio.Future<unknown>) {
  // Only its name and place matter.
}

function second(_future: asyncio.Future<unknown>) {
  // Only its name and place matter.
}

function third(_future: asyncio.Future<unknown>) {}

const loop = asyncio.new_event_loop();
const future = loop.create_future<unknown>();
console.log(future);
future.add_done_callback(first);
console.log(future);
future.add_done_callback(second);
console.log(future);
future.add_done_callback(third);
console.log(future);
future.add_done_callback(first);
console.log(future);
future.remove_done_callback(first);
console.log(future);
future.set_result([1, 2.5, "text", null, true, { a: 1 }]);
console.log(future);
console.log(String(future), repr(future), `${future}`, repr([future]));

const failed = loop.create_future<unknown>();
failed.set_exception(new asyncio.KeyboardInterrupt());
console.log(failed);
failed.exception();

const cancelled = loop.create_future<unknown>();
cancelled.add_done_callback(first);
cancelled.cancel("with a message");
console.log(cancelled);

const long = loop.create_future<unknown>();
long.set_result("x".repeat(500));
console.log(long);

const nested = loop.create_future<unknown>();
nested.set_result({ future: cancelled });
console.log(nested);
loop.close();
