// shield: cancelling the waiter leaves the work alone; cancelling the work reaches the waiter.
import * as asyncio from "asyncio-node";

const work = asyncio.coroutine(async function work(name: string) {
  try {
    for (let step = 0; step < 4; step++) {
      console.log(name, "step", step);
      await asyncio.sleep(0);
    }
    return `${name} finished`;
  } catch (e) {
    if (e instanceof asyncio.CancelledError) console.log(name, "cancelled", asyncio.repr(e));
    throw e;
  }
});

const caller = asyncio.coroutine(async function caller(task: asyncio.Task<string>) {
  try {
    console.log("caller got", await asyncio.shield(task));
  } catch (e) {
    if (e instanceof asyncio.CancelledError) console.log("caller cancelled", asyncio.repr(e));
    throw e;
  }
});

const main = asyncio.coroutine(async function main() {
  console.log(await asyncio.shield(work("plain")));

  let task = asyncio.create_task(work("shielded"));
  const impatient = asyncio.create_task(caller(task));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  impatient.cancel("hurry");
  console.log(asyncio.repr(await asyncio.gather(impatient, { return_exceptions: true })));
  console.log(asyncio.repr(task.cancelled()), await task);

  task = asyncio.create_task(work("victim"));
  const patient = asyncio.create_task(caller(task));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  task.cancel("inside");
  console.log(asyncio.repr(await asyncio.gather(patient, { return_exceptions: true })));
  console.log(asyncio.repr(task.cancelled()), asyncio.repr(patient.cancelled()));

  const done = asyncio.get_running_loop().create_future();
  done.set_result(1);
  console.log(asyncio.repr(asyncio.shield(done) === done));
  const outer = asyncio.shield(asyncio.create_task(work("alone")));
  console.log(asyncio.repr(outer.cancel()), asyncio.repr(outer.cancelled()));
  for (let i = 0; i < 6; i++) await asyncio.sleep(0);
});

await asyncio.run(main());
