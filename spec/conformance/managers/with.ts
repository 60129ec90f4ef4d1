// with: the synchronous twin, its body awaiting or not.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

class Manager {
  readonly name: string;
  readonly swallow: boolean;

  constructor(name: string, { swallow = false } = {}) {
    this.name = name;
    this.swallow = swallow;
  }

  __enter__(): this {
    console.log("enter", this.name);
    return this;
  }

  __exit__(kind: unknown, error: unknown): boolean {
    console.log("exit", this.name, kind === null ? "None" : (kind as typeof Error).name, asyncio.repr(error));
    return this.swallow;
  }
}

const main = asyncio.coroutine(async function main() {
  asyncio.with_(new Manager("a"), (a) => {
    console.log("body", a.name);
  });

  await asyncio.with_(new Manager("b"), async (b) => {
    await asyncio.sleep(0);
    console.log("body", b.name);
  });

  asyncio.with_([new Manager("c"), new Manager("d", { swallow: true })], (c, d) => {
    console.log("body", c.name, d.name);
    throw new asyncio.ValueError("swallowed by d");
  });

  try {
    await asyncio.with_(new Manager("e"), async () => {
      await asyncio.sleep(0);
      throw new asyncio.LookupError("passed on");
    });
  } catch (e) {
    if (!(e instanceof asyncio.LookupError)) throw e;
    console.log(asyncio.repr(e));
  }

  const sleeper = asyncio.coroutine(async function sleeper() {
    await asyncio.with_(new Manager("f"), async () => {
      await asyncio.sleep(10);
    });
  });

  const task = asyncio.create_task(sleeper());
  await asyncio.sleep(0);
  task.cancel("enough");
  console.log(asyncio.repr(await asyncio.gather(task, { return_exceptions: true })));

  try {
    asyncio.with_(new asyncio.Lock() as never, () => {
      console.log("never");
    });
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log(e.message);
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
