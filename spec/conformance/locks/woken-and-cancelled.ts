// Woken and cancelled in one iteration: the wake-up goes to the next in line.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const taker = asyncio.coroutine(async function taker(name: string, lock: asyncio.Lock) {
  try {
    await lock.acquire();
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log(name, "cancelled", repr(e));
    throw e;
  }
  console.log(name, "has it");
  await asyncio.sleep(0);
  lock.release();
});

const main = asyncio.coroutine(async function main() {
  for (const kind of ["release first", "cancel first", "cancel twice"]) {
    console.log(kind);
    const lock = new asyncio.Lock();
    await lock.acquire();
    const tasks = ["one", "two", "three"].map((name) => asyncio.create_task(taker(name, lock)));
    await asyncio.sleep(0);
    if (kind === "release first") {
      lock.release();
      console.log(repr(tasks[0]?.cancel("too late")));
    } else {
      console.log(repr(tasks[0]?.cancel("in time")));
      lock.release();
    }
    if (kind === "cancel twice") {
      console.log(repr(tasks[0]?.cancel("again")), repr(tasks[1]?.cancel("you too")));
    }
    await asyncio.wait(tasks);
    console.log(repr(tasks.map((task) => task.cancelled())), repr(lock.locked()));
  }
});

await asyncio.run(main());
