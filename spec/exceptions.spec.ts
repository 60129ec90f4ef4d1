import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import {
  BrokenBarrierError,
  CancelledError,
  IncompleteReadError,
  InvalidStateError,
  LimitOverrunError,
  SendfileNotAvailableError,
  TimeoutError,
} from "../lib/exceptions.js";
import * as builtin from "../lib/python/exceptions.js";
import { BaseException, EOFError, isOrdinary, OSError, RuntimeError } from "../lib/python/exceptions.js";
import { repr } from "../lib/python/repr.js";
import { in_loop } from "./support/in-loop.js";

describe("CancelledError", () => {
  it("is no ordinary error", () => {
    expect(new CancelledError()).toBeInstanceOf(BaseException);
    expect(isOrdinary(new CancelledError())).toBe(false);
  });

  it("needs no message", () => {
    expect(new CancelledError().message).toBe("");
    expect(new CancelledError().args).toEqual([]);
    expect(repr(new CancelledError())).toBe("CancelledError()");
    expect(String(new CancelledError())).toBe("CancelledError");
  });

  it("takes any value as its message", () => {
    expect(repr(new CancelledError("stop"))).toBe("CancelledError('stop')");
    const reason = { code: 7 };
    const error = new CancelledError(reason);
    expect(error.args[0]).toBe(reason);
    expect(error.message).toBe("{'code': 7}");
    expect(repr(error)).toBe("CancelledError({'code': 7})");
  });

  in_loop("keeps several values, as the task that is cancelled by it does", async () => {
    const task = asyncio.create_task(async () => {
      throw new CancelledError("a", 1);
    });
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    const error = await task.then(
      () => expect.unreachable(),
      (reason: unknown) => reason as CancelledError,
    );
    expect(error.args).toEqual(["a", 1]);
    expect(error.message).toBe("('a', 1)");
    expect(repr(error)).toBe("CancelledError('a', 1)");
  });
});

describe("IncompleteReadError", () => {
  it("tells what was read of what was wanted", () => {
    const error = new IncompleteReadError(Buffer.from("ab"), 5);
    expect(error).toBeInstanceOf(EOFError);
    expect(error.message).toBe("2 bytes read on a total of 5 expected bytes");
    expect(error.partial).toEqual(Buffer.from("ab"));
    expect(error.expected).toBe(5);
  });

  it("need not know how much was wanted", () => {
    const error = new IncompleteReadError(Buffer.alloc(0), null);
    expect(error.message).toBe("0 bytes read on a total of undefined expected bytes");
    expect(error.expected).toBeNull();
  });
});

describe("LimitOverrunError", () => {
  it("tells how much waits to be consumed", () => {
    const error = new LimitOverrunError("Separator is not found, and chunk exceed the limit", 65_536);
    expect(error.consumed).toBe(65_536);
    expect(repr(error)).toBe("LimitOverrunError('Separator is not found, and chunk exceed the limit')");
  });
});

describe("the others", () => {
  it("stand where Python has them", () => {
    expect(TimeoutError).toBe(builtin.TimeoutError);
    expect(new TimeoutError()).toBeInstanceOf(OSError);
    expect(new SendfileNotAvailableError()).toBeInstanceOf(RuntimeError);
    expect(new BrokenBarrierError()).toBeInstanceOf(RuntimeError);
    expect(new InvalidStateError()).not.toBeInstanceOf(RuntimeError);
  });

  it.each([BrokenBarrierError, InvalidStateError, SendfileNotAvailableError, TimeoutError])(
    "%o is ordinary and bears its name",
    (kind) => {
      const error = new kind("why");
      expect(isOrdinary(error)).toBe(true);
      expect(String(error)).toBe(`${kind.name}: why`);
      expect(repr(error)).toBe(`${kind.name}('why')`);
    },
  );
});
