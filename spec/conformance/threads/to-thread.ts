// Functions with results, with keywords, without either; a coroutine that is lazy.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

function add(a: number, b: number): number {
  return a + b;
}

function greet(name: string, kw: { shout?: boolean } = {}): string {
  return kw.shout ? `${name}!` : name;
}

function nothing(): void {}

const sorted = (items: number[]): number[] => items.sort();

const main = asyncio.coroutine(async () => {
  const coro = asyncio.to_thread(add, 40, 2);
  console.log(repr(asyncio.iscoroutine(coro)));
  console.log(await coro);
  console.log(await asyncio.to_thread(greet, "you", asyncio.kwargs({ shout: true })));
  console.log(await asyncio.to_thread(greet, "you"));
  console.log(repr(await asyncio.to_thread(nothing)));
  console.log(repr(await asyncio.to_thread(sorted, [3, 1, 2])));
  const results = await asyncio.gather(...Array.from({ length: 8 }, (_, i) => asyncio.to_thread(add, i, i)));
  console.log(repr(results));
});

await asyncio.run(main());
