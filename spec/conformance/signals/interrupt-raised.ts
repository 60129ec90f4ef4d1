// A KeyboardInterrupt or SystemExit raised by a task or callback ends run() and comes out of it.
// conformance: mask lines
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const bystander = asyncio.coroutine(async function bystander(log: unknown[]) {
  try {
    await new asyncio.Event().wait();
  } finally {
    log.push("bystander cleaned up");
  }
});

const raiser = asyncio.coroutine(async function raiser(exc: Error) {
  await asyncio.sleep(0);
  throw exc;
});

const main = asyncio.coroutine(async function main(exc: Error, how: string, log: unknown[]) {
  asyncio.create_task(bystander(log));
  if (how === "task") {
    asyncio.create_task(raiser(exc));
  }
  if (how === "main") {
    await raiser(exc);
  }
  function callback() {
    throw exc;
  }
  if (how === "callback") {
    asyncio.get_running_loop().call_soon(callback);
  }
  try {
    await new asyncio.Event().wait();
  } finally {
    log.push("main cleaned up");
  }
});

let log: unknown[];
for (const how of ["task", "callback", "main"]) {
  log = [];
  try {
    await asyncio.run(main(new asyncio.KeyboardInterrupt(how), how, log));
  } catch (e) {
    if (!(e instanceof asyncio.KeyboardInterrupt)) throw e;
    console.log(repr(e), str([...log].sort()));
  }
  log = [];
  try {
    await asyncio.run(main(new asyncio.SystemExit(3), how, log));
  } catch (e) {
    if (!(e instanceof asyncio.SystemExit)) throw e;
    console.log(e.name, str([...log].sort()));
  }
}
