import { execFileSync } from "node:child_process";
import { constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Writer extends asyncio.BaseProtocol {
  override pause_writing() {
    console.log("pause_writing");
  }

  override resume_writing() {
    console.log("resume_writing");
  }

  override connection_lost(exc: Error | null) {
    console.log("connection_lost", repr(exc));
  }
}

class Reader extends asyncio.Protocol {
  size = 0;
  readonly done = asyncio.get_running_loop().create_future<number>();

  override data_received(data: Buffer) {
    this.size += data.length;
  }

  override connection_lost() {
    this.done.set_result(this.size);
  }
}

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
  const [reader, read_protocol] = await loop.connect_read_pipe(() => new Reader(), reading);
  reader.pause_reading();
  console.log(repr(reader.is_reading()));
  const [writer] = await loop.connect_write_pipe(() => new Writer(), writing);
  console.log(`(${writer.get_write_buffer_limits().join(", ")})`, writer.get_write_buffer_size());
  writer.write(Buffer.alloc(1000));
  console.log("written", writer.get_write_buffer_size());
  writer.write(Buffer.alloc(500_000));
  console.log(repr(writer.get_write_buffer_size() > 200_000));
  reader.resume_reading();
  console.log(repr(reader.is_reading()));
  while (read_protocol.size < 501_000) await asyncio.sleep(0);
  console.log(read_protocol.size);

  writer.set_write_buffer_limits({ high: 10, low: 5 });
  console.log(`(${writer.get_write_buffer_limits().join(", ")})`);
  reader.pause_reading();
  reader.pause_reading();
  writer.write(Buffer.alloc(200_000));
  writer.write(Buffer.alloc(200_000));
  console.log("closing");
  writer.close();
  await asyncio.sleep(0);
  console.log(repr(writer.is_closing()), repr(writer.get_write_buffer_size() > 0), repr(reader.is_reading()));
  reader.resume_reading();
  console.log(await read_protocol.done);
  reader.pause_reading();
  reader.resume_reading();
  console.log(repr(reader.is_reading()));
  rmSync(folder, { recursive: true });
});

await asyncio.run(main());
