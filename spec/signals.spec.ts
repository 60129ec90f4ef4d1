/** Signal handlers of a loop. */
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { in_loop } from "./support/in-loop.js";
import { opened } from "./support/loops.js";

/** Sends the signal to this very process; the handler is called by the loop. */
const raise = (signal: NodeJS.Signals): boolean => process.kill(process.pid, signal);

describe("add_signal_handler", () => {
  in_loop("calls back with the arguments each time the signal comes, by name or number", async () => {
    const loop = asyncio.get_running_loop();
    const queue = new asyncio.Queue<string>();
    loop.add_signal_handler("SIGUSR2", (text: string) => queue.put_nowait(text), "by name");
    raise("SIGUSR2");
    expect(await queue.get()).toBe("by name");
    raise("SIGUSR2");
    expect(await queue.get()).toBe("by name");
    loop.add_signal_handler(12, () => queue.put_nowait("by number"));
    raise("SIGUSR2");
    expect(await queue.get()).toBe("by number");
    expect(loop.remove_signal_handler(12)).toBe(true);
    expect(loop.remove_signal_handler("SIGUSR2")).toBe(false);
  });

  in_loop("calls back in the context of the one who set it", async () => {
    const loop = asyncio.get_running_loop();
    const name = new asyncio.ContextVar<string>("name");
    const seen = loop.create_future<[string, boolean]>();
    name.set("mine");
    loop.add_signal_handler("SIGUSR2", () => {
      seen.set_result([name.get("nobody"), asyncio.get_running_loop() === loop]);
    });
    raise("SIGUSR2");
    expect(await seen).toEqual(["mine", true]);
    loop.remove_signal_handler("SIGUSR2");
  });

  it("is given back when the loop is closed", async () => {
    const before = process.listenerCount("SIGUSR2");
    const loop = opened();
    loop.add_signal_handler("SIGUSR2", () => {});
    expect(process.listenerCount("SIGUSR2")).toBe(before + 1);
    loop.close();
    expect(process.listenerCount("SIGUSR2")).toBe(before);
  });

  it("refuses signals that are none, that cannot be caught, and callbacks that are none", () => {
    const loop = opened();
    const add = (signal: unknown, callback: unknown = () => {}): void =>
      loop.add_signal_handler(signal as string, callback as () => void);
    expect(() => add("SIGFOO")).toThrow(asyncio.ValueError);
    expect(() => add(1000)).toThrow("invalid signal number 1000");
    expect(() => add(null)).toThrow(TypeError);
    expect(() => add("SIGKILL")).toThrow("sig 9 cannot be caught");
    expect(() => add("SIGUSR2", 1)).toThrow(TypeError);
    expect(() =>
      add(
        "SIGUSR2",
        asyncio.coroutine(async () => {}),
      ),
    ).toThrow("coroutines cannot be used with add_signal_handler()");
    loop.close();
    expect(() => add("SIGUSR2")).toThrow("Event loop is closed");
  });
});
