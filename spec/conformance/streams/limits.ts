import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const lines = ["short\n", `${"x".repeat(30)}\n`, "y".repeat(25), "\nafter\n", "z".repeat(100)];

  const handle = asyncio.coroutine(async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
    for (const line of lines) {
      writer.write(line);
      await writer.drain();
      await reader.readexactly(1);
    }
    writer.close();
    await writer.wait_closed();
  });

  const server = await asyncio.start_server(handle, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port, { limit: 20 });
  console.log("-", repr(await reader.readline()));
  writer.write(".");
  try {
    await reader.readline();
  } catch (exc) {
    if (!(exc instanceof asyncio.ValueError)) throw exc;
    console.log("-", exc.name, exc.message);
  }
  console.log("dropped with the line:", repr(reader).split(" transport")[0]);
  writer.write(".");
  try {
    await reader.readuntil("\n");
  } catch (exc) {
    if (!(exc instanceof asyncio.LimitOverrunError)) throw exc;
    console.log("-", exc.name, exc.message, exc.consumed);
    console.log("  taken:", repr(await reader.readexactly(exc.consumed)));
  }
  writer.write(".");
  for (;;) {
    try {
      console.log("-", repr(await reader.readuntil("\n")));
    } catch (exc) {
      if (!(exc instanceof asyncio.LimitOverrunError)) throw exc;
      console.log("-", exc.name, exc.consumed);
      await reader.readexactly(exc.consumed);
      continue;
    }
    break;
  }
  console.log("-", repr(await reader.readline()));
  writer.write(".");
  console.log("-", repr(await reader.readexactly(100)));
  writer.write(".");
  console.log("-", repr(await reader.readline()), repr(reader.at_eof()));
  writer.close();
  await writer.wait_closed();
  server.close();
  await server.wait_closed();
  for (const limit of [0, -1]) {
    try {
      await asyncio.open_connection("127.0.0.1", port, { limit });
    } catch (exc) {
      console.log("ValueError:", (exc as Error).message);
    }
  }
});

await asyncio.run(main());
