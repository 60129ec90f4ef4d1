// Groups within groups: the error of an inner one is wrapped by the outer one.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const fails = asyncio.coroutine(async function fails(error: Error, turns: number = 1) {
  for (let i = 0; i < turns; i++) await asyncio.sleep(0);
  throw error;
});

const sleeper = asyncio.coroutine(async function sleeper(name: string) {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    if (e instanceof asyncio.CancelledError) console.log(name, "cancelled");
    throw e;
  }
});

const inner_group = asyncio.coroutine(async function inner_group(name: string) {
  await asyncio.async_with(new asyncio.TaskGroup(), async (inner) => {
    inner.create_task(sleeper(`${name} sleeper`));
    inner.create_task(fails(new asyncio.ValueError(name)));
  });
});

function show(error: unknown, indent = "") {
  console.log(indent + asyncio.repr(error));
  if (!(error instanceof asyncio.BaseExceptionGroup)) return;
  for (const child of error.exceptions) show(child, `${indent}  `);
}

const main = asyncio.coroutine(async function main() {
  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (outer) => {
      outer.create_task(sleeper("outer sleeper"));
      outer.create_task(inner_group("x"));
      outer.create_task(inner_group("y"));
    });
  } catch (e) {
    show(e);
  }

  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (outer) => {
      outer.create_task(sleeper("outer"));
      await asyncio.async_with(new asyncio.TaskGroup(), async (inner) => {
        inner.create_task(fails(new asyncio.LookupError("inner")));
      });
    });
  } catch (e) {
    show(e);
  }

  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (outer) => {
      outer.create_task(fails(new asyncio.LookupError("outer"), 2));
      await asyncio.async_with(new asyncio.TaskGroup(), async (inner) => {
        inner.create_task(sleeper("inner"));
      });
    });
  } catch (e) {
    show(e);
  }
  console.log(asyncio.current_task()?.cancelling());
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
