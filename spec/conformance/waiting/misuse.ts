// Waiting for what cannot be waited for: each function's own words.
import * as asyncio from "asyncio-node";

// biome-ignore lint/suspicious/noExplicitAny: the wrong arguments are the point
const wrong: any = asyncio;

const attempt = asyncio.coroutine(async function attempt(label: string, action: () => PromiseLike<unknown>) {
  try {
    const result = action();
    console.log(label, "->", asyncio.repr(await result));
  } catch (e) {
    console.log(label, "!!", (e as Error).constructor.name, (e as Error).message);
  }
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const done = loop.create_future();
  done.set_result("done");
  await attempt("gather of a number", () => wrong.gather(1));
  await attempt("gather of None", () => wrong.gather(null));
  await attempt("shield of a text", () => wrong.shield("text"));
  await attempt("ensure_future of a number", () => wrong.ensure_future(1));
  await attempt("create_task of a number", () => wrong.create_task(1));
  await attempt("create_task of a future", () => wrong.create_task(done));
  await attempt("wait of a number", () => wrong.wait(1));
  await attempt("as_completed of numbers", () => wrong.as_completed([1])[Symbol.iterator]().next().value);
  await attempt("sleep of a text", () => wrong.sleep("1"));
  await attempt("sleep of None", () => wrong.sleep(null));
  await attempt("wait_for a number", () => wrong.wait_for(1, 1));
  await attempt("wait_for None for ever", () => wrong.wait_for(null, null));
  await attempt("wait_for a text at once", () => wrong.wait_for("text", 0));
  await attempt("a done future", () => asyncio.wait_for(done, 0));
  await attempt("the loop", () => asyncio.sleep(0, "is still usable"));
  // biome-ignore lint/suspicious/noExplicitAny: the wrong arguments are the point
  const pending: any = loop.create_future();
  const actions = [
    () => pending.result(),
    () => pending.exception(),
    () => done.set_result(1),
    () => done.set_exception(new asyncio.ValueError()),
    () => pending.set_exception(3),
  ];
  for (const action of actions) {
    try {
      console.log(action());
    } catch (e) {
      console.log((e as Error).constructor.name, (e as Error).message);
    }
  }
});

await asyncio.run(main());
