// In debug mode all works as without it, and what is printed says so.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const child = asyncio.coroutine(async function child(name: string, turns: number) {
  for (let i = 0; i < turns; i++) await asyncio.sleep(0);
  if (name === "bad") throw new asyncio.ValueError(name);
  return name;
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.slow_callback_duration = 10;
  console.log(repr(loop.get_debug()), repr(loop).slice(repr(loop).indexOf(" ")));
  console.log(repr(await asyncio.gather(child("a", 2), child("b", 1))));
  const task = asyncio.create_task(child("c", 3), { name: "c" });
  const running = "<Task pending name='c' coro=<child() running at ";
  console.log(repr(repr(task).startsWith(running)), repr(repr(task).includes(" created at ")));
  await asyncio.sleep(0);
  console.log(repr(repr(task).includes(" wait_for=")));
  task.cancel("stop");
  console.log(repr(task).split(" name=")[0]);
  try {
    await task;
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log(repr(e), repr(task).split(" name=")[0]);
  }
  const future = loop.create_future();
  console.log(repr(future).split(" created at")[0], repr(repr(future).includes(" created at ")));
  future.set_exception(new asyncio.LookupError("l"));
  console.log(repr(future.exception()), repr(future).split(" created at")[0]);
  const handle = loop.call_soon(() => console.log("never"));
  handle.cancel();
  console.log(repr(handle.cancelled()), repr(repr(handle).startsWith("<Handle cancelled ")));
  try {
    await asyncio.async_with(asyncio.timeout(0.01), async () => {
      await asyncio.sleep(10);
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(repr(e));
  }
  try {
    loop.call_soon(child as never);
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log("TypeError", repr(e.message.split(" ").slice(0, 4)));
  }
  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      group.create_task(child("bad", 1));
      group.create_task(child("good", 5));
    });
  } catch (e) {
    if (!(e instanceof asyncio.ExceptionGroup)) throw e;
    console.log(repr(e));
  }
});

await asyncio.run(main(), { debug: true });
