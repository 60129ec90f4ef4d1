// An executor by name and the default one; what the future is before and after.
import * as asyncio from "asyncio-node";

const { repr, ThreadPoolExecutor } = asyncio;

function square(x: number): number {
  return x * x;
}

const main = asyncio.coroutine(async () => {
  const loop = asyncio.get_running_loop();
  await asyncio.async_with(new ThreadPoolExecutor({ max_workers: 2 }), async (pool) => {
    const future = loop.run_in_executor(pool, square, 7);
    console.log(repr(asyncio.isfuture(future)), `${future}`);
    console.log(await future, `${future}`);
    const futures = Array.from({ length: 5 }, (_, i) => loop.run_in_executor(pool, square, i));
    console.log(repr(await asyncio.gather(...futures)));
  });
  console.log(await loop.run_in_executor(null, square, 8));
  const own = new ThreadPoolExecutor(1);
  loop.set_default_executor(own);
  console.log(await loop.run_in_executor(null, square, 9));
  console.log(await asyncio.to_thread(square, 10));
  try {
    loop.set_default_executor("not one" as never);
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log("TypeError:", e.message.slice(0, 44));
  }
});

await asyncio.run(main());
