import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  let active = 0;
  let most = 0;

  const handle = asyncio.coroutine(async function handle(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
  ) {
    active += 1;
    most = Math.max(most, active);
    for await (const line of reader) {
      const number = Number(line);
      writer.write(`${number * number}\n`);
    }
    writer.close();
    await writer.wait_closed();
    active -= 1;
  });

  const server = await asyncio.start_server(handle, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const everybody = new asyncio.Barrier(50);

  const client = asyncio.coroutine(async function client(number: number) {
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
    let total = 0;
    await asyncio.async_with(everybody, async () => {
      for (let i = 0; i < 20; i += 1) {
        writer.write(`${number + i}\n`);
        total += Number(await reader.readline());
      }
    });
    writer.close();
    await writer.wait_closed();
    return total;
  });

  const tasks: asyncio.Task<number>[] = [];
  await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
    for (let number = 0; number < 50; number += 1) tasks.push(group.create_task(client(number)));
  });
  console.log(repr(tasks.map((task) => task.result())));
  server.close();
  await server.wait_closed();
  console.log("most", most, "left", active);
  await asyncio.sleep(0);
  console.log("tasks", asyncio.all_tasks().size);
});

await asyncio.run(main());
