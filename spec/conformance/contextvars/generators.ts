// An async generator runs in the context of whoever asks it for its next value.
import * as asyncio from "asyncio-node";

const variable = new asyncio.ContextVar("var", { default: "unset" });

async function* numbers() {
  variable.set("set by the generator");
  for (let number = 0; number < 3; number++) {
    console.log("generator sees", variable.get());
    yield number;
    await asyncio.sleep(0);
  }
}

const consumer = asyncio.coroutine(async function consumer(name: string) {
  variable.set(name);
  for await (const number of numbers()) {
    console.log(name, number, "sees", variable.get());
    variable.set(`${name} after ${number}`);
  }
  return variable.get();
});

const main = asyncio.coroutine(async function main() {
  console.log(await consumer("alone"));
  variable.set("main");
  console.log(await asyncio.create_task(consumer("task")), "|", variable.get());
  const generator = numbers();
  console.log((await generator.next()).value, variable.get());
  await generator.return();
});

await asyncio.run(main());
