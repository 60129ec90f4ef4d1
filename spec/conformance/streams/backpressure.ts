import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const SIZE = 20_000_000;

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  let served = loop.create_future<asyncio.Stream>();
  const server = await asyncio.start_server((r, w) => served.set_result([r, w]), "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  let [, writer] = await asyncio.open_connection("127.0.0.1", port);
  let [other_reader, other_writer] = await served;

  const write = asyncio.coroutine(async function write() {
    const block = Buffer.alloc(100_000);
    for (let i = 0; i < SIZE / block.length; i += 1) {
      writer.write(block);
      await writer.drain();
    }
    writer.close();
    await writer.wait_closed();
  });

  let task: asyncio.Task<void> = asyncio.create_task(write());
  while (!repr(other_reader).includes("paused")) await asyncio.sleep(0);
  while (writer.transport.get_write_buffer_size() <= 65536) await asyncio.sleep(0);
  console.log("writer waits:", repr(!task.done()));
  const transport = other_writer.transport as asyncio.Transport;
  console.log("reader is paused:", repr(repr(other_reader).includes("paused")), repr(transport.is_reading()));

  let count = 0;
  for (;;) {
    const data = await other_reader.read(100_000);
    if (data.length === 0) break;
    count += data.length;
  }
  await task;
  console.log("all of it:", repr(count === SIZE));
  console.log("reader is paused:", repr(repr(other_reader).includes("paused")));
  other_writer.close();

  console.log("- the reader goes away");
  served = loop.create_future<asyncio.Stream>();
  [, writer] = await asyncio.open_connection("127.0.0.1", port);
  [other_reader, other_writer] = await served;
  const block = Buffer.alloc(1_000_000);

  const write_until_it_fails = asyncio.coroutine(async function write_until_it_fails() {
    for (;;) {
      writer.write(block);
      await writer.drain();
    }
  });

  task = asyncio.create_task(write_until_it_fails());
  while (writer.transport.get_write_buffer_size() <= 65536) await asyncio.sleep(0);
  other_writer.transport.abort();
  const is_expected = (e: unknown) =>
    repr(e instanceof asyncio.ConnectionResetError || e instanceof asyncio.BrokenPipeError);
  try {
    await task;
  } catch (e) {
    console.log("drain:", is_expected(e));
  }
  for (let i = 0; i < 2; i += 1) {
    try {
      await writer.drain();
    } catch (e) {
      console.log("drain:", is_expected(e));
    }
  }
  console.log("closing", repr(writer.is_closing()));
  try {
    await writer.wait_closed();
  } catch (e) {
    console.log("wait_closed:", is_expected(e));
  }
  server.close();
});

await asyncio.run(main());
