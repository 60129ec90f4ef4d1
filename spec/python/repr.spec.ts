import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { OSError, ValueError } from "../../lib/python/exceptions.js";
import { address, is_class, repr, short_repr, type_name } from "../../lib/python/repr.js";

const ADDRESS = /^0x[0-9a-f]{12}$/;

describe("repr of simple values", () => {
  it.each<[unknown, string]>([
    [undefined, "None"],
    [null, "None"],
    [true, "True"],
    [false, "False"],
    [5n, "5"],
    [-(10n ** 30n), `-1${"0".repeat(30)}`],
    [Symbol("x"), "Symbol(x)"],
  ])("%o is written %s", (value, text) => {
    expect(repr(value)).toBe(text);
  });
});

describe("repr of numbers", () => {
  it.each<[number, string]>([
    [0, "0"],
    [-0, "0"],
    [-7, "-7"],
    [2 ** 53, "9007199254740992"],
    [9_999_999_999_999_998, "9999999999999998"],
  ])("writes %d, a whole one, as an int: %s", (value, text) => {
    expect(repr(value)).toBe(text);
  });

  it.each<[number, string]>([
    [1.5, "1.5"],
    [0.1, "0.1"],
    [-0.00025, "-0.00025"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [1.5e-7, "1.5e-07"],
    [1e16, "1e+16"],
    [1e22, "1e+22"],
    [123_456_789_012_345_680_000, "1.2345678901234568e+20"],
    [5e-324, "5e-324"],
    [Number.MAX_VALUE, "1.7976931348623157e+308"],
    [Number.NaN, "nan"],
    [Number.POSITIVE_INFINITY, "inf"],
    [Number.NEGATIVE_INFINITY, "-inf"],
  ])("writes %d as Python's float: %s", (value, text) => {
    expect(repr(value)).toBe(text);
  });
});

describe("repr of texts", () => {
  it.each<[string, string]>([
    ["", "''"],
    ["text", "'text'"],
    ["it's", `"it's"`],
    ['say "x"', `'say "x"'`],
    [`it's "x"`, `'it\\'s "x"'`],
    ["a\\b", "'a\\\\b'"],
    ["\n\r\t", "'\\n\\r\\t'"],
    ["\0\x1b\x7f", "'\\x00\\x1b\\x7f'"],
    ["é 😀 漢", "'é 😀 漢'"],
    ["\xa0\xad", "'\\xa0\\xad'"],
    ["\u200b\u2028\ufeff", "'\\u200b\\u2028\\ufeff'"],
    ["\ud800", "'\\ud800'"],
    ["\u{e0001}", "'\\U000e0001'"],
  ])("%j is written %s", (text, written) => {
    expect(repr(text)).toBe(written);
  });

  it("writes bytes with a b in front", () => {
    expect(repr(Buffer.from("data"))).toBe("b'data'");
    expect(repr(Uint8Array.of(0, 10, 65, 127, 255))).toBe("b'\\x00\\nA\\x7f\\xff'");
    expect(repr(Buffer.from("it's"))).toBe(`b"it's"`);
    expect(repr(Buffer.from(`'"\\`))).toBe(`b'\\'"\\\\'`);
  });
});

describe("repr of containers", () => {
  it("writes an array as a list", () => {
    expect(repr([])).toBe("[]");
    expect(repr([1, "a", [null, true]])).toBe("[1, 'a', [None, True]]");
    expect(repr(new Array(2))).toBe("[None, None]");
  });

  it("writes an object without a class, and a map, as a dict", () => {
    expect(repr({})).toBe("{}");
    expect(repr({ a: 1, "b c": [2] })).toBe("{'a': 1, 'b c': [2]}");
    expect(repr(Object.assign(Object.create(null), { a: 1 }))).toBe("{'a': 1}");
    expect(repr(new Map<unknown, unknown>([[1, "x"]]))).toBe("{1: 'x'}");
    expect(repr(new Map())).toBe("{}");
  });

  it("writes a set as a set", () => {
    expect(repr(new Set([1, "a"]))).toBe("{1, 'a'}");
    expect(repr(new Set())).toBe("set()");
  });

  it("does not walk in circles", () => {
    const list: unknown[] = [1];
    list.push(list);
    expect(repr(list)).toBe("[1, [...]]");

    const dict: Record<string, unknown> = {};
    dict.self = dict;
    expect(repr(dict)).toBe("{'self': {...}}");

    const set = new Set<unknown>();
    set.add([set]);
    expect(repr(set)).toBe("{[set(...)]}");

    const error = new ValueError([list]);
    list.push(error);
    expect(repr(error)).toBe("ValueError([[1, [...], ValueError(...)]])");
  });

  it("writes what is met twice, but not inside itself, twice", () => {
    const inner = [1];
    expect(repr([inner, inner])).toBe("[[1], [1]]");
  });
});

describe("repr of errors", () => {
  it("has the name and the message", () => {
    expect(repr(new ValueError("x"))).toBe("ValueError('x')");
    expect(repr(new TypeError("it's"))).toBe(`TypeError("it's")`);
    expect(repr(new OSError(2, "No such file"))).toBe("FileNotFoundError(2, 'No such file')");
  });

  it("has no argument where there is no message", () => {
    expect(repr(new Error())).toBe("Error()");
    expect(repr(new Error(""))).toBe("Error('')");
  });

  it("takes the name of the class from a subclass that has set none", () => {
    class ParseError extends Error {}
    expect(repr(new ParseError("x"))).toBe("ParseError('x')");
  });

  it("takes the name that an error gives itself", () => {
    class Hidden extends Error {
      override name = "Shown";
    }
    expect(repr(new Hidden("x"))).toBe("Shown('x')");
    expect(repr(new DOMException("stop", "AbortError"))).toBe("AbortError('stop')");
  });

  it("knows errors of another realm", () => {
    expect(repr(runInNewContext("new RangeError('x')"))).toBe("RangeError('x')");
  });
});

describe("repr of functions and classes", () => {
  it("names a function and where it is", () => {
    function work(): void {}
    expect(repr(work)).toBe(`<function work at ${address(work)}>`);
    expect(repr([() => 1])).toMatch(/^\[<function <lambda> at 0x[0-9a-f]{12}>\]$/);
  });

  it("names a class", () => {
    class Worker {}
    expect(repr(Worker)).toBe("<class 'Worker'>");
    expect(repr(Map)).toBe("<class 'Map'>");
  });

  it("tells the two apart", () => {
    function Legacy(): void {}
    expect([class {}, Map, Error, ValueError].every(is_class)).toBe(true);
    expect([Legacy, () => 1, async () => 1, parseInt, Legacy.bind(null), {}, null].some(is_class)).toBe(
      false,
    );
  });
});

describe("repr of other objects", () => {
  it("is what their __repr__ says", () => {
    expect(repr([{ __repr__: () => "<it>" }])).toBe("[<it>]");
    class Odd extends Error {
      __repr__(): string {
        return "<odd>";
      }
    }
    expect(repr(new Odd())).toBe("<odd>");
  });

  it("names the class and where the object is", () => {
    class Point {}
    const point = new Point();
    expect(repr(point)).toBe(`<Point object at ${address(point)}>`);
    expect(repr(Promise.resolve())).toMatch(/^<Promise object at 0x[0-9a-f]{12}>$/);
  });

  it("shows what a date and a pattern stand for", () => {
    expect(repr(new Date(0))).toBe("<Date 1970-01-01T00:00:00.000Z>");
    expect(repr(new Date(Number.NaN))).toBe("<Date invalid>");
    expect(repr(/a+/gi)).toBe("/a+/gi");
  });

  it("never throws", () => {
    const fail = (): never => {
      throw new Error("hands off");
    };
    const revocable = Proxy.revocable({}, {});
    revocable.revoke();
    const odd: object[] = [
      revocable.proxy,
      new Proxy({}, { ownKeys: fail }),
      new Proxy({}, { get: fail, has: fail }),
      { __repr__: fail },
      Object.defineProperty({}, "trap", { get: fail, enumerable: true }),
      Object.defineProperty(new Error(), "message", { get: fail }),
      Object.create({ constructor: null }),
    ];
    for (const object of odd) {
      expect(repr([object])).toMatch(/^\[<\w+ object at 0x[0-9a-f]{12}>\]$/);
      expect(short_repr(object).length).toBeLessThanOrEqual(30);
    }
  });
});

describe("address", () => {
  it("is one object's own, for good", () => {
    const [a, b] = [{}, {}];
    expect(address(a)).toMatch(ADDRESS);
    expect(address(a)).toBe(address(a));
    expect(address(b)).not.toBe(address(a));
  });
});

describe("type_name", () => {
  class Point {}

  it.each<[unknown, string]>([
    [null, "NoneType"],
    [undefined, "NoneType"],
    [true, "bool"],
    [1, "int"],
    [1n, "int"],
    [1.5, "float"],
    ["a", "str"],
    [Symbol(), "symbol"],
    [[], "list"],
    [{}, "dict"],
    [new Map(), "dict"],
    [new Set(), "set"],
    [Buffer.from("a"), "bytes"],
    [() => 1, "function"],
    [Point, "type"],
    [new Point(), "Point"],
    [new ValueError(), "ValueError"],
    [Promise.resolve(), "Promise"],
  ])("of %o is %s", (value, name) => {
    expect(type_name(value)).toBe(name);
  });
});

// The texts of this part are CPython's `reprlib.repr` of the same values.
describe("short_repr", () => {
  it.each<[unknown, string]>([
    ["a".repeat(28), `'${"a".repeat(28)}'`],
    ["a".repeat(29), "'aaaaaaaaaaaa...aaaaaaaaaaaaa'"],
    ["x'".repeat(20), `"x'x'x'x'x'x'...'x'x'x'x'x'x'"`],
    ["'".repeat(30), `"''''''''''''...'''''''''''''"`],
    ["é\n".repeat(20), "'é\\né\\né\\né\\n...né\\né\\né\\né\\n'"],
    ["😀".repeat(5000), `'${"😀".repeat(12)}...${"😀".repeat(13)}'`],
    [Buffer.from("a".repeat(40)), "b'aaaaaaaaaaa...aaaaaaaaaaaaa'"],
    [Buffer.alloc(1_000_000), "b'\\x00\\x00\\x0...0\\x00\\x00\\x00'"],
    [10n ** 50n, "100000000000000000...0000000000000000000"],
  ])("leaves out the middle: %#", (value, text) => {
    expect(short_repr(value)).toBe(text);
  });

  it("leaves out the end of collections", () => {
    expect(short_repr([0, 1, 2, 3, 4, 5])).toBe("[0, 1, 2, 3, 4, 5]");
    expect(short_repr([0, 1, 2, 3, 4, 5, 6])).toBe("[0, 1, 2, 3, 4, 5, ...]");
    expect(short_repr({ a: 1, b: 2, c: 3, d: 4, e: 5 })).toBe("{'a': 1, 'b': 2, 'c': 3, 'd': 4, ...}");
    expect(short_repr(new Set([1, 2, 3, 4, 5, 6, 7]))).toBe("{1, 2, 3, 4, 5, 6, ...}");
  });

  it("writes empty collections", () => {
    expect([[], {}, new Map(), new Set()].map(short_repr)).toEqual(["[]", "{}", "{}", "set()"]);
  });

  it("leaves out what is deep inside", () => {
    expect(short_repr([[[[[[[[1]]]]]]]])).toBe("[[[[[[[...]]]]]]]");
    expect(short_repr([[[[[[{ a: 1 }]]]]]])).toBe("[[[[[[{...}]]]]]]");
    const circle: unknown[] = [];
    circle.push(circle);
    expect(short_repr(circle)).toBe("[[[[[[[...]]]]]]]");
  });

  it("sorts the keys of dicts and the items of sets, where they compare", () => {
    expect(short_repr({ b: 1, a: 2 })).toBe("{'a': 2, 'b': 1}");
    expect(short_repr(new Set([10, 9, 1.5, true]))).toBe("{True, 1.5, 9, 10}");
    expect(
      short_repr(
        new Map<unknown, unknown>([
          ["b", 1],
          [2, 3],
        ]),
      ),
    ).toBe("{'b': 1, 2: 3}");
  });

  it("cuts the text of anything else", () => {
    expect(short_repr(new ValueError("x".repeat(100)))).toBe("ValueError('x...xxxxxxxxxxxx')");
    expect(short_repr({ __repr__: () => `<Task ${"y".repeat(50)}>` })).toBe("<Task yyyyyyy...yyyyyyyyyyyyy>");
    expect(short_repr(class Worker {})).toBe("<class 'Worker'>");
  });

  it("leaves short values alone", () => {
    expect([null, true, 1.5, "text", [1, { a: null }]].map(short_repr)).toEqual([
      "None",
      "True",
      "1.5",
      "'text'",
      "[1, {'a': None}]",
    ]);
  });
});
