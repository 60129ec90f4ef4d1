// A timeout and a group print the state they are in.
import * as asyncio from "asyncio-node";

const { async_with, repr } = asyncio;

const work = asyncio.coroutine(async function work(turns: number) {
  for (let i = 0; i < turns; i++) await asyncio.sleep(0);
});

const fails = asyncio.coroutine(async function fails() {
  throw new asyncio.ValueError("f");
});

const main = asyncio.coroutine(async function main() {
  let limit = asyncio.timeout(60);
  console.log(limit);
  await async_with(limit, async () => {
    console.log(limit);
    limit.reschedule(null);
    console.log(limit);
  });
  console.log(limit);
  limit = asyncio.timeout(-1);
  try {
    await async_with(limit, async () => {
      console.log(limit);
      try {
        await asyncio.sleep(1);
      } finally {
        console.log(limit);
      }
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(limit);
  }

  let group = new asyncio.TaskGroup();
  console.log(group);
  await async_with(group, async () => {
    console.log(group);
    group.create_task(work(1));
    console.log(group);
    group.create_task(work(2));
    console.log(group);
    await asyncio.sleep(0);
    await asyncio.sleep(0);
    await asyncio.sleep(0);
    console.log(group);
    await asyncio.sleep(0);
    console.log(group);
  });
  console.log(group);
  group = new asyncio.TaskGroup();
  try {
    await async_with(group, async () => {
      group.create_task(fails());
      group.create_task(work(9));
      try {
        await asyncio.sleep(1);
      } finally {
        console.log(group);
      }
    });
  } catch (e) {
    if (!(e instanceof asyncio.BaseExceptionGroup)) throw e;
    console.log(group, repr(e.subgroup(asyncio.ValueError)));
  }
});

await asyncio.run(main());
