import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const looked_at = loop.create_future();
  looked_at.set_exception(new asyncio.ValueError("looked at"));
  console.log(repr(looked_at.exception()));

  const forgotten = loop.create_future();
  forgotten.set_exception(new asyncio.ValueError("forgotten"));
  console.log(forgotten);
  await asyncio.sleep(0);
});

await asyncio.run(main());
console.log("the program goes on");
