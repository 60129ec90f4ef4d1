import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  console.log(String(loop).replace("_UnixSelectorEventLoop", "EventLoop"));
});

const loop = asyncio.new_event_loop();
console.log(String(loop).replace("_UnixSelectorEventLoop", "EventLoop"));
await loop.run_until_complete(main());
loop.set_debug(true);
console.log(String(loop).replace("_UnixSelectorEventLoop", "EventLoop"));
loop.close();
console.log(String(loop).replace("_UnixSelectorEventLoop", "EventLoop"));
console.log(repr(loop instanceof asyncio.EventLoop));
const first = loop.time();
console.log(typeof first === "number" ? "float" : "?", repr(first <= loop.time()));
