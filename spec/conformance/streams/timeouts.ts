import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const gate = new asyncio.Event();
  const answered = new asyncio.Event();

  const handle = asyncio.coroutine(async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
    const line = await reader.readline();
    writer.write("half of ");
    await gate.wait();
    writer.write(`the answer to ${line}`);
    await writer.drain();
    await answered.wait();
    try {
      await asyncio.async_with(asyncio.timeout(0.02), async () => {
        await reader.readline();
      });
    } catch (exc) {
      if (!(exc instanceof asyncio.TimeoutError)) throw exc;
      console.log("server: the client says no more");
    }
    writer.close();
    await writer.wait_closed();
  });

  const server = await asyncio.start_server(handle, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  writer.write("this\n");
  for (const seconds of [0.01, 0.02]) {
    try {
      await asyncio.wait_for(reader.readline(), seconds);
    } catch (exc) {
      console.log("client:", repr(exc));
    }
  }
  gate.set();
  // What had come by then is not lost.
  console.log("client:", repr(await asyncio.wait_for(reader.readline(), 5)));
  answered.set();
  console.log("client:", repr(await reader.read()));
  const task = asyncio.create_task(reader.readexactly(1));
  try {
    await task;
  } catch (exc) {
    if (!(exc instanceof asyncio.IncompleteReadError)) throw exc;
    console.log("client:", repr(exc), repr(exc.partial), repr(exc.expected));
  }
  writer.close();
  await writer.wait_closed();
  server.close();
  server.close_clients();
  await server.wait_closed();
});

await asyncio.run(main());
