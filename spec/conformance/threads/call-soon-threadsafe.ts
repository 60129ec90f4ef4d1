// call_soon_threadsafe from the loop's own thread: in order with the others, with a context, refused once closed.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const current = new asyncio.ContextVar<string>("current", { default: "unset" });
const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const log: unknown[] = [];
  loop.call_soon((value) => log.push(value), "soon 1");
  const handle = loop.call_soon_threadsafe((value) => log.push(value), "threadsafe 1");
  loop.call_soon((value) => log.push(value), "soon 2");
  const dropped = loop.call_soon_threadsafe((value) => log.push(value), "dropped");
  dropped.cancel();
  console.log(repr(handle.cancelled()), repr(dropped.cancelled()));
  await asyncio.sleep(0);
  console.log(repr(log));
  const context: asyncio.Context = asyncio.copy_context();
  context.run(current.set.bind(current), "in the context");
  loop.call_soon_threadsafe(() => log.push(current.get()), asyncio.kwargs({ context }));
  loop.call_soon_threadsafe(() => log.push(current.get()));
  await asyncio.sleep(0);
  console.log(repr(log));
  return loop;
});

const loop = await asyncio.run(main());
try {
  loop.call_soon_threadsafe(console.log, "too late");
} catch (e) {
  if (!(e instanceof asyncio.RuntimeError)) throw e;
  console.log(repr(e));
}
