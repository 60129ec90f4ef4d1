import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function handler(_loop: asyncio.EventLoop, context: asyncio.ExceptionContext) {
  console.log("handler:", context.message, repr(context.exception), repr(Object.keys(context).sort()));
}

const raises = asyncio.coroutine(async function raises(
  _reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  writer.write("before");
  await asyncio.sleep(0);
  throw new asyncio.ValueError("in the handler");
});

const is_cancelled = asyncio.coroutine(async function is_cancelled() {
  asyncio.current_task()?.cancel();
  await asyncio.sleep(1);
});

function plain(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) {
  writer.write("plain");
  writer.close();
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  loop.set_exception_handler(handler);
  for (const callback of [raises, is_cancelled, plain]) {
    console.log("-", callback.name);
    const server = await asyncio.start_server(callback, "127.0.0.1", 0);
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
    console.log("client got", repr(await reader.read()));
    writer.close();
    await writer.wait_closed();
    server.close();
    server.close_clients();
    await server.wait_closed();
  }
});

await asyncio.run(main());
