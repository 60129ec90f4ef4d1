import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const counter = asyncio.coroutine(async function counter(name: string, n: number) {
  for (let i = 0; i < n; i++) {
    console.log(name, i);
    await asyncio.sleep(0);
  }
  return name;
});

const short = asyncio.coroutine(async function short() {
  await asyncio.sleep(0);
});

const [one, two] = [asyncio.new_event_loop(), asyncio.new_event_loop()];
const a = one.create_task(counter("a", 6));
const b = two.create_task(counter("b", 3));
for (let turn = 0; turn < 3; turn++) {
  console.log("--- turn", turn);
  await one.run_until_complete(short());
  await two.run_until_complete(short());
}
console.log("done:", repr(a.done()), repr(b.done()));
console.log(await two.run_until_complete(b), await one.run_until_complete(a));
console.log(repr(asyncio.all_tasks(one)), repr(asyncio.all_tasks(two)));

function callback(loop: asyncio.EventLoop, name: string) {
  console.log(name, "runs in its loop:", repr(asyncio.get_running_loop() === loop));
}

const cross = asyncio.coroutine(async function cross() {
  // What is scheduled in a loop that does not run waits until it does.
  two.call_soon(callback, two, "two's callback");
  one.call_soon(callback, one, "one's callback");
  await asyncio.sleep(0);
  console.log("one goes on");
});

await one.run_until_complete(cross());
await two.run_until_complete(short());
one.close();
two.close();
