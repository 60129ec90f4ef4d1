import { execFileSync } from "node:child_process";
import { constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function show(...values: unknown[]) {
  console.log(...values.map((value) => repr(value).replace(/fd=\d+/g, "fd=N")));
}

class Traced extends asyncio.Protocol {
  readonly lost = new asyncio.Event();

  override data_received(data: Buffer) {
    console.log("data_received", data.length);
  }

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
  for (const how of ["close", "write_eof", "abort"] as const) {
    console.log("-", how);
    const [reading, writing] = make_fifo(join(folder, how));
    const [reader, read_protocol] = await loop.connect_read_pipe(() => new Traced(), reading);
    const [writer, write_protocol] = await loop.connect_write_pipe(() => new Traced(), writing);
    show(reader, writer);
    reader.pause_reading();
    writer.write(Buffer.alloc(300_000));
    console.log(repr(writer.get_write_buffer_size() > 100_000));
    writer[how]();
    console.log(repr(writer.is_closing()), repr(writer.get_write_buffer_size() > 0));
    if (how !== "abort") {
      writer[how]();
    }
    await asyncio.sleep(0);
    console.log(
      repr(writer)
        .replace(/fd=\d+/g, "fd=N")
        .replace(/bufsize=[1-9]\d*/, "bufsize=M"),
    );
    show(reader);
    reader.close();
    reader.close();
    show(reader);
    await read_protocol.lost.wait();
    await write_protocol.lost.wait();
    show(reader, writer);
    writer.close();
    reader.resume_reading();
  }
  rmSync(folder, { recursive: true });
});

await asyncio.run(main());
