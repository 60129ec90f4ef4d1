import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  const answer = (name: string) =>
    asyncio.coroutine(async (_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
      writer.write(name);
      writer.close();
      await writer.wait_closed();
    });

  const ask = asyncio.coroutine(async (port: number) => {
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
    const text = await reader.read();
    writer.close();
    await writer.wait_closed();
    return text;
  });

  const first = await asyncio.start_server(answer("first"), "127.0.0.1", 0);
  const port = Number(first.sockets[0]?.getsockname()[1]);
  console.log(repr(await ask(port)));
  try {
    await asyncio.start_server(answer("second"), "127.0.0.1", port);
  } catch (exc) {
    if (!(exc instanceof asyncio.OSError)) throw exc;
    console.log(exc.errno, exc.message.replace(String(port), "PORT"));
  }
  first.close();
  await first.wait_closed();
  try {
    await ask(port);
  } catch (exc) {
    if (!(exc instanceof asyncio.ConnectionRefusedError)) throw exc;
    console.log(exc.message.replace(String(port), "PORT"));
  }
  // The same port can be had again at once, though connections of it were just closed.
  const second = await asyncio.start_server(answer("second"), "127.0.0.1", port);
  console.log(repr(await asyncio.gather(...[1, 2, 3, 4, 5].map(() => ask(port)))));
  console.log(repr(second.get_loop() === loop), repr(second.is_serving()));
  second.close();
  await second.wait_closed();
  console.log(repr(second.is_serving()), second.sockets.length === 0 ? "()" : second.sockets);
});

await asyncio.run(main());
