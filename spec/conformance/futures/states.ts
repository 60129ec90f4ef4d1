import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function attempt(what: string, f: () => unknown) {
  try {
    console.log(what, repr(f()));
  } catch (e) {
    console.log(what, "raised", repr(e));
  }
}

const loop = asyncio.new_event_loop();
const future = loop.create_future<string>();
console.log(future, repr(future.done()), repr(future.cancelled()));
attempt("result:", () => future.result());
attempt("exception:", () => future.exception());
attempt("set_result:", () => future.set_result("first"));
console.log(future, repr(future.done()), repr(future.cancelled()));
attempt("result:", () => future.result());
attempt("result again:", () => future.result());
attempt("exception:", () => future.exception());
attempt("set_result again:", () => future.set_result("second"));
attempt("set_exception:", () => future.set_exception(new asyncio.ValueError("late")));
attempt("cancel:", () => future.cancel());
console.log(future);

const failed = loop.create_future<number>();
attempt("set_exception:", () => failed.set_exception(new asyncio.ValueError("wrong")));
console.log(failed, repr(failed.done()), repr(failed.cancelled()));
attempt("exception:", () => failed.exception());
attempt("result:", () => failed.result());
attempt("result again:", () => failed.result());
attempt("set_result:", () => failed.set_result(1));
attempt("cancel:", () => failed.cancel());

console.log(repr(future.get_loop() === loop), new asyncio.Future({ loop }));
loop.close();
