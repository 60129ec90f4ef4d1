// gather with children that end in one turn, in any order, with errors and cancellations among them.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const attempt = asyncio.coroutine(async function attempt(actions: string, return_exceptions: boolean) {
  const loop = asyncio.get_running_loop();
  const futures = [0, 1, 2].map(() => loop.create_future());
  const outer = asyncio.gather(...futures, { return_exceptions });
  const calls: boolean[][] = [];
  outer.add_done_callback(() => calls.push(futures.map((f) => f.done())));
  for (const action of actions.split(" ")) {
    const [kind, index] = [action.slice(0, -1), Number(action.at(-1))];
    if (kind === "done") futures[index]?.set_result(index);
    else if (kind === "error") futures[index]?.set_exception(new asyncio.ValueError(action));
    else if (kind === "cancel") futures[index]?.cancel(action);
    else if (action === "outer") console.log("  outer.cancel:", repr(outer.cancel("outer")));
    else await asyncio.sleep(0);
  }
  for (let i = 0; i < 3; i++) await asyncio.sleep(0);
  let text = "pending";
  if (outer.done()) {
    try {
      text = repr(outer.result());
    } catch (e) {
      text = repr(e);
    }
  } else {
    for (const f of futures) f.cancel();
    await asyncio.gather(outer, { return_exceptions: true });
  }
  console.log(actions, repr(return_exceptions), "->", text, repr(calls.slice(0, 1)), outer);
  for (const f of futures) {
    if (f.done() && !f.cancelled()) f.exception();
  }
});

const main = asyncio.coroutine(async function main() {
  for (const return_exceptions of [false, true]) {
    // biome-ignore format: as in Python
    for (const actions of ["done0 done1 done2", "done2 done1 done0", "error0", "done0 error1 cancel2", "cancel0 error1 done2",
                           "error2 turn error0 done1", "outer", "done0 outer", "done0 done1 done2 outer", "cancel0 cancel1 cancel2",
                           "done0 done1 done2 turn outer", "error0 outer", "cancel1 turn outer", "outer outer"]) {
      await attempt(actions, return_exceptions);
    }
  }
});

await asyncio.run(main());
