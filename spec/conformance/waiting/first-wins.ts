// The first answer wins; the losers are cancelled and waited for.
import * as asyncio from "asyncio-node";

const server = asyncio.coroutine(async function server(name: string, turns: number, fails?: boolean) {
  try {
    for (let i = 0; i < turns; i++) await asyncio.sleep(0);
    if (fails) throw new asyncio.ConnectionError(`${name} is down`);
    return `answer of ${name}`;
  } catch (e) {
    if (e instanceof asyncio.CancelledError) console.log(name, "is told to stop");
    throw e;
  }
});

const first_answer = asyncio.coroutine(async (...coroutines: asyncio.Coroutine<string>[]) => {
  let pending = new Set(coroutines.map((c) => asyncio.ensure_future(c)));
  let done: typeof pending;
  const errors: Error[] = [];
  try {
    while (pending.size > 0) {
      [done, pending] = await asyncio.wait(pending, { return_when: asyncio.FIRST_COMPLETED });
      for (const task of done) {
        const error = task.exception();
        if (!error) return task.result();
        errors.push(error);
      }
    }
    throw new asyncio.ExceptionGroup("nobody answered", errors);
  } finally {
    for (const task of pending) task.cancel();
    const results = await asyncio.gather(...pending, { return_exceptions: true });
    console.log("losers:", asyncio.repr(results));
  }
});

const main = asyncio.coroutine(async function main() {
  console.log(await first_answer(server("slow", 9), server("quick", 2)));
  console.log(await first_answer(server("broken", 1, true), server("slow", 4)));
  try {
    await first_answer(server("a", 1, true), server("b", 6, true));
  } catch (e) {
    if (!(e instanceof asyncio.ExceptionGroup)) throw e;
    console.log(asyncio.repr(e));
  }
  try {
    await asyncio.wait_for(first_answer(server("never", 100000)), 0.01);
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(asyncio.repr(e));
  }
});

await asyncio.run(main());
