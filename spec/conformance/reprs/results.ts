// Results of all kinds inside a finished future.
import * as asyncio from "asyncio-node";

const { ValueError } = asyncio;

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  // biome-ignore format: as in Python
  const values = [
    null, true, false, 0, -1, 42, 1.5, -0.25, 1e-7, 1e22, Infinity, NaN,
    "text", "", "it's", 'say "hi"', "it's \"both\"", "line\nbreak\ttab\\", "\x00\x1b\x7f", "ünïcödé", "日本", "\u200b",
    Buffer.from("bytes"), Buffer.from("it's"), Buffer.from([0, 255, 10]), Buffer.alloc(0),
    [], [1, "two", null], [[1], [[2]]], {}, { a: 1, b: [null, { c: false }] }, new Map([[1, "one"]]),
    new ValueError("v"), new ValueError(), new TypeError("it's"), new asyncio.KeyboardInterrupt(), new asyncio.SystemExit(2),
    new asyncio.OSError(2, "No such file"), new asyncio.CancelledError("m"), new asyncio.TimeoutError(), new asyncio.InvalidStateError("s"),
    new asyncio.ExceptionGroup("g", [new ValueError("x")]),
  ];
  for (const value of values) {
    const future = loop.create_future<unknown>();
    future.set_result(value);
    console.log(future);
  }
  // biome-ignore format: as in Python
  for (const error of [new ValueError("v"), new ValueError(), new asyncio.LookupError("it's"), new asyncio.QueueEmpty(), new asyncio.EOFError("end"),
                       new asyncio.NotImplementedError("later"), new asyncio.ConnectionResetError("gone"), new asyncio.OSError(13, "Permission denied")]) {
    const future = loop.create_future();
    future.set_exception(error);
    console.log(future);
    future.exception();
  }
});

await asyncio.run(main());
