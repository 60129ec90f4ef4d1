import { constants } from "node:os";
import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import * as exceptions from "../../lib/python/exceptions.js";
import {
  BaseException,
  ConnectionError,
  FileNotFoundError,
  is_fatal,
  isOrdinary,
  KeyboardInterrupt,
  NotImplementedError,
  OSError,
  PermissionError,
  RuntimeError,
  SystemExit,
  TimeoutError,
  ValueError,
  without_stack,
} from "../../lib/python/exceptions.js";
import { repr, str } from "../../lib/python/repr.js";

const classes = Object.entries(exceptions).filter(
  (entry): entry is [string, typeof ValueError] =>
    typeof entry[1] === "function" && entry[1].prototype instanceof Error,
);

describe.each(classes)("%s", (name, kind) => {
  it("bears Python's name, on its prototype", () => {
    const error = new kind("why");
    expect(error.name).toBe(name);
    expect(Object.keys(error)).toEqual([]);
    expect(String(error)).toBe(`${name}: why`);
    expect(error.stack).toMatch(`${name}: why\n`);
    expect(repr(kind)).toBe(`<class '${name}'>`);
  });

  it("has the message as its only argument", () => {
    expect(new kind("why").message).toBe("why");
    expect(new kind("why").args).toEqual(["why"]);
    expect(repr(new kind("why"))).toBe(`${name}('why')`);
  });

  it("may have no message, or an empty one", () => {
    for (const error of [new kind(), new kind(undefined), new kind(null)]) {
      expect(error.message).toBe("");
      expect(error.args).toEqual([]);
      expect(repr(error)).toBe(`${name}()`);
    }
    expect(repr(new kind(""))).toBe(`${name}('')`);
  });

  it("takes a cause", () => {
    const cause = new Error("first");
    expect(new kind("why", { cause }).cause).toBe(cause);
    expect("cause" in new kind("why")).toBe(false);
  });
});

describe("the hierarchy", () => {
  it("is Python's", () => {
    expect(new NotImplementedError()).toBeInstanceOf(RuntimeError);
    expect(new FileNotFoundError()).toBeInstanceOf(OSError);
    expect(new exceptions.BrokenPipeError()).toBeInstanceOf(ConnectionError);
    expect(new ConnectionError()).toBeInstanceOf(OSError);
    expect(new TimeoutError()).toBeInstanceOf(OSError);
    expect(new KeyboardInterrupt()).toBeInstanceOf(BaseException);
    expect(new ValueError()).not.toBeInstanceOf(BaseException);
  });

  it("is one of JavaScript's errors throughout", () => {
    for (const [, kind] of classes) expect(new kind()).toBeInstanceOf(Error);
  });
});

describe("several values", () => {
  it("are kept, and printed as Python's tuple", () => {
    const error = new ValueError("it's", 1, null);
    expect(error.args).toEqual(["it's", 1, null]);
    expect(error.message).toBe(`("it's", 1, None)`);
    expect(repr(error)).toBe(`ValueError("it's", 1, None)`);
    expect(new SystemExit(1, "two").code).toEqual([1, "two"]);
  });

  it("may have JavaScript's options behind them, which are no value", () => {
    const cause = new Error("first");
    const error = new ValueError("a", 1, { cause });
    expect(error.args).toEqual(["a", 1]);
    expect(error.cause).toBe(cause);
    for (const none of [{}, undefined]) expect(new ValueError("a", none).args).toEqual(["a"]);
    expect(new ValueError("a", { key: 1 }).args).toEqual(["a", { key: 1 }]);
    expect(new ValueError({ cause }).args).toEqual([{ cause }]);
  });

  it("stay what they are when the message is changed", () => {
    const error = new ValueError("a", 1);
    error.message = "another";
    expect(error.args).toEqual(["a", 1]);
  });
});

describe("any value as the message", () => {
  it("is kept, and printed as Python's str", () => {
    const error = new ValueError([1, "x"]);
    expect(error.args).toEqual([[1, "x"]]);
    expect(error.message).toBe("[1, 'x']");
    expect(repr(error)).toBe("ValueError([1, 'x'])");
  });

  it("may be another error", () => {
    const error = new ValueError(new TypeError("inner"));
    expect(error.message).toBe("inner");
    expect(repr(error)).toBe("ValueError(TypeError('inner'))");
  });
});

describe("a subclass of the user's", () => {
  class NotFound extends exceptions.LookupError {}

  it("bears its own name", () => {
    const error = new NotFound("key");
    expect(error.name).toBe("NotFound");
    expect(repr(error)).toBe("NotFound('key')");
    expect(error.stack).toMatch(/^NotFound: key\n/);
    expect(inspect(error)).toMatch(/^NotFound: key\n/);
  });

  it("may choose another, in either of JavaScript's ways", () => {
    class Field extends ValueError {
      override name = "Chosen";
    }
    class Assigned extends ValueError {
      constructor() {
        super();
        this.name = "Chosen";
      }
    }
    expect(new Field().name).toBe("Chosen");
    expect(repr(new Assigned())).toBe("Chosen()");
    expect(new ValueError().name).toBe("ValueError");
  });

  it("may change its message", () => {
    const error = new NotFound("key");
    error.message = "no such key";
    expect(error.args).toEqual(["no such key"]);
    expect(repr(error)).toBe("NotFound('no such key')");
  });
});

describe("SystemExit", () => {
  it("has the code it was made with", () => {
    expect(new SystemExit(3).code).toBe(3);
    expect(new SystemExit(3).message).toBe("3");
    expect(repr(new SystemExit(3))).toBe("SystemExit(3)");
    expect(new SystemExit("bye").code).toBe("bye");
    expect(new SystemExit().code).toBeNull();
  });
});

describe("OSError", () => {
  it("takes a number and a text", () => {
    const error = new OSError(9, "Bad file descriptor");
    expect(error.message).toBe("[Errno 9] Bad file descriptor");
    expect(error.errno).toBe(9);
    expect(error.strerror).toBe("Bad file descriptor");
    expect(error.filename).toBeNull();
    expect(error.args).toEqual([9, "Bad file descriptor"]);
    expect(repr(error)).toBe("OSError(9, 'Bad file descriptor')");
  });

  it("names the file, and the second one, in the message but not in the repr", () => {
    const open = new OSError(2, "No such file or directory", "it's");
    expect(open.message).toBe(`[Errno 2] No such file or directory: "it's"`);
    expect(open.filename).toBe("it's");
    expect(repr(open)).toBe("FileNotFoundError(2, 'No such file or directory')");

    const rename = new OSError(2, "No such file or directory", Buffer.from("a"), null, "b");
    expect(rename.message).toBe("[Errno 2] No such file or directory: b'a' -> 'b'");
    expect(rename.filename2).toBe("b");
  });

  it("takes a message alone", () => {
    const error = new OSError("could not bind");
    expect(error.message).toBe("could not bind");
    expect([error.errno, error.strerror, error.filename, error.filename2]).toEqual([null, null, null, null]);
    expect(error.characters_written).toBeUndefined();
  });

  it("takes a cause behind any of them", () => {
    const cause = new Error("first");
    expect(new OSError("m", { cause }).cause).toBe(cause);
    expect(new OSError(2, "m", { cause }).cause).toBe(cause);
    expect(new OSError(2, "m", "f", { cause }).cause).toBe(cause);
    expect(new OSError(2, "m", "f", null, "g", { cause }).cause).toBe(cause);
    expect(new OSError(2, "m", "f", { cause }).message).toBe("[Errno 2] m: 'f'");
  });

  it("writes None for what is not known", () => {
    expect(new OSError(null, "odd").message).toBe("[Errno None] odd");
    expect(new OSError(5, null).message).toBe("[Errno 5] None");
  });

  const { EACCES, EAGAIN, ECONNABORTED, ECONNREFUSED, ECONNRESET, EEXIST } = constants.errno;
  const { EINTR, EISDIR, ENOENT, ENOTDIR, EPERM, EPIPE, ESRCH, ETIMEDOUT } = constants.errno;

  it.each([
    [EACCES, "PermissionError"],
    [EAGAIN, "BlockingIOError"],
    [ECONNABORTED, "ConnectionAbortedError"],
    [ECONNREFUSED, "ConnectionRefusedError"],
    [ECONNRESET, "ConnectionResetError"],
    [EEXIST, "FileExistsError"],
    [EINTR, "InterruptedError"],
    [EISDIR, "IsADirectoryError"],
    [ENOENT, "FileNotFoundError"],
    [ENOTDIR, "NotADirectoryError"],
    [EPERM, "PermissionError"],
    [EPIPE, "BrokenPipeError"],
    [ESRCH, "ProcessLookupError"],
    [ETIMEDOUT, "TimeoutError"],
  ])("number %i is a %s", (errno, name) => {
    const error = new OSError(errno, "why");
    expect(error.name).toBe(name);
    expect(error).toBeInstanceOf(new Map(classes).get(name));
    expect(error.stack).toMatch(`${name}: [Errno ${errno}] why\n`);
    expect(error.errno).toBe(errno);
  });

  it("stays one with a number that has no class", () => {
    expect(Object.getPrototypeOf(new OSError(5, "Input/output error"))).toBe(OSError.prototype);
    expect(Object.getPrototypeOf(new OSError(99_999, "?"))).toBe(OSError.prototype);
  });

  it("leaves a subclass what it is, whatever its number", () => {
    class DiskError extends OSError {}
    expect(new DiskError(2, "why")).not.toBeInstanceOf(FileNotFoundError);
    expect(new PermissionError(2, "why")).not.toBeInstanceOf(FileNotFoundError);
    expect(repr(new TimeoutError(2, "why"))).toBe("TimeoutError(2, 'why')");
  });

  it("remembers how much was written, once it is told", () => {
    const error = new exceptions.BlockingIOError(11, "would block");
    error.characters_written = 7;
    expect(error.characters_written).toBe(7);
  });
});

describe("what `except Exception` catches", () => {
  it.each([
    new ValueError(),
    new OSError(),
    new TypeError(),
    new Error(),
    new AggregateError([]),
    new DOMException(),
  ])("%o, among others", (error) => {
    expect(isOrdinary(error)).toBe(true);
  });

  it("errors of another realm, too", () => {
    expect(isOrdinary(runInNewContext("new RangeError('x')"))).toBe(true);
  });

  it.each([new BaseException(), new KeyboardInterrupt(), new SystemExit(), new exceptions.GeneratorExit()])(
    "but not %o",
    (error) => {
      expect(isOrdinary(error)).toBe(false);
    },
  );

  it.each([["text"], [1], [null], [undefined], [{ message: "like an error" }]])(
    "and not %o, which is none",
    (value) => {
      expect(isOrdinary(value)).toBe(false);
    },
  );
});

describe("what ends a program", () => {
  it("is a KeyboardInterrupt or a SystemExit", () => {
    expect(is_fatal(new KeyboardInterrupt())).toBe(true);
    expect(is_fatal(new SystemExit(1))).toBe(true);
    expect(is_fatal(new exceptions.GeneratorExit())).toBe(false);
    expect(is_fatal(new RuntimeError())).toBe(false);
  });
});

describe("without_stack", () => {
  it("makes an error without a stack, and later ones with", () => {
    const error = without_stack(() => new ValueError("quick"));
    expect(error.stack).toBe("ValueError: quick");
    expect(new ValueError("slow").stack).toContain("\n    at ");
  });

  it("restores the limit when the making fails", () => {
    const limit = Error.stackTraceLimit;
    expect(() =>
      without_stack(() => {
        throw new ValueError("inside");
      }),
    ).toThrow("inside");
    expect(Error.stackTraceLimit).toBe(limit);
  });
});

describe("str", () => {
  it("is the message of an error, and a text itself", () => {
    expect(str(new ValueError("why"))).toBe("why");
    expect(str("text")).toBe("text");
    expect(str(["text", null])).toBe("['text', None]");
  });
});
