import * as asyncio from "asyncio-node";

function first(future: asyncio.Future<number>) {
  console.log("first", future.result());
}

function second(future: asyncio.Future<number>) {
  console.log("second", future.result());
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const future = loop.create_future<number>();
  future.add_done_callback(first);
  future.add_done_callback(second);
  future.add_done_callback(first);
  loop.call_soon(console.log, "a callback scheduled before set_result");
  future.set_result(1);
  loop.call_soon(console.log, "a callback scheduled after set_result");
  console.log("nothing has been called yet");
  await asyncio.sleep(0);
  console.log("now they were");

  console.log("added to a done future");
  future.add_done_callback(first);
  console.log("not called yet either");
  await asyncio.sleep(0);

  const other = loop.create_future<number>();
  for (const callback of [first, second, first, second, first]) other.add_done_callback(callback);
  console.log("removed", other.remove_done_callback(first));
  console.log("removed", other.remove_done_callback(first));
  other.set_result(2);
  console.log("too late to remove:", other.remove_done_callback(second));
  await asyncio.sleep(0);

  function add_more(future: asyncio.Future<number>) {
    console.log("adding one from within a callback");
    future.add_done_callback(second);
  }

  const third = loop.create_future<number>();
  third.add_done_callback(add_more);
  third.add_done_callback(first);
  third.set_result(3);
  await asyncio.sleep(0);
  console.log("one iteration later");
  await asyncio.sleep(0);
});

await asyncio.run(main());
