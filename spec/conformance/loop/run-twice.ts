import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work() {
  return "worked";
});

const nested = asyncio.coroutine(async function nested() {
  const loop = asyncio.get_running_loop();
  const coroutine = work();
  try {
    await loop.run_until_complete(coroutine);
  } catch (e) {
    console.log("run_until_complete:", repr(e));
  }
  try {
    await asyncio.run(coroutine);
  } catch (e) {
    console.log("asyncio.run:", repr(e));
  }
  const runner = new asyncio.Runner();
  try {
    await runner.run(coroutine);
  } catch (e) {
    console.log("Runner.run:", repr(e));
  }
  const other = asyncio.new_event_loop();
  try {
    await other.run_until_complete(coroutine);
  } catch (e) {
    console.log("another loop:", repr(e));
  }
  other.close();
  console.log("running:", repr(loop.is_running()), repr(other.is_running()));
  return await coroutine;
});

const loop = asyncio.new_event_loop();
console.log(await loop.run_until_complete(nested()));
console.log("running:", repr(loop.is_running()));
const results = [await loop.run_until_complete(work()), await loop.run_until_complete(work())];
console.log("one after the other is fine:", ...results);
const other = asyncio.new_event_loop();
console.log("and so is another loop:", await other.run_until_complete(work()));
loop.close();
other.close();
