import * as asyncio from "asyncio-node";

/** Says how often another task has its turn meanwhile. */
async function turns_during<T>(what: string, awaitable: PromiseLike<T>): Promise<T | undefined> {
  let turns = 0;
  let done = false;

  const other = asyncio.coroutine(async function other() {
    while (!done) {
      turns += 1;
      await asyncio.sleep(0);
    }
  });

  const task = asyncio.create_task(other());
  await asyncio.sleep(0);
  turns = 0;
  try {
    return await awaitable;
  } catch (e) {
    if (!(e instanceof asyncio.OSError)) throw e;
    what = `${e.name} ${what}`;
  } finally {
    done = true;
    console.log(what, turns);
    await task;
  }
  return undefined;
}

const handle = asyncio.coroutine(async function handle(
  _reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  writer.close();
});

const main = asyncio.coroutine(async function main() {
  for (let i = 0; i < 2; i++) {
    let server = await turns_during("one address:", asyncio.start_server(handle, "127.0.0.1", 0));
    const port = Number(server?.sockets[0]?.getsockname()[1]);
    await turns_during("in use:", asyncio.start_server(handle, "127.0.0.1", port));
    server?.close();

    server = await turns_during("two:", asyncio.start_server(handle, ["127.0.0.1", "127.0.0.2"], 0));
    server?.close();

    const later = asyncio.start_server(handle, "127.0.0.1", 0, { start_serving: false });
    server = await turns_during("bound:", later);
    await turns_during("started:", server?.start_serving() ?? asyncio.sleep(0));
    await turns_during("again:", server?.start_serving() ?? asyncio.sleep(0));
    server?.close();

    await turns_during("no such folder:", asyncio.start_unix_server(handle, "/no-such-folder/socket"));
  }
});

await asyncio.run(main());
