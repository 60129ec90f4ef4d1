// Several children fail, and the body too: all are in the group, in the order in which they failed, the body last.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const fails = asyncio.coroutine(async function fails(name: string, turns: number) {
  for (let i = 0; i < turns; i++) await asyncio.sleep(0);
  throw new asyncio.ValueError(name);
});

const fails_in_cleanup = asyncio.coroutine(async function fails_in_cleanup(name: string) {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    await asyncio.sleep(0);
    throw new asyncio.RuntimeError(`${name} failed while tidying up`);
  }
});

type Body = (group: asyncio.TaskGroup) => PromiseLike<unknown>;

const attempt = asyncio.coroutine(async function attempt(body: Body) {
  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      await body(group);
    });
  } catch (e) {
    if (e instanceof asyncio.BaseExceptionGroup) {
      console.log(e.constructor.name, String(e));
      for (const error of e.exceptions) console.log("   ", asyncio.repr(error));
    } else {
      console.log("bare", asyncio.repr(e));
    }
  }
});

const same_turn = asyncio.coroutine(async function same_turn(group: asyncio.TaskGroup) {
  for (const name of ["first", "second", "third"]) group.create_task(fails(name, 1));
});

const cleanup = asyncio.coroutine(async function cleanup(group: asyncio.TaskGroup) {
  group.create_task(fails("cause", 1));
  group.create_task(fails_in_cleanup("sibling"));
  group.create_task(fails("too late", 5));
});

const body_too = asyncio.coroutine(async function body_too(group: asyncio.TaskGroup) {
  group.create_task(fails_in_cleanup("child"));
  await asyncio.sleep(0);
  throw new asyncio.LookupError("in the body");
});

const body_only = asyncio.coroutine(async function body_only(_group: asyncio.TaskGroup) {
  throw new asyncio.LookupError("alone in the body");
});

const main = asyncio.coroutine(async function main() {
  for (const body of [same_turn, cleanup, body_too, body_only]) {
    console.log(body.name);
    await attempt(body);
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
