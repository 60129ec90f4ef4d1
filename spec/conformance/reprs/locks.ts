// Locks say whether they are taken and how many wait.
import * as asyncio from "asyncio-node";

const wait_for_it = asyncio.coroutine(async function wait_for_it(waitable: PromiseLike<unknown>) {
  await waitable;
});

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  console.log(lock);
  await lock.acquire();
  console.log(lock);
  const waiters = [0, 1].map(() => asyncio.create_task(wait_for_it(lock.acquire())));
  await asyncio.sleep(0);
  console.log(lock);
  lock.release();
  console.log(lock);
  await waiters[0];
  console.log(lock);
  lock.release();
  await waiters[1];
  console.log(lock);

  const event = new asyncio.Event();
  console.log(event);
  let waiter = asyncio.create_task(wait_for_it(event.wait()));
  await asyncio.sleep(0);
  console.log(event);
  event.set();
  console.log(event);
  await waiter;
  console.log(event);

  const semaphore = new asyncio.Semaphore(2);
  console.log(semaphore);
  await semaphore.acquire();
  console.log(semaphore);
  await semaphore.acquire();
  waiter = asyncio.create_task(wait_for_it(semaphore.acquire()));
  await asyncio.sleep(0);
  console.log(semaphore);
  semaphore.release();
  console.log(semaphore);
  await waiter;
  const [bounded, empty] = [new asyncio.BoundedSemaphore(3), new asyncio.Semaphore(0)];
  console.log(semaphore, bounded, empty);

  const condition = new asyncio.Condition();
  console.log(condition);
  await asyncio.async_with(condition, async () => {
    console.log(condition);
  });
  const barrier = new asyncio.Barrier(2);
  console.log(barrier);
  waiter = asyncio.create_task(wait_for_it(barrier.wait()));
  await asyncio.sleep(0);
  console.log(barrier);
  await barrier.wait();
  await waiter;
  console.log(barrier);
  await barrier.abort();
  console.log(barrier);
});

await asyncio.run(main());
