import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const forever = asyncio.coroutine(async function forever() {
  try {
    await asyncio.get_running_loop().create_future();
  } catch (e) {
    console.log("cancelled after all");
    throw e;
  }
});

const stops_it = asyncio.coroutine(async function stops_it() {
  const loop = asyncio.get_running_loop();
  loop.stop();
  await asyncio.sleep(0);
  console.log("resumed by the next run");
  return "finished";
});

const loop = asyncio.new_event_loop();
loop.call_soon(() => loop.stop());
const task = loop.create_task(forever());
try {
  await loop.run_until_complete(task);
} catch (e) {
  console.log(repr(e));
}
console.log(repr(task.done()), repr(loop.is_running()));

const second = loop.create_task(stops_it());
try {
  await loop.run_until_complete(second);
} catch (e) {
  console.log(repr(e));
}
console.log(await loop.run_until_complete(second));

task.cancel();
try {
  await loop.run_until_complete(task);
} catch (e) {
  console.log(repr(e));
}
loop.close();
