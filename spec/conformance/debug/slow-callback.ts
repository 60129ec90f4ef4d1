// A callback and a step that take too long are logged.
// conformance: mask lines
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

function block() {
  const end = performance.now() + 200;
  while (performance.now() < end);
}

const slow = asyncio.coroutine(async function slow() {
  await asyncio.sleep(0);
  block();
  return "done";
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.slow_callback_duration = 0.15;
  loop.call_soon(block);
  await asyncio.sleep(0);
  const task = loop.create_task(slow(), { name: "slow one" });
  console.log(str(await task));
});

await asyncio.run(main(), { debug: true });
