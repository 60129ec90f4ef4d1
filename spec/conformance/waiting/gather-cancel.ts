// Cancelling a gather cancels all its children; cancelling one child is an error of the whole.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const child = asyncio.coroutine(async function child(name: string) {
  console.log(name, "starts");
  try {
    await asyncio.sleep(10);
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log(name, "cancelled", e.message === "" ? "()" : `(${asyncio.repr(e.message)},)`);
    await asyncio.sleep(0);
    console.log(name, "has tidied up");
    throw e;
  }
});

const main = asyncio.coroutine(async function main() {
  let outer: asyncio.Future<unknown> = asyncio.gather(child("a"), child("b"));
  await asyncio.sleep(0);
  console.log("cancel:", asyncio.repr(outer.cancel("stop it")), asyncio.repr(outer.done()));
  try {
    await outer;
  } catch (e) {
    console.log("outer:", asyncio.repr(e));
  }
  console.log(asyncio.repr(outer.cancelled()), asyncio.repr(outer.cancel()));

  const victim = asyncio.create_task(child("c"));
  const other = asyncio.create_task(child("d"));
  outer = asyncio.gather(victim, other);
  await asyncio.sleep(0);
  victim.cancel("only you");
  try {
    await outer;
  } catch (e) {
    console.log("outer:", asyncio.repr(e));
  }
  console.log(asyncio.repr(victim.cancelled()), asyncio.repr(other.done()));
  other.cancel();
  await asyncio.wait([other]);

  outer = asyncio.gather(child("e"), child("f"), { return_exceptions: true });
  await asyncio.sleep(0);
  outer.cancel();
  try {
    console.log(await outer);
  } catch (e) {
    console.log("even so:", asyncio.repr(e));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
