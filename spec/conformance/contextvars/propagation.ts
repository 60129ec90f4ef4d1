// Who makes a task, and so a copy of the context, and who awaits in the same one.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { async_with } = asyncio;
const variable = new asyncio.ContextVar("var", { default: "unset" });

const setter = asyncio.coroutine(async function setter(value: string) {
  const before = variable.get();
  await asyncio.sleep(0);
  variable.set(value);
  return before;
});

const main = asyncio.coroutine(async function main() {
  variable.set("main");
  await setter("await");
  console.log("await:", variable.get());

  await asyncio.gather(setter("gather"), setter("gather too"));
  console.log("gather:", variable.get());
  await asyncio.wait([asyncio.create_task(setter("wait"))]);
  console.log("wait:", variable.get());
  await asyncio.shield(setter("shield"));
  console.log("shield:", variable.get());
  console.log("ensure_future:", await asyncio.ensure_future(setter("ensure_future")), variable.get());
  const late = await async_with(new asyncio.TaskGroup(), async (group) => {
    group.create_task(setter("TaskGroup"));
    variable.set("in the body");
    return [group.create_task(setter("TaskGroup, late"))] as const;
  });
  console.log("TaskGroup:", variable.get(), "|", late[0].result());
  for (const earliest of asyncio.as_completed([setter("as_completed")])) {
    await earliest;
  }
  console.log("as_completed:", variable.get());

  await asyncio.wait_for(setter("wait_for"), 1);
  console.log("wait_for:", variable.get());
  await asyncio.wait_for(setter("wait_for without timeout"), null);
  console.log("wait_for:", variable.get());
  await async_with(asyncio.timeout(1), async () => {
    variable.set("timeout");
  });
  console.log("timeout:", variable.get());
  await async_with(new asyncio.Lock(), async () => {
    variable.set("lock");
  });
  console.log("lock:", variable.get());
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
console.log("module:", variable.get());
