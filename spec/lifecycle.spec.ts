/** `loop.lifecycle` tells what happens to tasks, as it happens. */
import { channel } from "node:diagnostics_channel";
import * as asyncio from "asyncio-node";
import { describe, expect, it, onTestFinished } from "vitest";
import { opened } from "./support/loops.js";
import { expect_noise } from "./support/noise.js";

const nap = asyncio.coroutine(async function nap() {
  await asyncio.sleep(0);
  await asyncio.get_running_loop().create_future();
});

describe("the emitter", () => {
  it("tells the life of a task in order", async () => {
    const loop = opened();
    const told: string[] = [];
    const names = [
      "task_created",
      "task_started",
      "task_suspended",
      "task_resumed",
      "cancel_requested",
      "task_done",
    ] as const;
    for (const name of names) {
      loop.lifecycle.on(name as "task_created", (task) => {
        if (task.get_name() === "napper") told.push(`${name} ${task.state}`);
      });
    }
    await loop.run_until_complete(async () => {
      const task = asyncio.create_task(nap(), { name: "napper" });
      await asyncio.sleep(0);
      await asyncio.sleep(0);
      await asyncio.sleep(0);
      task.cancel("enough");
      await asyncio.wait([task]);
    });
    expect(told).toEqual([
      "task_created pending",
      "task_started running",
      "task_suspended running",
      "task_resumed running",
      "task_suspended running",
      "cancel_requested running",
      "task_resumed running",
      "task_done cancelled",
    ]);
  });

  it("says what a task waits for, and the message of a cancellation", async () => {
    const loop = opened();
    const waits: unknown[] = [];
    const messages: unknown[] = [];
    loop.lifecycle.on("task_suspended", (_task, on) => waits.push(on));
    loop.lifecycle.on("cancel_requested", (_task, msg) => messages.push(msg));
    const future = loop.create_future();
    const task = loop.create_task(async () => {
      await asyncio.sleep(0);
      await future;
    });
    loop.lifecycle.on("task_suspended", (_task, on) => {
      if (on === future) loop.call_soon(() => task.cancel("enough"));
    });
    await expect(loop.run_until_complete(task)).rejects.toThrow("enough");
    expect(waits).toEqual([null, future]);
    expect(messages).toEqual(["enough"]);
  });

  it("tells what goes to the exception handler", async () => {
    const loop = opened();
    const told: string[] = [];
    loop.set_exception_handler(() => {});
    loop.lifecycle.on("exception", (context) => told.push(context.message ?? ""));
    loop.call_soon(() => {
      throw new asyncio.ValueError("a callback");
    });
    await loop.run_until_complete(asyncio.sleep(0));
    expect(told).toEqual([expect.stringMatching(/^Exception in callback /)]);
  });

  it("tells slow steps, without debug mode too", async () => {
    const loop = opened();
    const slow: unknown[] = [];
    loop.slow_callback_duration = 0;
    loop.lifecycle.on("slow_step", (subject, seconds) => slow.push([subject, seconds >= 0]));
    const handle = loop.call_soon(() => {});
    const task = loop.create_task(asyncio.sleep(0));
    await loop.run_until_complete(task);
    expect(slow).toContainEqual([handle, true]);
    expect(slow).toContainEqual([task, true]);
  });

  it("survives a listener that throws", async () => {
    expect_noise(/Exception in a listener of task_created/);
    const loop = opened();
    loop.lifecycle.on("task_created", () => {
      throw new Error("listener");
    });
    expect(await loop.run_until_complete(asyncio.sleep(0, "fine"))).toBe("fine");
  });
});

describe("the diagnostics channels", () => {
  it("carry the same, with the loop and named fields", async () => {
    const loop = opened();
    const messages: unknown[] = [];
    const listener = (message: unknown): void => void messages.push(message);
    const done = channel("asyncio-node:task_done");
    done.subscribe(listener);
    onTestFinished(() => void done.unsubscribe(listener));
    const task = loop.create_task(asyncio.sleep(0));
    await loop.run_until_complete(task);
    expect(messages).toEqual([{ loop, task }]);
  });
});
