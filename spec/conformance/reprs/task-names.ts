// Names of tasks: counted by default, given, changed, and made text of.
import * as asyncio from "asyncio-node";

const work = asyncio.coroutine(async function work() {
  return asyncio.current_task()?.get_name();
}); // conformance: mask lines

const { repr } = asyncio;

const main = asyncio.coroutine(async function main() {
  console.log(asyncio.current_task()?.get_name());
  const tasks = [0, 1, 2].map(() => asyncio.create_task(work()));
  console.log(repr(tasks.map((t) => t.get_name())));
  const named = asyncio.create_task(work(), { name: "it's me" });
  console.log(named);
  const numbered = asyncio.create_task(work(), { name: 7 as unknown as string });
  console.log(repr(numbered.get_name()), numbered);
  const unnamed = asyncio.create_task(work(), { name: null });
  console.log(unnamed.get_name());
  unnamed.set_name('renamed "twice"');
  unnamed.set_name(["not", "a", "str"] as unknown as string);
  console.log(repr(unnamed.get_name()), unnamed);
  console.log(repr(await asyncio.gather(...tasks, named, numbered, unnamed)));
  console.log(repr(await asyncio.gather(work(), work())));
  console.log(await asyncio.get_running_loop().create_task(work(), { name: "loop's" }));
  console.log(await asyncio.ensure_future(work()));
  await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
    const task = group.create_task(work(), { name: "in group" });
    console.log(task.get_name(), group.create_task(work()).get_name());
  });
});

await asyncio.run(main());
console.log(await asyncio.run(work()));
