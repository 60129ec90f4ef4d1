import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

type Court = [asyncio.Future<number>];
const player = asyncio.coroutine(async function player(name: string, mine: Court, theirs: Court) {
  const loop = asyncio.get_running_loop();
  for (let turn = 0; turn < 3; turn++) {
    const ball = await mine[0];
    console.log(name, "hits", ball);
    mine[0] = loop.create_future<number>();
    theirs[0].set_result(ball + 1);
  }
  console.log(name, "stops");
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const [left, right]: [Court, Court] = [[loop.create_future<number>()], [loop.create_future<number>()]];
  const a = asyncio.create_task(player("left", left, right));
  const b = asyncio.create_task(player("right", right, left));
  loop.call_later(0.01, (ball: number) => left[0].set_result(ball), 1);
  console.log(repr(await a), repr(await b));
  console.log("the ball lies", left[0]);

  // A future set by a timer, one by a callback, one before it is awaited.
  const [timer, soon, ready] = [1, 2, 3].map(() => loop.create_future<string>()) as [
    asyncio.Future<string>,
    asyncio.Future<string>,
    asyncio.Future<string>,
  ];
  loop.call_later(0.01, () => timer.set_result("timer"));
  loop.call_soon(() => soon.set_result("soon"));
  ready.set_result("ready");
  for (const future of [timer, soon, ready]) console.log(await future);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
