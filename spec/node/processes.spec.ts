/** Contract 2.7 and 2.8 as the operating system sees them: how long a process lives, how it ends, what SIGINT does. */
import { describe, expect, it } from "vitest";
import { programs } from "../support/programs.js";

const { run, start } = programs();
const head = 'import * as asyncio from "asyncio-node";\n';

describe("a process lives as long as a loop runs", () => {
  it("though nothing but the loop would keep it", async () => {
    const { out, status } = await run(`${head}
      await asyncio.run(async () => {
        const event = new asyncio.Event();
        setTimeout(() => event.set(), 20).unref();
        await event.wait();
        console.log("set");
      });
    `);
    expect([out, status]).toEqual(["set\n", 0]);
  });

  it("though its task waits for what never comes", async () => {
    const program = await start(`${head}
      console.log("waiting");
      await asyncio.run(async () => await new asyncio.Event().wait());
    `);
    await program.wrote("waiting");
    // Node would end it within a millisecond.
    const first = await Promise.race([
      program.ended,
      new Promise((resolve) => setTimeout(resolve, 300, "lives")),
    ]);
    program.kill("SIGKILL");
    expect(first).toBe("lives");
    expect((await program.ended).status).toBe("SIGKILL");
  });

  it("also when it is native code that awaits", async () => {
    const { out, status } = await run(`${head}
      const future = asyncio.new_event_loop().create_future();
      setTimeout(() => future.set_result("set"), 20).unref();
      console.log(await future);
    `);
    expect([out, status]).toEqual(["set\n", 0]);
  });

  it("and ends when the loop has ended, whatever was scheduled in it", async () => {
    const { out, err, status } = await run(`${head}
      const loop = asyncio.get_event_loop();
      loop.call_later(3600, () => {});
      console.log(await loop.run_until_complete(asyncio.sleep(0, "done")));
      const timeout = loop.call_later(3600, () => {});
      console.log(await asyncio.wait_for(asyncio.sleep(0, "waited"), 3600));
    `);
    expect([out, err, status]).toEqual(["done\nwaited\n", "", 0]);
  });

  it("and ends while a loop that nobody runs is full of work", async () => {
    const { out, status } = await run(`${head}
      const loop = asyncio.new_event_loop();
      loop.call_soon(() => console.log("never"));
      loop.call_later(0, () => console.log("never"));
      console.log("end");
    `);
    expect([out, status]).toEqual(["end\n", 0]);
  });
});

describe("an idle loop", () => {
  it("uses no processor time", async () => {
    const { out } = await run(`${head}
      await asyncio.run(async () => {
        const waiting = asyncio.create_task(async () => await new asyncio.Event().wait());
        await asyncio.sleep(0.2);
        const before = process.cpuUsage();
        await asyncio.sleep(1);
        const { user, system } = process.cpuUsage(before);
        console.log((user + system) / 1000);
        waiting.cancel();
      });
    `);
    // Of a second; a loop that polls takes all of it.
    expect(Number(out)).toBeLessThan(250);
  });
});

describe("SIGINT", () => {
  it("cancels the main task, lets it clean up, and comes out as KeyboardInterrupt", async () => {
    const program = await start(`${head}
      try {
        await asyncio.run(async () => {
          try {
            console.log("ready");
            await new asyncio.Event().wait();
          } catch (error) {
            console.log(error.name);
            await asyncio.sleep(0.01);
            console.log("cleaned up");
            throw error;
          }
        });
      } catch (error) {
        console.log("out came", error.name);
      }
    `);
    await program.wrote("ready");
    program.kill("SIGINT");
    const { out, err, status } = await program.ended;
    expect(out.split("\n")).toEqual([
      "ready",
      "CancelledError",
      "cleaned up",
      "out came KeyboardInterrupt",
      "",
    ]);
    expect([err, status]).toEqual(["", 0]);
  });

  it("reaches a main task that waits for native code, by its signal", async () => {
    const program = await start(`${head}
      import { setTimeout as delay } from "node:timers/promises";
      try {
        await asyncio.run(async () => {
          console.log("ready");
          await delay(1e9, null, { signal: asyncio.current_task().signal });
        });
      } catch (error) {
        console.log("out came", error.name);
      }
    `);
    await program.wrote("ready");
    program.kill("SIGINT");
    expect((await program.ended).out).toBe("ready\nout came KeyboardInterrupt\n");
  });

  it("cancels the other tasks too, in the shutdown", async () => {
    const program = await start(`${head}
      const background = async () => {
        try {
          await asyncio.sleep(1000);
        } finally {
          console.log("background ends");
        }
      };
      try {
        await asyncio.run(async () => {
          asyncio.create_task(background);
          await asyncio.sleep(0);
          console.log("ready");
          await asyncio.sleep(1000);
        });
      } catch (error) {
        console.log("out came", error.name);
      }
    `);
    await program.wrote("ready");
    program.kill("SIGINT");
    expect((await program.ended).out).toBe("ready\nbackground ends\nout came KeyboardInterrupt\n");
  });

  it("a second time ends a run whose main task swallowed the first", async () => {
    const program = await start(`${head}
      try {
        await asyncio.run(async () => {
          try {
            console.log("ready");
            await new asyncio.Event().wait();
          } catch (error) {
            console.log("swallowed", error.name);
          }
          await new asyncio.Event().wait();
        });
      } catch (error) {
        console.log("out came", error.name);
      }
    `);
    await program.wrote("ready");
    program.kill("SIGINT");
    await program.wrote("swallowed CancelledError");
    program.kill("SIGINT");
    const { out, err, status } = await program.ended;
    expect(out).toBe("ready\nswallowed CancelledError\nout came KeyboardInterrupt\n");
    expect([err, status]).toEqual(["", 0]);
  });

  it("is a result like any other where main ends in spite of it", async () => {
    const program = await start(`${head}
      console.log(await asyncio.run(async () => {
        try {
          console.log("ready");
          await new asyncio.Event().wait();
        } catch {
          asyncio.current_task().uncancel();
        }
        return "a result";
      }));
    `);
    await program.wrote("ready");
    program.kill("SIGINT");
    const { out, status } = await program.ended;
    expect([out, status]).toEqual(["ready\na result\n", 0]);
  });

  it("is the program's own where it listens for it", async () => {
    const program = await start(`${head}
      const event = new asyncio.Event();
      process.on("SIGINT", () => {
        console.log("mine");
        event.set();
      });
      await asyncio.run(async () => {
        console.log("ready");
        await event.wait();
      });
    `);
    await program.wrote("ready");
    program.kill("SIGINT");
    const { out, status } = await program.ended;
    expect([out, status]).toEqual(["ready\nmine\n", 0]);
  });

  it("is Node's again once nothing runs", async () => {
    const program = await start(`${head}
      await asyncio.run(asyncio.sleep(0));
      setTimeout(() => {}, 1e9);
      console.log("ready", process.listenerCount("SIGINT"));
    `);
    await program.wrote("ready 0");
    program.kill("SIGINT");
    expect((await program.ended).status).toBe("SIGINT");
  });

  it("tells every one of several runs", async () => {
    const program = await start(`${head}
      const main = async () => {
        console.log("ready");
        await new asyncio.Event().wait();
      };
      const outcomes = await Promise.allSettled([asyncio.run(main), asyncio.run(main)]);
      console.log(outcomes.map(({ reason }) => reason.name).join());
    `);
    await program.wrote("ready\nready");
    program.kill("SIGINT");
    expect((await program.ended).out).toBe("ready\nready\nKeyboardInterrupt,KeyboardInterrupt\n");
  });
});

describe("an error that nobody looked at", () => {
  it("is told on standard error, is no unhandled rejection, and does not end the process", async () => {
    const { out, err, status } = await run(`${head}
      process.on("unhandledRejection", () => console.log("unhandled"));
      const fails = asyncio.coroutine(async function fails() {
        throw new asyncio.ValueError("lost");
      });
      await asyncio.run(async () => {
        asyncio.create_task(fails());
        asyncio.get_running_loop().create_future().set_exception(new asyncio.ValueError("lost too"));
        asyncio.get_running_loop().call_soon(() => {
          throw new asyncio.ValueError("in a callback");
        });
        asyncio.get_running_loop().call_soon(async () => {
          throw new asyncio.ValueError("in an async callback");
        });
        await asyncio.sleep(0.01);
        console.log("goes on");
      });
      console.log("end");
    `);
    expect([out, status]).toEqual(["goes on\nend\n", 0]);
    for (const text of [
      "Task exception was never retrieved",
      "Future exception was never retrieved",
      "Exception in callback",
      "ValueError: in a callback",
      "ValueError: in an async callback",
    ]) {
      expect(err).toContain(text);
    }
  });

  it("that leaves main is the rejection of run, and ends the process as any other", async () => {
    const { err, status } = await run(`${head}
      await asyncio.run(async () => {
        throw new asyncio.ValueError("broken");
      });
    `);
    expect(err).toContain("ValueError: broken");
    expect(status).toBe(1);
  });

  it("is told at the latest when the process ends", async () => {
    const { err, status } = await run(`${head}
      const loop = asyncio.new_event_loop();
      loop.create_future().set_exception(new asyncio.ValueError("lost"));
      asyncio.coroutine(async function forgotten() {})();
    `);
    expect(err).toContain("Future exception was never retrieved");
    expect(err).toContain("RuntimeWarning: coroutine 'forgotten' was never awaited");
    expect(status).toBe(0);
  });
});

describe("top-level await", () => {
  it("drives the default loop", async () => {
    const { out, err, status } = await run(`${head}
      const main = asyncio.coroutine(async function main() {
        console.log("hello");
        await asyncio.sleep(0.001);
        console.log("world");
        return 42;
      });
      console.log(await main());
      console.log(await Promise.all([asyncio.sleep(0.002, "b"), asyncio.sleep(0.001, "a")]));
    `);
    expect([out, err, status]).toEqual(["hello\nworld\n42\n[ 'b', 'a' ]\n", "", 0]);
  });
});
