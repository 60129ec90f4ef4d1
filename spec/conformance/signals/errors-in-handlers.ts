// A handler that raises: the loop goes on, and the exception handler hears of it.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

function fail(msg: string) {
  throw new asyncio.ValueError(msg);
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const told = new asyncio.Queue();
  loop.set_exception_handler((_loop: asyncio.EventLoop, context: asyncio.ExceptionContext) =>
    told.put_nowait(context),
  );
  loop.add_signal_handler("SIGUSR1", fail, "from the handler");
  let context: asyncio.ExceptionContext;
  for (let i = 0; i < 2; i += 1) {
    process.kill(process.pid, "SIGUSR1");
    context = await told.get();
    console.log(str(context.message?.split("(")[0]), repr(context.exception));
  }
  console.log(repr(loop.remove_signal_handler("SIGUSR1")));
});

await asyncio.run(main());
