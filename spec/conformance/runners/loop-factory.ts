import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const made: asyncio.EventLoop[] = [];

function factory() {
  console.log("the factory is asked");
  const loop = asyncio.new_event_loop();
  made.push(loop);
  return loop;
}

const main = asyncio.coroutine(async function main() {
  console.log("its loop runs:", repr(asyncio.get_running_loop() === made.at(-1)));
  return made.length;
});

console.log(await asyncio.run(main(), { loop_factory: factory }));
console.log("closed:", repr(made[0]?.is_closed()));

await asyncio.with_(new asyncio.Runner({ loop_factory: factory, debug: true }), async (runner) => {
  console.log("inside");
  console.log(await runner.run(main()));
  console.log(await runner.run(main()));
  console.log("debug:", repr(runner.get_loop().get_debug()), repr(runner.get_loop() === made[1]));
});
console.log("closed:", repr(made[1]?.is_closed()), made.length);

function broken(): never {
  throw new asyncio.ValueError("no loop today");
}

const coroutine = main();
try {
  await asyncio.run(coroutine, { loop_factory: broken });
} catch (e) {
  console.log(repr(e));
}
coroutine.close();
