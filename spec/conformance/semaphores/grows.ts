// An unbounded semaphore may be released more often than it was acquired.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  const semaphore = new asyncio.Semaphore();
  for (let i = 0; i < 3; i += 1) {
    semaphore.release();
  }
  console.log(semaphore);
  for (let i = 0; i < 4; i += 1) {
    await semaphore.acquire();
  }
  console.log(semaphore, repr(semaphore.locked()));
  const bounded = new asyncio.BoundedSemaphore(1);
  console.log(bounded, str(await bounded.acquire()), bounded);
  bounded.release();
  try {
    bounded.release();
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(repr(e), bounded);
  }
  const none = new asyncio.BoundedSemaphore(0);
  try {
    none.release();
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(repr(e), none);
  }
  await asyncio.async_with(bounded, async () => {
    const task = asyncio.create_task(bounded.acquire());
    await asyncio.sleep(0);
    bounded.release();
    console.log(bounded);
    try {
      await task;
      bounded.release();
      bounded.release();
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log(repr(e), bounded);
    }
    await bounded.acquire();
  });
  console.log(bounded);
});

await asyncio.run(main());
