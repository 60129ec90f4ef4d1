import { execFileSync } from "node:child_process";
import { constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function make_fifo(folder: string) {
  const path = join(folder, "fifo");
  execFileSync("mkfifo", [path]);
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writing = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  return [reading, writing] as const;
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const folder = mkdtempSync(join(tmpdir(), "fifo-"));
  const [reading, writing] = make_fifo(folder);
  const reader = new asyncio.StreamReader({ limit: 1024 });
  await loop.connect_read_pipe(() => new asyncio.StreamReaderProtocol(reader), reading);
  const [transport, protocol] = await loop.connect_write_pipe(
    () => new asyncio.StreamReaderProtocol(null),
    writing,
  );
  const writer = new asyncio.StreamWriter(transport, protocol, null, loop);

  writer.write("a line\nand more");
  await writer.drain();
  console.log(repr(await reader.readline()), repr(await reader.read(100)));

  const write_much = asyncio.coroutine(async function write_much() {
    for (let i = 0; i < 100; i += 1) {
      writer.write(Buffer.alloc(10_000));
      await writer.drain();
    }
    writer.write("the end");
    writer.close();
    await writer.wait_closed();
    console.log("written");
  });

  const task = asyncio.create_task(write_much());
  while (!repr(reader).includes("paused")) await asyncio.sleep(0);
  console.log(repr(task.done()));
  console.log((await reader.readexactly(1_000_000)).length);
  console.log(repr(await reader.read()), repr(reader.at_eof()));
  await task;
  rmSync(folder, { recursive: true });
});

await asyncio.run(main());
