// Coroutine objects and functions, of a module and of a class.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const module_level = asyncio.coroutine(async function module_level(x: number) {
  return x;
});

class Service {
  method = asyncio.coroutine(async () => {
    await asyncio.sleep(0);
  });
  __repr__() {
    return "Service()";
  }
}

const main = asyncio.coroutine(async function main() {
  const service = new Service();
  const [one, two] = [module_level(1), service.method()] as const;
  console.log(one);
  console.log(two);
  console.log(repr([one, one]), repr((one as unknown) !== two));
  console.log(one.__name__, one.__qualname__, two.__name__, two.__qualname__);
  console.log(asyncio.create_task(one));
  console.log(asyncio.create_task(two));
  const closed = asyncio.sleep(0).close();
  console.log(repr(closed), repr(asyncio.iscoroutine(one)), repr(asyncio.iscoroutine(module_level)));
  console.log(repr(module_level));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
});

await asyncio.run(main());
