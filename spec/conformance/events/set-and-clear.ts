// Who waits at the moment of set() goes on, even if it is cleared before they run.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const waiter = asyncio.coroutine(async function waiter(name: string, event: asyncio.Event, log: unknown[]) {
  log.push(`${name} ${str(await event.wait())} ${repr(event.is_set())}`);
});

const main = asyncio.coroutine(async function main() {
  const event = new asyncio.Event();
  const log: unknown[] = [];
  const tasks = [..."abc"].map((name) => asyncio.create_task(waiter(name, event, log)));
  await asyncio.sleep(0);
  console.log(event);
  event.set();
  console.log(event);
  event.clear();
  console.log(event);
  const late = asyncio.create_task(waiter("late", event, log));
  await asyncio.gather(...tasks);
  console.log(repr(log), repr(late.done()), event);
  event.set();
  event.set();
  await late;
  await waiter("at once", event, log);
  console.log(repr(log));
  event.clear();
  event.clear();
  console.log(repr(event.is_set()), event);
});

await asyncio.run(main());
