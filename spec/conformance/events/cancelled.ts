// Cancelled while waiting for an event, before, after and along with set().
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const waiter = asyncio.coroutine(async function waiter(event: asyncio.Event) {
  try {
    return await event.wait();
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    return `${repr(e)} ${repr(event.is_set())}`;
  }
});

const main = asyncio.coroutine(async function main() {
  for (const kind of ["set, cancel", "cancel, set", "cancel", "set, clear, cancel"]) {
    const event = new asyncio.Event();
    const task = asyncio.create_task(waiter(event));
    const bystander = asyncio.create_task(waiter(event));
    await asyncio.sleep(0);
    for (const word of kind.split(", ")) {
      if (word === "set") {
        event.set();
      }
      if (word === "clear") {
        event.clear();
      }
      if (word === "cancel") {
        task.cancel("enough");
      }
    }
    console.log(kind, event);
    await asyncio.sleep(0);
    console.log(event, repr(task.done()), repr(bystander.done()));
    event.set();
    console.log(str(await task), str(await bystander), event);
  }
});

await asyncio.run(main());
