import * as asyncio from "asyncio-node";

function leave() {
  console.log("leaving");
  throw new asyncio.SystemExit("nothing left to do");
}

const loop = asyncio.new_event_loop();
loop.call_soon(leave);
await loop.run_forever();
