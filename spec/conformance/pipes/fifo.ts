import { execFileSync } from "node:child_process";
import { constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.Protocol {
  readonly name: string;
  readonly received = new asyncio.Event();
  readonly done = asyncio.get_running_loop().create_future<void>();
  transport: asyncio.BaseTransport | null = null;

  constructor(name: string) {
    super();
    this.name = name;
  }

  log(...what: string[]) {
    console.log(`${this.name}:`, ...what);
    asyncio.get_running_loop().call_soon(console.log, `  after ${this.name}`, what[0]);
  }

  override connection_made(transport: asyncio.BaseTransport) {
    this.transport = transport;
    this.log("connection_made", repr(transport.is_closing()));
  }

  override data_received(data: Buffer) {
    this.log("data_received", repr(data));
    this.received.set();
  }

  override eof_received() {
    this.log("eof_received", repr(this.transport?.is_closing()));
  }

  override connection_lost(exc: Error | null) {
    this.log("connection_lost", repr(exc));
    this.done.set_result(undefined);
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
  const [reader, read_protocol] = await loop.connect_read_pipe(() => new Traced("reader"), reading);
  const told = [reader.get_protocol() === read_protocol, reader.get_extra_info("pipe") === reading];
  console.log(...told.map((value) => repr(value)), repr(reader.is_reading()));
  const [writer, write_protocol] = await loop.connect_write_pipe(() => new Traced("writer"), writing);
  const told_too = [writer.get_protocol() === write_protocol, writer.get_extra_info("pipe") === writing];
  console.log(...told_too.map((value) => repr(value)), repr(writer.can_write_eof()));
  writer.write("one");
  await read_protocol.received.wait();
  read_protocol.received.clear();
  writer.writelines(["two", "three"]);
  writer.write("");
  await read_protocol.received.wait();
  writer.close();
  console.log("closed", repr(writer.is_closing()), repr(reader.is_closing()));
  await read_protocol.done;
  await asyncio.sleep(0);
  console.log(repr(write_protocol.done.done()), repr(reader.is_closing()));
  rmSync(folder, { recursive: true });
});

await asyncio.run(main());
