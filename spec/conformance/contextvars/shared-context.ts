// Tasks that are given one and the same context share their variables.
import * as asyncio from "asyncio-node";

const { Context, ContextVar, copy_context, repr } = asyncio;
const counter = new ContextVar("counter", { default: 0 });

const count = asyncio.coroutine(async function count(name: string, turns: number) {
  for (let i = 0; i < turns; i++) {
    counter.set(counter.get() + 1);
    console.log(name, counter.get());
    await asyncio.sleep(0);
  }
});

const reset_in = asyncio.coroutine(async (_context: asyncio.Context, token: asyncio.Token<number>) => {
  try {
    counter.reset(token);
    return "reset";
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    return e.message.split("> ").at(-1);
  }
});

const set_only = asyncio.coroutine(async function set_only() {
  return counter.set(99);
});

const main = asyncio.coroutine(async function main() {
  const shared = copy_context();
  const one = asyncio.create_task(count("one", 3), { context: shared });
  const two = asyncio.create_task(count("two", 2), { context: shared });
  const alone = asyncio.create_task(count("alone", 2));
  await asyncio.gather(one, two, alone);
  const same = [one, alone].map((task) => repr(task.get_context() === shared));
  console.log(shared.get(counter), counter.get(), ...same);

  await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
    group.create_task(count("in a group", 1), { context: shared });
  });
  console.log(shared.get(counter), counter.get());

  const token = await asyncio.create_task(set_only(), { context: shared });
  console.log(await asyncio.create_task(reset_in(shared, token)));
  console.log(await asyncio.create_task(reset_in(shared, token), { context: shared.copy() }));
  console.log(await asyncio.create_task(reset_in(shared, token), { context: shared }), shared.get(counter));

  const empty = new Context();
  const task = asyncio.get_running_loop().create_task(count("empty", 1), { context: empty });
  await task;
  console.log(empty.size, repr([...empty.values()]), repr([...empty].map((v) => v.name)));
});

await asyncio.run(main());
