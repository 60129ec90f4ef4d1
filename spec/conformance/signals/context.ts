// A handler runs in the context in which it was set.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const name_var = new asyncio.ContextVar<string>("name_var", { default: "nobody" });
const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const queue = new asyncio.Queue();
  function handler(n: number) {
    name_var.set(`${str(name_var.get())}+${n}`);
    queue.put_nowait(name_var.get());
  }
  name_var.set("setter");
  loop.add_signal_handler("SIGUSR1", handler, 1);
  name_var.set("main, later");
  for (let i = 0; i < 2; i += 1) {
    process.kill(process.pid, "SIGUSR1");
    console.log(str(await queue.get()));
  }
  console.log(str(name_var.get()));
});

await asyncio.run(main());
