import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

/** What the task came to, if not that it was cancelled. */
async function until_cancelled(awaitable: PromiseLike<unknown>, then: () => unknown[]) {
  try {
    await awaitable;
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log(...then());
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  const got = new asyncio.Event();

  const handle = asyncio.coroutine(async function handle(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
  ) {
    try {
      for (;;) {
        const data = await reader.read(100);
        if (data.length === 0) break;
        console.log("server got", repr(data));
        got.set();
      }
    } catch (e) {
      if (e instanceof asyncio.CancelledError) console.log("handler cancelled");
      throw e;
    } finally {
      writer.close();
    }
  });

  const server = await asyncio.start_server(handle, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);

  console.log("- before it begins");
  let connecting = asyncio.create_task(asyncio.open_connection("127.0.0.1", port));
  connecting.cancel();
  await until_cancelled(connecting, () => ["cancelled"]);

  console.log("- while it connects");
  connecting = asyncio.create_task(asyncio.open_connection("127.0.0.1", port));
  await asyncio.sleep(0);
  connecting.cancel();
  await until_cancelled(connecting, () => ["cancelled"]);

  console.log("- while it waits for a line");
  let [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  const reading = asyncio.create_task(reader.readline());
  await asyncio.sleep(0);
  reading.cancel();
  await until_cancelled(reading, () => ["cancelled; closing:", repr(writer.is_closing())]);
  writer.write("still there");
  await writer.drain();
  await got.wait();
  got.clear();

  console.log("- while it closes");
  writer.close();
  const closing = asyncio.create_task(writer.wait_closed());
  await asyncio.sleep(0);
  closing.cancel();
  await until_cancelled(closing, () => ["cancelled"]);
  await until_cancelled(
    (async () => {
      await writer.wait_closed();
      console.log("closed");
    })(),
    () => ["the stream's own future was cancelled"],
  );

  console.log("- while it drains");
  const served = loop.create_future<asyncio.StreamWriter>();
  const other = await asyncio.start_server((_r, w) => served.set_result(w), "127.0.0.1", 0);
  [reader, writer] = await asyncio.open_connection("127.0.0.1", Number(other.sockets[0]?.getsockname()[1]));
  const peer = await served;
  (peer.transport as asyncio.Transport).pause_reading();

  const write = asyncio.coroutine(async function write() {
    for (;;) {
      writer.write(Buffer.alloc(1_000_000));
      await writer.drain();
    }
  });

  const writing = asyncio.create_task(write());
  while (writer.transport.get_write_buffer_size() <= 65536) await asyncio.sleep(0);
  writing.cancel();
  await until_cancelled(writing, () => ["cancelled; closing:", repr(writer.is_closing())]);
  writer.transport.abort();
  peer.transport.abort();
  other.close();

  console.log("- the handler");
  [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  writer.write("hello");
  await got.wait();
  for (const task of asyncio.all_tasks()) if (task !== asyncio.current_task()) task.cancel();
  console.log("client read", repr(await reader.read()));
  writer.close();
  server.close();
  await server.wait_closed();
  console.log("left over:", asyncio.all_tasks().size - 1);
});

await asyncio.run(main());
