import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

type Requests = [asyncio.Future<number>];
const server = asyncio.coroutine(async function server(name: string, requests: Requests) {
  try {
    while (true) {
      const request = await requests[0];
      console.log(name, "serves", request);
      requests[0] = asyncio.get_running_loop().create_future<number>();
    }
  } catch (e) {
    console.log(name, "shuts down");
    await asyncio.sleep(0);
    console.log(name, "is down");
    throw e;
  }
});

const client = asyncio.coroutine(async function client(requests: Requests, n: number) {
  for (let i = 0; i < n; i++) {
    requests[0].set_result(i);
    await asyncio.sleep(0);
    await asyncio.sleep(0);
  }
  asyncio.get_running_loop().stop();
  console.log("client has stopped the loop");
  await asyncio.sleep(0);
  console.log("client goes on in the next run");
});

const loop = asyncio.new_event_loop();
const requests: Requests = [loop.create_future<number>()];
const tasks = [loop.create_task(server("server", requests)), loop.create_task(client(requests, 3))];
await loop.run_forever();
console.log("out of run_forever:", repr(tasks.map((t) => t.done())));

for (const task of asyncio.all_tasks(loop)) if (task === tasks[0]) task.cancel();
const results = await loop.run_until_complete(asyncio.gather(...tasks, { return_exceptions: true }));
console.log(repr(results));

loop.call_soon(() => loop.stop());
console.log("returns", repr(await loop.run_forever()));
loop.close();
