import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

function attempt(what: string, f: () => unknown) {
  try {
    f();
    console.log(what, "is fine");
  } catch (e) {
    if (!(e instanceof Error)) throw e;
    console.log(what, e.constructor.name, e.message);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const never = (delay: number) => console.log("never", delay);
  // A month, a million years: neither is due at once.
  const handles = [30 * 86400, 1e9, 3e13].map((delay) => loop.call_later(delay, never, delay));
  const task = asyncio.create_task(asyncio.sleep(1e10));
  await asyncio.sleep(0.01);
  console.log("still waiting:", repr(task.done()), repr(handles.map((h) => h.cancelled())));
  task.cancel();
  for (const handle of handles) handle.cancel();

  // @ts-expect-error: nothing is not a time
  attempt("call_at(None)", () => loop.call_at(null, never));
  // @ts-expect-error: nor a delay
  attempt("call_later(None)", () => loop.call_later(null, never));
  try {
    await asyncio.sleep(Number.NaN);
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(e.constructor.name, e.message);
  }
  console.log("sleep(-1):", await asyncio.sleep(-1, "at once"));
  console.log("sleep(0.0001):", repr(await asyncio.sleep(0.0001, { any: "result" })));

  console.log("--- a tiny delay is no call_soon");
  loop.call_later(1e-9, () => console.log("tiny"));
  loop.call_soon(() => console.log("soon"));
  await asyncio.sleep(0);
  console.log("one iteration later");
  await asyncio.sleep(0.001);

  console.log("--- the same handle may be cancelled while its iteration runs");
  const later: asyncio.Handle[] = [];
  loop.call_soon(() => {
    console.log("first");
    later[0]?.cancel();
  });
  later.push(loop.call_soon(() => console.log("never printed")));
  await asyncio.sleep(0);
  console.log(later[0]);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
