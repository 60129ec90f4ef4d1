// A gathering that is cancelled, and whose children have results all the same.
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const stubborn = asyncio.coroutine(async function stubborn(result: unknown) {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("swallowed", repr(e));
  }
  return result;
});

const main = asyncio.coroutine(async function main() {
  for (const answers of [["a"], ["a", "b"], [null, ["list"]], [1, { key: 2 }]]) {
    const gathering = asyncio.gather(...answers.map((answer) => stubborn(answer)), {
      return_exceptions: true,
    });
    await asyncio.sleep(0);
    gathering.cancel("enough");
    try {
      await gathering;
    } catch (e) {
      if (!(e instanceof asyncio.CancelledError)) throw e;
      console.log(repr(e), repr(gathering.cancelled()));
    }
  }

  const ready = asyncio.get_running_loop().create_future<unknown>();
  ready.set_result(["ready"]);
  const gathering = asyncio.gather(stubborn("a"), ready, { return_exceptions: true });
  await asyncio.sleep(0);
  try {
    await asyncio.async_with(asyncio.timeout(0.01), async () => {
      await gathering;
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(repr(e), repr(e.cause));
  }
});

await asyncio.run(main());
