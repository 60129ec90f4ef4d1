// Long results are shortened inside a future's repr, by reprlib's rules; repr of the value itself is whole.
import * as asyncio from "asyncio-node";

const { repr, ValueError } = asyncio;

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const numbers = [...Array(100).keys()];
  // biome-ignore format: as in Python
  const values = [
    "x".repeat(28), "x".repeat(29), "abcdefghij".repeat(10), "it's ".repeat(20), "\n".repeat(40),
    Buffer.alloc(100, "y"), numbers.slice(0, 6), numbers.slice(0, 7), numbers, [numbers, numbers],
    ["long text ".repeat(10), 1], [[[[[[["deep"]]]]]]], [[[[[[[["deeper"]]]]]]]],
    { a: 1, b: 2, c: 3, d: 4 }, { a: 1, b: 2, c: 3, d: 4, e: 5 }, { z: 1, y: { x: { w: "v".repeat(50) } } },
    new ValueError("a message that is rather long and says very little"), 12345678901234567890123456789012345678901234567890n,
  ];
  for (const value of values) {
    const future = loop.create_future<unknown>();
    future.set_result(value);
    console.log(future);
  }
  console.log(repr(values[2]), repr(numbers.slice(0, 12)));

  const future = loop.create_future();
  const message = "a message that is rather long and says very little indeed, but is not shortened";
  future.set_exception(new ValueError(message));
  console.log(future);
  future.exception();
  const holder = loop.create_future<unknown>();
  holder.set_result([future, { future }]);
  console.log(holder);
});

await asyncio.run(main());
