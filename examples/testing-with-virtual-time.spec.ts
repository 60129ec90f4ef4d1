// How a program that waits for minutes is tested in no time: vitest, and a loop on virtual time.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";
import { expect, test } from "vitest";

/** What is tested: tries again after 1, 2, 4, … seconds, and gives up after five minutes. */
const fetch_patiently = asyncio.coroutine(async (fetch: () => Promise<string>) => {
  return await asyncio.async_with(asyncio.timeout(300), async () => {
    for (let delay = 1; ; delay *= 2) {
      try {
        return await fetch();
      } catch (error) {
        if (!(error instanceof asyncio.ConnectionError)) throw error;
      }
      await asyncio.sleep(delay);
    }
  });
});

/** Time begins at 0, stands still while anything can run, and jumps to the next timer when nothing can. */
function run<T>(main: () => Promise<T>): Promise<T> {
  return asyncio.run(main, { loop_factory: () => new VirtualTimeEventLoop() });
}

const now = (): number => asyncio.get_running_loop().time();

test("tries again, and waits longer each time", async () => {
  const tried_at: number[] = [];
  await run(async () => {
    const answer = await fetch_patiently(async () => {
      tried_at.push(now());
      if (tried_at.length < 5) throw new asyncio.ConnectionRefusedError();
      return "here";
    });
    expect(answer).toBe("here");
  });
  expect(tried_at).toEqual([0, 1, 3, 7, 15]);
});

test("gives up after five minutes", async () => {
  await run(async () => {
    const refused = fetch_patiently(async () => {
      throw new asyncio.ConnectionRefusedError();
    });
    await expect(refused).rejects.toBeInstanceOf(asyncio.TimeoutError);
    expect(now()).toBe(300);
  });
});

test("cancelled while it waits, goes no further", async () => {
  await run(async () => {
    let tries = 0;
    const task = asyncio.create_task(
      fetch_patiently(async () => {
        tries += 1;
        throw new asyncio.ConnectionRefusedError();
      }),
    );
    await asyncio.sleep(5);
    task.cancel();
    await expect(task).rejects.toBeInstanceOf(asyncio.CancelledError);
    expect(tries).toBe(3);
    expect(now()).toBe(5);
  });
});
