/** More tasks at once than a call can have arguments: each is cancelled at its own await, and none is left. */
import * as asyncio from "asyncio-node";
import { describe, expect, test } from "vitest";

const MANY = 500_000;

let cleaned_up = 0;

const park = asyncio.coroutine(async function park(gate: asyncio.Future) {
  try {
    await gate;
  } finally {
    cleaned_up += 1;
  }
});

/** Tasks that are suspended, each at a future of its own. */
async function parked(): Promise<asyncio.Task[]> {
  cleaned_up = 0;
  const loop = asyncio.get_running_loop();
  const tasks = Array.from({ length: MANY }, () => asyncio.create_task(park(loop.create_future())));
  await asyncio.sleep(0);
  return tasks;
}

describe("half a million tasks", () => {
  test("are cancelled one by one", async () => {
    await asyncio.run(async () => {
      const tasks = await parked();
      for (const task of tasks) task.cancel();
      const [done, pending] = await asyncio.wait(tasks);
      expect([done.size, pending.size, cleaned_up]).toEqual([MANY, 0, MANY]);
      expect(tasks.every((task) => task.cancelled())).toBe(true);
      expect(asyncio.all_tasks().size).toBe(1);
    });
  });

  test("that main has left are cancelled by run()", async () => {
    const tasks = await asyncio.run(parked);
    expect(cleaned_up).toBe(MANY);
    expect(tasks.every((task) => task.cancelled())).toBe(true);
  });

  test("of a group are cancelled by the failure of one of them", async () => {
    cleaned_up = 0;
    const error = new asyncio.ValueError("the last straw");
    const failed = asyncio.run(async () => {
      const loop = asyncio.get_running_loop();
      await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
        for (let count = 0; count < MANY; count++) group.create_task(park(loop.create_future()));
        await asyncio.sleep(0);
        throw error;
      });
    });
    await expect(failed).rejects.toMatchObject({ exceptions: [error] });
    expect(cleaned_up).toBe(MANY);
  });
});
