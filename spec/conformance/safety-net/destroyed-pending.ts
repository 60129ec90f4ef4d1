// A loop that is closed over tasks that wait still.
// conformance: mask lines
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const brief = asyncio.coroutine(async function brief() {
  await asyncio.sleep(0);
  return "brief";
});

const loop = asyncio.new_event_loop();
console.log(str(await loop.run_until_complete(brief())));
const future = loop.create_future();
console.log(future);
loop.close();
console.log(repr(loop.is_closed()), repr(future.done()));
try {
  loop.call_soon(console.log, "no");
} catch (e) {
  if (!(e instanceof asyncio.RuntimeError)) throw e;
  console.log(repr(e));
}
try {
  future.set_result(1);
  future.add_done_callback(console.log);
} catch (e) {
  if (!(e instanceof asyncio.RuntimeError)) throw e;
  console.log(repr(e));
}
