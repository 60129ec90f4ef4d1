import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const came = new asyncio.Event();

const handle = asyncio.coroutine(async function handle(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  came.set();
  try {
    console.log("got", repr(await reader.readline()));
    writer.write("bye\n");
    await writer.drain();
  } catch (e) {
    if (e instanceof asyncio.CancelledError) console.log("handler cancelled");
    throw e;
  } finally {
    writer.close();
  }
});

const main = asyncio.coroutine(async function main() {
  let server = await asyncio.start_server(handle, "127.0.0.1", 0);
  let port = Number(server.sockets[0]?.getsockname()[1]);
  let task = asyncio.create_task(server.serve_forever());
  let [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  writer.write("hello\n");
  console.log("client got", repr(await reader.read()));
  writer.close();
  await writer.wait_closed();
  try {
    await server.serve_forever();
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(e.name, repr(e.message.split(" ").slice(-5)));
  }
  task.cancel();
  try {
    await task;
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("cancelled; serving", repr(server.is_serving()));
  }
  await server.wait_closed();

  console.log("- closed while it serves");
  server = await asyncio.start_server(handle, "127.0.0.1", 0);
  task = asyncio.create_task(server.serve_forever());
  await asyncio.sleep(0);
  server.close();
  try {
    await task;
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("cancelled", repr(task.cancelled()));
  }

  console.log("- a timeout around it");
  server = await asyncio.start_server(handle, "127.0.0.1", 0);
  try {
    await asyncio.async_with(asyncio.timeout(0.02), async () => {
      await asyncio.async_with(server, async () => {
        await server.serve_forever();
      });
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("timed out; serving", repr(server.is_serving()));
  }

  console.log("- cancelled while a client is connected");
  server = await asyncio.start_server(handle, "127.0.0.1", 0);
  port = Number(server.sockets[0]?.getsockname()[1]);
  task = asyncio.create_task(server.serve_forever());
  came.clear();
  [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  await came.wait();
  task.cancel();
  await asyncio.sleep(0);
  console.log("done:", repr(task.done()), "serving:", repr(server.is_serving()));
  writer.write("late\n");
  console.log("client got", repr(await reader.read()));
  writer.close();
  await asyncio.wait([task]);
  console.log("done:", repr(task.done()), "cancelled:", repr(task.cancelled()));
});

await asyncio.run(main());
