// Each task has a copy of the context of the moment in which it was created.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const user = new asyncio.contextvars.ContextVar("user", { default: "nobody" });

const deep = asyncio.coroutine(async function deep() {
  await asyncio.sleep(0);
  return user.get();
});

const request = asyncio.coroutine(async function request(name: string) {
  console.log(name, "begins as", user.get());
  user.set(name);
  await asyncio.sleep(0);
  console.log(name, "goes on as", user.get(), await deep());
  await asyncio.sleep(0.001);
  return user.get();
});

const change = asyncio.coroutine(async function change() {
  user.set("changed by a coroutine");
});

const main = asyncio.coroutine(async function main() {
  user.set("main");
  const first = asyncio.create_task(request("first"));
  user.set("main, later");
  const second = asyncio.create_task(request("second"));
  console.log(await first, await second, "|", user.get());

  await change();
  console.log(user.get());
  await asyncio.create_task(request("third"));
  console.log(user.get());
});

console.log(user.get());
await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
console.log(user.get());
user.set("module");
await asyncio.run(deep(), { loop_factory: () => new VirtualTimeEventLoop() });
console.log(await asyncio.run(deep(), { loop_factory: () => new VirtualTimeEventLoop() }));
