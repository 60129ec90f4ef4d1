// Callbacks in a future's repr: one, two, and the first and last of more; gone once it is done.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

function first(future: asyncio.Future) {
  console.log("first", future);
}

function second(future: asyncio.Future) {
  console.log("second", future);
}

function third(future: asyncio.Future) {
  console.log("third", future);
}

function fourth(future: asyncio.Future) {
  console.log("fourth", future);
}

const main = asyncio.coroutine(async function main() {
  const future = asyncio.get_running_loop().create_future();
  console.log(future);
  future.add_done_callback(first);
  console.log(future);
  future.add_done_callback(second);
  console.log(future);
  future.add_done_callback(third);
  console.log(future);
  future.add_done_callback(fourth);
  console.log(future);
  console.log(future.remove_done_callback(second), future);
  console.log(future.remove_done_callback(first), future);
  future.add_done_callback(third);
  console.log(future);
  console.log(future.remove_done_callback(third), future.remove_done_callback(third), future);

  future.add_done_callback((f) => console.log("lambda", f));
  console.log(future);
  future.set_result("x");
  console.log(future);
  await asyncio.sleep(0);
  future.add_done_callback(first);
  console.log("added late", repr(future));
  await asyncio.sleep(0);
});

await asyncio.run(main());
