// wait, its timeout, and a cancellation of the waiter, while its futures end in the same turn.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
type ReturnWhen = NonNullable<NonNullable<Parameters<typeof asyncio.wait>[1]>["return_when"]>;

const attempt = asyncio.coroutine(async function attempt(actions: string, return_when: ReturnWhen) {
  const loop = asyncio.get_running_loop();
  const futures = [0, 1, 2].map(() => loop.create_future());
  const waiter = asyncio.create_task(asyncio.wait(futures, { return_when }));
  await asyncio.sleep(0);
  for (const action of actions.split(" ")) {
    const [kind, index] = [action.slice(0, -1), Number(action.at(-1))];
    if (kind === "done") futures[index]?.set_result(index);
    else if (kind === "error") futures[index]?.set_exception(new asyncio.ValueError(action));
    else if (kind === "cancel") futures[index]?.cancel();
    else if (action === "stop") waiter.cancel("stop");
    else await asyncio.sleep(0);
  }
  let turns = 0;
  while (!waiter.done() && turns < 8) {
    turns += 1;
    await asyncio.sleep(0);
  }
  let text = "pending";
  if (!waiter.done()) {
    waiter.cancel();
    await asyncio.sleep(0);
    await asyncio.sleep(0);
  } else if (waiter.cancelled()) {
    text = "cancelled";
  } else {
    const [done, pending] = waiter.result();
    text = `done ${repr(futures.map((f) => done.has(f)))} pending ${repr(futures.map((f) => pending.has(f)))}`;
  }
  console.log(return_when, actions, "->", text, turns, repr(futures));
  for (const f of futures) {
    if (f.done() && !f.cancelled()) f.exception();
  }
});

const main = asyncio.coroutine(async function main() {
  for (const return_when of [
    asyncio.FIRST_COMPLETED,
    asyncio.FIRST_EXCEPTION,
    asyncio.ALL_COMPLETED,
  ] as const) {
    // biome-ignore format: as in Python
    for (const actions of ["done0", "done0 done1", "done0 turn done1", "error1", "error1 done0", "done0 done1 done2", "cancel2",
                           "cancel0 cancel1 cancel2", "done0 stop", "stop done0", "done0 turn stop", "error0 error1 turn done2"]) {
      await attempt(actions, return_when);
    }
  }
});

await asyncio.run(main());
