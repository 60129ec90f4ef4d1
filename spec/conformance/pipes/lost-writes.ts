import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Writer extends asyncio.BaseProtocol {
  readonly lost = new asyncio.Event();

  override connection_lost(exc: Error | null) {
    console.log("connection_lost", repr(exc));
    this.lost.set();
  }
}

function make_fifo(path: string) {
  execFileSync("mkfifo", [path]);
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writing = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  return [reading, writing] as const;
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const folder = mkdtempSync(join(tmpdir(), "fifo-"));
  let [reading, writing] = make_fifo(join(folder, "one"));
  let [writer, protocol] = await loop.connect_write_pipe(() => new Writer(), writing);
  writer.write("read by nobody");
  closeSync(reading);
  writer.write("too late");
  console.log(repr(writer.is_closing()), writer.get_write_buffer_size());
  for (let i = 0; i < 8; i += 1) writer.write("much too late");
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  console.log("- in the middle of much");
  [reading, writing] = make_fifo(join(folder, "two"));
  [writer, protocol] = await loop.connect_write_pipe(() => new Writer(), writing);
  writer.write(Buffer.alloc(1_000_000));
  closeSync(reading);
  console.log(repr(writer.is_closing()));
  await protocol.lost.wait();
  console.log(repr(writer.is_closing()), writer.get_write_buffer_size());
  rmSync(folder, { recursive: true });
});

await asyncio.run(main());
