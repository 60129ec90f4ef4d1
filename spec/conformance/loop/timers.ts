import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

function say(what: string) {
  console.log(what);
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const now = loop.time();
  loop.call_at(now + 0.03, say, "third");
  loop.call_at(now + 0.01, say, "first");
  loop.call_at(now + 0.02, say, "second");
  loop.call_at(now, say, "due at once");
  loop.call_later(-1, say, "a negative delay");
  loop.call_at(now - 5, say, "long past");
  loop.call_soon(say, "soon comes before all of them");
  await asyncio.sleep(0.05);

  console.log("--- equal deadlines");
  let when = loop.time() + 0.005;
  for (const name of "abcdefgh") loop.call_at(when, say, name);
  await asyncio.sleep(0.02);

  console.log("--- some of them cancelled");
  when = loop.time() + 0.005;
  const handles = [..."abcdefgh"].map((name) => loop.call_at(when, say, name));
  for (const i of [0, 2, 3]) handles[i]?.cancel();
  await asyncio.sleep(0.02);

  console.log("--- a timer that makes a timer");
  loop.call_later(0.001, () => loop.call_later(0, say, "inner"));
  loop.call_later(0.1, say, "outer");
  await asyncio.sleep(0.11);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
