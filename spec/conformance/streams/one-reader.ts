import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const reader = new asyncio.StreamReader();

  const read = asyncio.coroutine(async (name: string, method: () => PromiseLike<Buffer>) => {
    try {
      console.log(name, "got", repr(await method()));
    } catch (e) {
      if (e instanceof asyncio.CancelledError) {
        console.log(name, "cancelled");
        throw e;
      }
      console.log(name, repr(e));
    }
  });

  const first = asyncio.create_task(read("first", () => reader.readline()));
  await asyncio.sleep(0);
  console.log(repr(reader).includes("waiter") ? "waiting" : "not waiting");
  await read("second", () => reader.read(10));
  await read("third", () => reader.readexactly(3));
  await read("fourth", () => reader.readuntil("\n"));
  reader.feed_data("for the ");
  await asyncio.sleep(0);
  reader.feed_data("first\n");
  await first;

  console.log("- cancelled while it waits");
  let task = asyncio.create_task(read("cancelled one", () => reader.readline()));
  await asyncio.sleep(0);
  reader.feed_data("half a ");
  await asyncio.sleep(0);
  task.cancel();
  try {
    await task;
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("main: cancelled");
  }
  reader.feed_data("line\n");
  await read("next one", () => reader.readline());

  console.log("- cancelled as the data comes");
  task = asyncio.create_task(read("cancelled one", () => reader.read(100)));
  await asyncio.sleep(0);
  reader.feed_data("nothing is lost");
  task.cancel();
  await asyncio.wait([task]);
  await read("next one", () => reader.read(100));

  console.log("- timeouts");
  try {
    await asyncio.wait_for(reader.readline(), 0.01);
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("nothing came");
  }
  try {
    await asyncio.async_with(asyncio.timeout(0.01), async () => {
      await reader.readexactly(4);
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("nothing came");
  }
  reader.feed_data("well");
  await read("now", () => reader.readexactly(4));

  console.log("- an error while one waits");
  task = asyncio.create_task(read("waiting one", () => reader.readline()));
  await asyncio.sleep(0);
  reader.set_exception(new asyncio.ConnectionResetError("gone"));
  await task;
  await read("later one", () => reader.readline());
});

await asyncio.run(main());
