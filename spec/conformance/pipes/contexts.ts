import { execFileSync } from "node:child_process";
import { constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { ContextVar } from "asyncio-node/contextvars";

const where = new ContextVar<string>("where", { default: "nowhere" });

class Traced extends asyncio.Protocol {
  readonly received = new asyncio.Event();
  readonly done = asyncio.get_running_loop().create_future<void>();

  override connection_made() {
    console.log("connection_made", where.get());
  }

  override data_received() {
    console.log("data_received", where.get());
    this.received.set();
  }

  override pause_writing() {
    console.log("pause_writing", where.get());
  }

  override resume_writing() {
    console.log("resume_writing", where.get());
  }

  override connection_lost() {
    console.log("connection_lost", where.get());
    this.done.set_result(undefined);
  }
}

class Child extends asyncio.SubprocessProtocol {
  readonly received = new asyncio.Event();
  readonly done = asyncio.get_running_loop().create_future<void>();

  override connection_made() {
    console.log("connection_made", where.get());
  }

  override pipe_data_received() {
    console.log("pipe_data_received", where.get());
    this.received.set();
  }

  override process_exited() {
    console.log("process_exited", where.get());
  }

  override connection_lost() {
    console.log("connection_lost", where.get());
    this.done.set_result(undefined);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const folder = mkdtempSync(join(tmpdir(), "fifo-"));
  const path = join(folder, "fifo");
  execFileSync("mkfifo", [path]);
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writing = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  where.set("writer");
  const [writer] = await loop.connect_write_pipe(() => new Traced(), writing);
  where.set("reader");
  const [, protocol] = await loop.connect_read_pipe(() => new Traced(), reading);
  where.set("main");
  writer.write("data");
  await protocol.received.wait();
  writer.close();
  await protocol.done;
  where.set("process");
  const [transport, child] = await loop.subprocess_shell(() => new Child(), "echo; cat", { stderr: null });
  where.set("main");
  await child.received.wait();
  transport.get_pipe_transport(0)?.close();
  await child.done;
  console.log(where.get());
  rmSync(folder, { recursive: true });
});

await asyncio.run(main());
