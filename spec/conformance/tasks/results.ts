import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(x: number) {
  await asyncio.sleep(0);
  if (x < 0) throw new asyncio.ValueError(`${x} is negative`);
  return x * 2;
});

function attempt(what: string, f: () => unknown) {
  try {
    console.log(what, repr(f()));
  } catch (e) {
    console.log(what, "raised", repr(e));
  }
}

const main = asyncio.coroutine(async function main() {
  const [good, bad] = [asyncio.create_task(work(1)), asyncio.create_task(work(-1))];
  attempt("result:", () => good.result());
  attempt("exception:", () => good.exception());
  attempt("set_result:", () => good.set_result(1));
  attempt("set_exception:", () => good.set_exception(new asyncio.ValueError()));
  console.log(repr(good.done()), repr(good.cancelled()));
  console.log("awaited:", await good);
  console.log(repr(good.done()), repr(good.cancelled()));
  attempt("result:", () => good.result());
  attempt("exception:", () => good.exception());
  attempt("cancel:", () => good.cancel());

  try {
    await bad;
  } catch (e) {
    console.log("awaited:", repr(e), repr(e === bad.exception()));
  }
  attempt("result:", () => bad.result());
  attempt("exception:", () => bad.exception());
  console.log(repr(bad.done()), repr(bad.cancelled()));
  console.log(bad);
  console.log("awaited again:", await good);
});

await asyncio.run(main());
