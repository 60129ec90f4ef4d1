import * as asyncio from "asyncio-node";

const work = asyncio.coroutine(async function work(x: number) {
  console.log("body runs with", x);
  return x * 2;
});

const coroutine = work(2);
console.log("called, nothing ran");
console.log(coroutine);
console.log("is a coroutine:", asyncio.repr(asyncio.iscoroutine(coroutine)));
console.log("and its function:", asyncio.repr(asyncio.iscoroutinefunction(work)));
console.log("is the function a coroutine:", asyncio.repr(asyncio.iscoroutine(work)));

const loop = asyncio.new_event_loop();
console.log("loop made, nothing ran");
console.log("result:", await loop.run_until_complete(coroutine));
console.log(coroutine);
loop.close();
