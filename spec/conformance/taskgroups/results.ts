// A TaskGroup waits for all that was started in it, what is started late too.
import * as asyncio from "asyncio-node";

const work = asyncio.coroutine(async function work(name: string, turns: number) {
  for (let turn = 0; turn < turns; turn++) {
    console.log(name, turn);
    await asyncio.sleep(0);
  }
  return name + name;
});

const parent = asyncio.coroutine(async function parent(group: asyncio.TaskGroup, name: string) {
  console.log(name, "starts a child");
  const child = group.create_task(work(`${name}'s child`, 2));
  await asyncio.sleep(0);
  return [child] as const;
});

const main = asyncio.coroutine(async function main() {
  const group = new asyncio.TaskGroup();
  const [first, second, third] = await asyncio.async_with(group, async (group) => {
    console.log(group);
    const first = group.create_task(work("a", 2), { name: "first" });
    const second = group.create_task(work("b", 1));
    const third = group.create_task(parent(group, "p"));
    console.log(group, first.get_name());
    console.log("body ends");
    return [first, second, third] as const;
  });
  console.log(group);
  console.log(first.result(), second.result(), third.result()[0].result());
  console.log(asyncio.repr(first.done()), asyncio.current_task()?.cancelling());

  await asyncio.async_with(new asyncio.TaskGroup(), async () => {
    console.log("nothing to do");
  });
  await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
    const task = group.create_task(work("awaited", 1));
    console.log(await task);
  });
});

await asyncio.run(main());
