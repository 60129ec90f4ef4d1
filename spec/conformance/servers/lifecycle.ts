import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const came = new asyncio.Event();

const handle = asyncio.coroutine(async function handle(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  console.log("client comes");
  came.set();
  await reader.read();
  console.log("client goes");
  writer.close();
});

const main = asyncio.coroutine(async function main() {
  let server = await asyncio.start_server(handle, "127.0.0.1", 0);
  console.log("serving", repr(server.is_serving()), server.sockets.length);
  console.log("same loop", repr(server.get_loop() === asyncio.get_running_loop()));
  await server.start_serving();
  await server.start_serving();
  console.log("serving", repr(server.is_serving()));
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [, writer] = await asyncio.open_connection("127.0.0.1", port);
  await came.wait();

  server.close();
  server.close();
  console.log("closed:", repr(server.is_serving()), server.sockets.length === 0 ? "()" : "some", server);
  let waiter = asyncio.create_task(server.wait_closed());
  await asyncio.sleep(0);
  console.log("wait_closed is done:", repr(waiter.done()));
  try {
    await asyncio.open_connection("127.0.0.1", port);
  } catch (e) {
    if (!(e instanceof asyncio.ConnectionRefusedError)) throw e;
    console.log(repr(e).replace(String(port), "PORT"));
  }
  writer.close();
  await waiter;
  console.log("wait_closed is done");
  await server.wait_closed();
  try {
    await server.serve_forever();
  } catch (e) {
    console.log(repr(e));
  }

  console.log("- wait_closed before close");
  server = await asyncio.start_server(handle, "127.0.0.1", 0);
  waiter = asyncio.create_task(server.wait_closed());
  await asyncio.sleep(0);
  console.log("wait_closed is done:", repr(waiter.done()));
  server.close();
  await waiter;
  console.log("wait_closed is done");

  console.log("- async with");
  await asyncio.async_with(await asyncio.start_server(handle, "127.0.0.1", 0), async (entered) => {
    server = entered;
    console.log("serving", repr(server.is_serving()));
  });
  console.log("serving", repr(server.is_serving()));
});

await asyncio.run(main());
