import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function press_ctrl_c() {
  console.log("^C");
  process.kill(process.pid, "SIGINT");
}

const background = asyncio.coroutine(async function background() {
  try {
    await asyncio.sleep(10);
  } finally {
    console.log("the background is cancelled, too");
  }
});

const main = asyncio.coroutine(async function main(stubborn: boolean) {
  asyncio.create_task(background());
  asyncio.get_running_loop().call_soon(press_ctrl_c);
  try {
    await asyncio.sleep(10);
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("main is cancelled:", asyncio.current_task()?.cancelling());
    await asyncio.sleep(0);
    console.log("main has cleaned up");
    if (!stubborn) throw e;
  }
  return "main finished all the same";
});

for (const stubborn of [false, true]) {
  try {
    console.log(await asyncio.run(main(stubborn)));
  } catch (e) {
    console.log("came out:", repr(e));
  }
}

const works = asyncio.coroutine(async function works() {
  await asyncio.sleep(0);
  return "the next one works";
});

console.log(await asyncio.run(works()));
