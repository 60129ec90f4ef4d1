import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(x: number) {
  await asyncio.sleep(0);
  return x;
});

class Counted<T> extends asyncio.Task<T> {
  static made = 0;

  constructor(...args: ConstructorParameters<typeof asyncio.Task<T>>) {
    super(...args);
    Counted.made += 1;
  }
}

const factory: asyncio.TaskFactory = (loop, coro, kwargs) => {
  console.log("the factory is asked");
  return new Counted(coro, { loop, ...kwargs });
};

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  console.log("at first:", repr(loop.get_task_factory()));
  loop.set_task_factory(factory);
  console.log("set:", repr(loop.get_task_factory() === factory));
  const task = asyncio.create_task(work(1));
  console.log(repr(task instanceof Counted), await task);
  const named = loop.create_task(work(2), { name: "mine" });
  console.log(named.get_name(), repr(named instanceof Counted), await named);
  console.log(repr(await asyncio.gather(work(3), work(4))));
  console.log("made:", Counted.made);

  try {
    // @ts-expect-error: not a function, which is what this is about
    loop.set_task_factory("not callable");
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log("TypeError:", e.message);
  }
  loop.set_task_factory(null);
  console.log("taken away:", repr(loop.get_task_factory()));
  const plain = asyncio.create_task(work(5));
  console.log(repr(plain instanceof Counted), await plain);
});

await asyncio.run(main());
