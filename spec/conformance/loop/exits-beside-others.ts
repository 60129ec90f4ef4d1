import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const leaves = asyncio.coroutine(async function leaves(error: Error) {
  await asyncio.sleep(0);
  console.log("raising", repr(error));
  throw error;
});

const beside = asyncio.coroutine(async function beside(name: string, future: asyncio.Future<string>) {
  await asyncio.sleep(0);
  console.log(name, "goes on");
  console.log(name, "got", await future);
});

const loop = asyncio.new_event_loop();

for (const error of [new asyncio.KeyboardInterrupt("now"), new asyncio.SystemExit(3)]) {
  const future = loop.create_future<string>();
  const before = loop.create_task(beside("before", future));
  const leaver = loop.create_task(leaves(error));
  const behind = [0, 1, 2].map((i) => loop.create_task(beside(`behind ${i}`, future)));
  try {
    await loop.run_until_complete(leaver);
  } catch (e) {
    console.log("came out:", repr(e));
  }
  console.log(repr(leaver.done()), repr(behind.map((task) => task.done())));
  future.set_result("a result");
  console.log("running again");
  await loop.run_until_complete(asyncio.wait([before, ...behind]));
}

loop.close();
