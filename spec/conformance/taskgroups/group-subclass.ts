// A subclass of ExceptionGroup keeps its class through split and subgroup where it overrides derive.
import * as asyncio from "asyncio-node";

const { ExceptionGroup, LookupError, ValueError } = asyncio;

class Plain extends ExceptionGroup {}

class Coded extends ExceptionGroup {
  code = 0;

  coded(code: number): this {
    this.code = code;
    return this;
  }

  override derive(exceptions: Error[]): Coded {
    return new Coded(this.message, exceptions).coded(this.code);
  }
}

function show(label: string, error: unknown) {
  console.log(label, asyncio.repr(error), error instanceof Coded ? error.code : "None");
}

const plain = new Plain("p", [new ValueError("a"), new LookupError("b")]);
show("plain", plain);
show("plain subgroup", plain.subgroup(ValueError));
const inner = new Coded("d", [new ValueError("e")]).coded(9);
const coded = new Coded("c", [new ValueError("a"), new LookupError("b"), inner]).coded(7);
show("coded", coded);
show("coded subgroup", coded.subgroup(ValueError));
const [match, rest] = coded.split(LookupError);
show("match", match);
show("rest", rest);
console.log(String(match), "|", String(rest));

const fails = asyncio.coroutine(async function fails(error: Error) {
  throw error;
});

const main = asyncio.coroutine(async function main() {
  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      group.create_task(fails(coded));
      group.create_task(fails(new ValueError("plain")));
    });
  } catch (e) {
    if (!(e instanceof ExceptionGroup)) throw e;
    show("caught", e);
    show(
      "codes",
      e.subgroup((x) => x instanceof Coded),
    );
    show("values", e.subgroup(ValueError));
  }
});

await asyncio.run(main());
