import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const handle = asyncio.coroutine(async function handle(
  _reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  writer.write("served\n");
  writer.close();
});

const connect = asyncio.coroutine(async function connect(port: number) {
  let stream: asyncio.Stream;
  try {
    stream = await asyncio.open_connection("127.0.0.1", port);
  } catch (e) {
    if (!(e instanceof asyncio.OSError)) throw e;
    console.log(e.name, e.errno);
    return;
  }
  const [reader, writer] = stream;
  console.log(repr(await reader.read()));
  writer.close();
  await writer.wait_closed();
});

const main = asyncio.coroutine(async function main() {
  let server = await asyncio.start_server(handle, "127.0.0.1", 0, { start_serving: false });
  let port = Number(server.sockets[0]?.getsockname()[1]);
  console.log("serving", repr(server.is_serving()), "bound", repr(port > 0));
  await connect(port);
  await server.start_serving();
  const same = server.sockets[0]?.getsockname()[1] === port;
  console.log("serving", repr(server.is_serving()), "same port", repr(same));
  await connect(port);
  server.close();
  await server.wait_closed();
  await connect(port);

  console.log("- by serve_forever");
  server = await asyncio.start_server(handle, "127.0.0.1", 0, { start_serving: false });
  port = Number(server.sockets[0]?.getsockname()[1]);
  const task = asyncio.create_task(server.serve_forever());
  await asyncio.sleep(0);
  console.log("serving", repr(server.is_serving()));
  await connect(port);
  task.cancel();
  await asyncio.wait([task]);

  console.log("- never");
  server = await asyncio.start_server(handle, "127.0.0.1", 0, { start_serving: false });
  server.close();
  await server.wait_closed();
  console.log("serving", repr(server.is_serving()));
});

await asyncio.run(main());
