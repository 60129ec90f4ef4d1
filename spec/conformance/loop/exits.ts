import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function leave(error: Error) {
  console.log("raising", repr(error));
  throw error;
}

const leaves = asyncio.coroutine(async function leaves(error: Error) {
  await asyncio.sleep(0);
  throw error;
});

const waits = asyncio.coroutine(async function waits() {
  await asyncio.sleep(0.01);
  return "still there";
});

const loop = asyncio.new_event_loop();
const task = loop.create_task(waits());

for (const error of [new asyncio.KeyboardInterrupt("from a callback"), new asyncio.SystemExit(3)]) {
  loop.call_soon(leave, error);
  loop.call_soon(console.log, "ready behind it");
  try {
    await loop.run_forever();
  } catch (e) {
    console.log("came out:", repr(e));
  }
  console.log("running:", repr(loop.is_running()), "closed:", repr(loop.is_closed()));
  loop.call_soon(() => loop.stop());
  await loop.run_forever();
}

for (const error of [new asyncio.KeyboardInterrupt("from a task"), new asyncio.SystemExit("text")]) {
  const leaver = loop.create_task(leaves(error));
  try {
    await loop.run_until_complete(leaver);
  } catch (e) {
    console.log("came out:", repr(e));
  }
  console.log(repr(leaver.done()), repr(leaver.exception()));
}

console.log(await loop.run_until_complete(task));
loop.close();
