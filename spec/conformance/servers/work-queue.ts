import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

type Work = [number: number, answer: asyncio.Future<number>];

const worker = asyncio.coroutine(async function worker(queue: asyncio.Queue<Work>) {
  for (;;) {
    const [number, answer] = await queue.get();
    answer.set_result(number * number);
    queue.task_done();
  }
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const queue = new asyncio.Queue<Work>(2);

  const handle = asyncio.coroutine(async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
    for await (const line of reader) {
      if (!/^\d+$/.test(String(line).trim())) {
        writer.write(`? ${line}`);
        continue;
      }
      const answer = loop.create_future<number>();
      await queue.put([Number(line), answer]);
      writer.write(`${await answer}\n`);
      await writer.drain();
    }
    writer.close();
    await writer.wait_closed();
  });

  const client = asyncio.coroutine(async (name: string, questions: readonly unknown[]) => {
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
    const answers: string[] = [];
    for (const question of questions) {
      writer.write(`${question}\n`);
      answers.push(String(await reader.readline()).trim());
    }
    writer.close();
    await writer.wait_closed();
    return [name, answers] as const;
  });

  const server = await asyncio.start_server(handle, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  await asyncio.async_with(server, async () => {
    const workers = [1, 2].map(() => asyncio.create_task(worker(queue)));
    const clients = await asyncio.async_with(new asyncio.TaskGroup(), (group) =>
      (
        [
          ["a", [0, 1, 2, 3, 4]],
          ["b", [10, "ten", 11]],
          ["c", []],
          ["d", ["x"]],
        ] as const
      ).map(([name, questions]) => group.create_task(client(name, questions))),
    );
    for (const task of clients) {
      const [name, answers] = task.result();
      console.log(name, repr(answers));
    }
    await queue.join();
    for (const task of workers) {
      task.cancel();
    }
    console.log(repr(await asyncio.gather(...workers, { return_exceptions: true })));
  });
});

await asyncio.run(main());
