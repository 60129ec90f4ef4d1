import { execFileSync } from "node:child_process";
import { constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { ContextVar } from "asyncio-node/contextvars";

const where = new ContextVar<string>("where", { default: "nowhere" });

class Traced extends asyncio.Protocol {
  readonly name: string;
  readonly happened = new asyncio.Event();
  silent = false;
  transport!: asyncio.Transport;

  constructor(name: string) {
    super();
    this.name = name;
  }

  trace(method: string) {
    if (!this.silent) {
      console.log(this.name, method, where.get());
      this.happened.set();
    }
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    this.trace("connection_made");
  }

  override data_received() {
    this.trace("data_received");
  }

  override eof_received() {
    this.trace("eof_received");
  }

  override pause_writing() {
    this.trace("pause_writing");
  }

  override resume_writing() {
    this.trace("resume_writing");
  }

  override connection_lost() {
    this.trace("connection_lost");
  }

  async next() {
    await this.happened.wait();
    this.happened.clear();
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
  where.set("connecting");
  let [far, near] = [new Traced("far"), new Traced("near")];
  const server = await loop.create_server(() => far, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [transport] = await loop.create_connection(() => near, "127.0.0.1", port);
  await far.next();
  await near.next();
  where.set("resuming");
  far.transport.pause_reading();
  far.transport.resume_reading();
  where.set("later");
  transport.write("x");
  await far.next();
  transport.set_write_buffer_limits({ high: 0 });
  for (const round of ["first", "second"]) {
    far.transport.pause_reading();
    where.set(`writing, ${round}`);
    transport.write(Buffer.alloc(20_000_000));
    where.set(`writing more, ${round}`);
    transport.write("more");
    await near.next();
    where.set("later");
    far.silent = true;
    far.transport.resume_reading();
    await near.next();
  }
  where.set("closing");
  transport.close();
  await near.next();
  server.close();

  console.log("- pipes");
  where.set("connecting");
  [far, near] = [new Traced("far"), new Traced("near")];
  const [reading, writing] = make_fifo(folder);
  const [reader] = await loop.connect_read_pipe(() => far, reading);
  const [writer] = await loop.connect_write_pipe(() => near, writing);
  await far.next();
  await near.next();
  where.set("resuming");
  reader.pause_reading();
  reader.resume_reading();
  where.set("later");
  writer.write("x");
  await far.next();
  writer.set_write_buffer_limits({ high: 0 });
  reader.pause_reading();
  where.set("writing");
  writer.write(Buffer.alloc(1_000_000));
  await near.next();
  where.set("later");
  far.silent = true;
  reader.resume_reading();
  await near.next();
  reader.close();
  writer.close();
  await near.next();
});

const folder = mkdtempSync(join(tmpdir(), "asyncio-"));
await asyncio.run(main(folder));
rmSync(folder, { recursive: true });
