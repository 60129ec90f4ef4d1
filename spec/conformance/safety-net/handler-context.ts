// An exception handler runs in the context of the task or handle that failed.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const request = new asyncio.ContextVar<string>("request", { default: "none" });
function fail() {
  throw new asyncio.ValueError("here");
}

const job = asyncio.coroutine(async function job(name: string) {
  request.set(name);
  asyncio.get_running_loop().call_soon(fail);
  await asyncio.sleep(0);
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.set_exception_handler((_loop: asyncio.EventLoop, context: asyncio.ExceptionContext) =>
    console.log("handler sees", str(request.get()), repr(context.exception)),
  );
  request.set("main");
  await asyncio.gather(job("first"), job("second"));
  await job("third");
  loop.call_exception_handler({ message: "direct", exception: new asyncio.ValueError("direct") });
  console.log(str(request.get()));
});

await asyncio.run(main());
