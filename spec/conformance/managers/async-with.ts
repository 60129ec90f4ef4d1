// async with: what __aexit__ is given, who swallows what, and the order of several managers.
import * as asyncio from "asyncio-node";

class Manager {
  readonly name: string;
  readonly swallow: boolean;

  constructor(name: string, { swallow = false } = {}) {
    this.name = name;
    this.swallow = swallow;
  }

  async __aenter__(): Promise<string> {
    await asyncio.sleep(0);
    console.log("enter", this.name);
    return this.name.toUpperCase();
  }

  async __aexit__(kind: unknown, error: unknown, traceback: unknown): Promise<boolean> {
    await asyncio.sleep(0);
    const name = kind === null ? "None" : (kind as typeof Error).name;
    console.log("exit", this.name, name, asyncio.repr(error), asyncio.repr(traceback === null));
    return this.swallow;
  }
}

class Broken extends Manager {
  override async __aenter__(): Promise<string> {
    throw new asyncio.LookupError(`cannot enter ${this.name}`);
  }
}

const main = asyncio.coroutine(async function main() {
  await asyncio.async_with(new Manager("a"), async (a) => {
    console.log("body", a);
  });

  await asyncio.async_with([new Manager("b"), new Manager("c")], async (b, c) => {
    console.log("body", b, c);
  });

  await asyncio.async_with(new Manager("d", { swallow: true }), async () => {
    throw new asyncio.ValueError("swallowed");
  });
  console.log("goes on");

  try {
    await asyncio.async_with([new Manager("e"), new Manager("f")], async () => {
      throw new asyncio.ValueError("passed on");
    });
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(asyncio.repr(e));
  }

  await asyncio.async_with([new Manager("g", { swallow: true }), new Manager("h")], async () => {
    throw new asyncio.RuntimeError("swallowed by the outer one");
  });

  try {
    await asyncio.async_with([new Manager("i"), new Broken("j")], async () => {
      console.log("never");
    });
  } catch (e) {
    if (!(e instanceof asyncio.LookupError)) throw e;
    console.log(asyncio.repr(e));
  }

  try {
    await asyncio.async_with(3 as never, async () => {
      console.log("never");
    });
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log(e.message);
  }
});

await asyncio.run(main());
