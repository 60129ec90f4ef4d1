// A loop prints whether it runs, is closed, and debugs; its class bears another name on Node.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

function show(label: string, loop: asyncio.EventLoop) {
  console.log(label, `<EventLoop${repr(loop).slice(repr(loop).indexOf(" "))}`);
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  show("inside", loop);
  loop.set_debug(true);
  show("debug", loop);
  loop.set_debug(false);
  console.log(repr(asyncio.get_event_loop() === loop), repr(loop.is_running()), repr(loop.is_closed()));
});

const loop = asyncio.new_event_loop();
show("new", loop);
await loop.run_until_complete(main());
show("after", loop);
loop.close();
show("closed", loop);
console.log(repr(loop.is_running()), repr(loop.is_closed()), repr(loop.get_debug()));
await asyncio.with_(new asyncio.Runner({ debug: true }), async (runner) => {
  show("runner's", runner.get_loop());
});
show("closed by its runner", loop);
