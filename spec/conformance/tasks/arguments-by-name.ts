// What Python takes both ways, given by its name.
import * as asyncio from "asyncio-node";
import { repr, TaskGroup } from "asyncio-node";

const work = asyncio.coroutine(async function work(value: number) {
  await asyncio.sleep({ delay: 0 });
  return value;
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const task = asyncio.create_task({ coro: work(1), name: "one" });
  console.log(task.get_name(), await asyncio.wait_for({ fut: task, timeout: 1 }));
  console.log(await asyncio.shield({ arg: work(2) }));
  console.log(await asyncio.ensure_future({ coro_or_future: work(3), loop }));
  const [done, pending] = await asyncio.wait({ fs: [loop.create_task({ coro: work(4) })], timeout: 1 });
  console.log(done.size, pending.size);
  for (const each of asyncio.as_completed({ fs: [work(5)], timeout: 1 })) {
    console.log(await each);
  }
  const made = await asyncio.async_with(new TaskGroup(), async (group) => {
    return [group.create_task({ coro: work(6), name: "six" })] as const;
  });
  console.log(made[0].get_name(), made[0].result());
  let later = asyncio.run_coroutine_threadsafe(work(7), { loop });
  console.log(await asyncio.wrap_future(later));
  later = asyncio.run_coroutine_threadsafe({ coro: work(8), loop });
  console.log(await asyncio.wrap_future(later, { loop }));
  await asyncio.async_with(asyncio.timeout({ delay: null }), async (limit) => {
    limit.reschedule({ when: loop.time() + 100 });
    console.log(repr((limit.when() as number) > loop.time()));
    limit.reschedule({ when: null });
    console.log(repr(limit.when()));
  });
  console.log(new asyncio.Timeout({ when: 5 }).when());
  loop.set_debug({ enabled: true });
  console.log(repr(loop.get_debug()));
  loop.set_debug({ enabled: false });
  console.log(repr(loop.get_debug()));
  const factory = asyncio.create_eager_task_factory({ custom_task_constructor: asyncio.Task });
  loop.set_task_factory({ factory });
  console.log(await loop.create_task({ coro: work(9) }));
  loop.set_task_factory({ factory: null });
  console.log(repr(loop.get_task_factory()));
  loop.set_exception_handler({ handler: (_loop, context) => console.log(context.message) });
  loop.call_exception_handler({ message: "told" });
  loop.set_exception_handler({ handler: null });
  console.log(repr(loop.get_exception_handler()));
  loop.call_soon({ callback: () => console.log("soon") });
  loop.call_later({ delay: 0, callback: () => console.log("later"), context: null });
  loop.call_later(0, { callback: () => console.log("as soon") });
  loop.call_at({ when: loop.time() + 0.001, callback: () => console.log("at its time") });
  await asyncio.sleep(0.01);
  console.log(await loop.run_in_executor({ executor: null, func: () => "in a thread" }));
  console.log(new asyncio.IncompleteReadError(Buffer.from("ab"), { expected: 5 }).message);
  console.log(new asyncio.LimitOverrunError("too long", { consumed: 3 }).consumed);
});

await asyncio.run({ main: main() });
await asyncio.with_(new asyncio.Runner(), async (runner) => {
  console.log(await runner.run({ coro: work(10) }));
});
const loop = asyncio.new_event_loop();
asyncio.set_event_loop({ loop });
console.log(repr(asyncio.get_event_loop() === loop));
console.log(await loop.run_until_complete({ future: work(11) }));
asyncio.set_event_loop({ loop: null });
loop.close();
const forgotten = work(12);
try {
  // @ts-expect-error: there is no such keyword
  await asyncio.run({ main: forgotten, bogus: 1 });
} catch (e) {
  if (!(e instanceof TypeError)) throw e;
  console.log(e.message);
}
forgotten.close();
