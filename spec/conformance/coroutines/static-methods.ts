// Coroutine functions that belong to a class, not to its objects: their names begin with it, that of the class which
// defines them.
// conformance: mask lines
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Shape {
  static draw: () => asyncio.Coroutine<void> = asyncio.coroutine(async () => {
    await asyncio.sleep(0);
  });

  @asyncio.coroutine
  static async make() {
    await asyncio.sleep(0);
    // biome-ignore lint/complexity/noThisInStatic: the class that it is called on, as Python's cls
    return this.name;
  }

  area = asyncio.coroutine(async () => 0);
}

class Square extends Shape {
  static override draw = asyncio.coroutine(async () => {
    await Shape.draw();
  });
}

const main = asyncio.coroutine(async function main() {
  const tasks = [
    asyncio.create_task(Shape.draw()),
    asyncio.create_task(Square.draw()),
    asyncio.create_task(Square.make()),
    asyncio.create_task(new Shape().area()),
  ];
  for (const task of tasks) console.log(task);
  console.log(repr(await asyncio.gather(...tasks)));
  for (const task of tasks) {
    const { __qualname__, __name__ } = task.get_coro() as asyncio.Coroutine;
    console.log(__qualname__, __name__);
  }
});

await asyncio.run(main());
