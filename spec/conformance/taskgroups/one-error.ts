// One child fails: its siblings and the body are cancelled, and the group raises an ExceptionGroup.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const log: string[] = [];

const worker = asyncio.coroutine(async function worker(name: string) {
  try {
    console.log(name, "works");
    await asyncio.sleep(10);
  } catch (e) {
    log.push(`${name} cancelled ${asyncio.repr(e)}`); // in the order of a Python set
    await asyncio.sleep(0);
    log.push(`${name} tidied up`);
    throw e;
  }
});

const fails = asyncio.coroutine(async function fails(turns: number) {
  for (let i = 0; i < turns; i++) await asyncio.sleep(0);
  throw new asyncio.ValueError("it broke");
});

const main = asyncio.coroutine(async function main() {
  const tasks: asyncio.Task<unknown>[] = [];
  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      tasks.push(group.create_task(worker("one")));
      tasks.push(group.create_task(worker("two")));
      group.create_task(fails(2));
      try {
        await asyncio.sleep(10);
      } catch (e) {
        console.log("body cancelled", asyncio.repr(e), group);
        throw e;
      }
    });
  } catch (e) {
    if (!(e instanceof asyncio.ExceptionGroup)) throw e;
    console.log(asyncio.repr(e));
    console.log(String(e));
    console.log(e.message, e.exceptions.length, asyncio.repr(e.exceptions[0]));
  }
  console.log(asyncio.repr(log.sort()));
  const [one, two] = tasks.map((t) => asyncio.repr(t.cancelled()));
  console.log(one, two, asyncio.current_task()?.cancelling());

  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      tasks.push(group.create_task(worker("never starts")));
      group.create_task(fails(0));
      console.log("body has left already");
    });
  } catch (e) {
    if (!(e instanceof asyncio.ExceptionGroup)) throw e;
    console.log(asyncio.repr(log.sort().slice(0, 2)));
    console.log(asyncio.repr(e), asyncio.repr(tasks[2]?.cancelled()));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
