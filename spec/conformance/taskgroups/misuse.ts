// What a TaskGroup refuses: tasks before, after, and while it is shutting down; being entered twice.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const work = asyncio.coroutine(async function work() {
  console.log("never printed");
});

function attempt(label: string, group: asyncio.TaskGroup) {
  const coroutine = work();
  try {
    group.create_task(coroutine);
    console.log(label, "was taken");
  } catch (e) {
    console.log(label, "!!", asyncio.repr(e));
  }
  coroutine.close();
}

const late = asyncio.coroutine(async function late(group: asyncio.TaskGroup) {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    if (e instanceof asyncio.CancelledError) attempt("while shutting down", group);
    throw e;
  }
});

const fails = asyncio.coroutine(async function fails() {
  throw new asyncio.ValueError("broken");
});

const main = asyncio.coroutine(async function main() {
  let group = new asyncio.TaskGroup();
  attempt("before", group);
  await asyncio.async_with(group, async () => {
    try {
      await asyncio.async_with(group, async () => {
        console.log("never");
      });
    } catch (e) {
      if (!(e instanceof asyncio.RuntimeError)) throw e;
      console.log("entering twice !!", asyncio.repr(e));
    }
  });
  attempt("after", group);

  group = new asyncio.TaskGroup();
  try {
    await asyncio.async_with(group, async (group) => {
      group.create_task(late(group), { name: "late" });
      await asyncio.sleep(0);
      group.create_task(fails());
      await asyncio.sleep(10);
    });
  } catch (e) {
    if (!(e instanceof asyncio.ExceptionGroup)) throw e;
    console.log(asyncio.repr(e));
  }
  attempt("after an error", group);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
