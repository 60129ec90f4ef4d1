import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const never_starts = asyncio.coroutine(async function never_starts() {
  console.log("never starts");
});

const main = asyncio.coroutine(async function main() {
  console.log("main");
});

function leave_one(loop: asyncio.EventLoop) {
  loop.create_task(never_starts(), { name: "not started" });
  console.log(repr([...asyncio.all_tasks(loop)].map((t) => t.get_name())));
}

const loop = asyncio.new_event_loop();
await loop.run_until_complete(main());
leave_one(loop);
console.log("closed:", repr(loop.close()));
