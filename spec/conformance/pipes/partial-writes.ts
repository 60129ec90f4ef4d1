import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Writer extends asyncio.BaseProtocol {
  readonly resumed = new asyncio.Event();
  readonly lost = new asyncio.Event();

  override pause_writing() {
    console.log("pause_writing");
  }

  override resume_writing() {
    console.log("resume_writing");
    this.resumed.set();
  }

  override connection_lost(exc: Error | null) {
    console.log("connection_lost", repr(exc));
    this.lost.set();
  }
}

function make_fifo(folder: string) {
  const path = join(folder, "fifo");
  execFileSync("mkfifo", [path]);
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return [reading, openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)] as const;
}

const main = asyncio.coroutine(async function main(folder: string) {
  const loop = asyncio.get_running_loop();
  const [reading, writing] = make_fifo(folder);
  const [transport, protocol] = await loop.connect_write_pipe(() => new Writer(), writing);

  function received() {
    try {
      return readSync(reading, Buffer.alloc(100_000));
    } catch {
      return 0;
    }
  }

  // What the pipe has taken does not count: it holds 64 KiB.
  transport.write(Buffer.alloc(100_000));
  console.log(transport.get_write_buffer_size());
  transport.write("more");
  console.log(transport.get_write_buffer_size());
  transport.write(Buffer.alloc(100_000));
  console.log(transport.get_write_buffer_size());
  let total = 0;
  while (!protocol.resumed.is_set()) {
    total += received();
    await asyncio.sleep(0);
  }
  transport.write(Buffer.alloc(100_000));
  transport.close();
  console.log(repr(transport.is_closing()), repr(transport.get_write_buffer_size() > 0));
  while (!protocol.lost.is_set()) {
    total += received();
    await asyncio.sleep(0);
  }
  total += received();
  console.log(total);
  closeSync(reading);
});

const folder = mkdtempSync(join(tmpdir(), "asyncio-"));
await asyncio.run(main(folder));
rmSync(folder, { recursive: true });
