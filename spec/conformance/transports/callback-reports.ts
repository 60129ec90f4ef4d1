import { execFileSync } from "node:child_process";
import { constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Failing extends asyncio.Protocol {
  readonly method: string | null;
  readonly lost = new asyncio.Event();
  transport!: asyncio.Transport;

  constructor(method: string | null) {
    super();
    this.method = method;
  }

  fail(method: string) {
    if (this.method === method) throw new asyncio.ValueError(method);
  }

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    this.fail("connection_made");
  }

  override data_received() {
    this.fail("data_received");
  }

  override eof_received() {
    this.fail("eof_received");
  }

  override connection_lost() {
    this.lost.set();
    this.fail("connection_lost");
  }
}

class FailingDatagrams extends asyncio.DatagramProtocol {
  readonly got = new asyncio.Event();
  readonly lost = new asyncio.Event();

  override connection_made() {
    throw new asyncio.ValueError("connection_made");
  }

  override datagram_received() {
    this.got.set();
    throw new asyncio.ValueError("datagram_received");
  }

  override connection_lost() {
    this.lost.set();
    throw new asyncio.ValueError("connection_lost");
  }
}

class FailingProcess extends asyncio.SubprocessProtocol {
  readonly got = new asyncio.Event();
  readonly lost = new asyncio.Event();

  override connection_made() {
    throw new asyncio.ValueError("connection_made");
  }

  override pipe_data_received() {
    this.got.set();
    throw new asyncio.ValueError("pipe_data_received");
  }

  override connection_lost() {
    this.lost.set();
    throw new asyncio.ValueError("connection_lost");
  }
}

function report(_loop: unknown, context: asyncio.ExceptionContext) {
  console.log(context.message, repr(context.exception), repr(context.handle));
}

function make_fifo(folder: string) {
  const path = join(folder, "fifo");
  rmSync(path, { force: true });
  execFileSync("mkfifo", [path]);
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return [reading, openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)] as const;
}

const main = asyncio.coroutine(async function main(folder: string) {
  const loop = asyncio.get_running_loop();
  loop.set_exception_handler(report);
  console.log("- a connection");
  for (const method of ["connection_made", "data_received", "eof_received", "connection_lost"]) {
    const [far, near] = [new Failing(method), new Failing(null)];
    const server = await loop.create_server(() => far, "127.0.0.1", 0);
    const port = Number(server.sockets[0]?.getsockname()[1]);
    const [transport] = await loop.create_connection(() => near, "127.0.0.1", port);
    transport.write("x");
    transport.write_eof();
    await far.lost.wait();
    await near.lost.wait();
    server.close();
  }

  console.log("- a pipe");
  for (const method of ["connection_made", "data_received", "eof_received", "connection_lost"]) {
    const [far, near] = [new Failing(method), new Failing(method)];
    const [reading, writing] = make_fifo(folder);
    await loop.connect_read_pipe(() => far, reading);
    const [writer] = await loop.connect_write_pipe(() => near, writing);
    writer.write("x");
    writer.close();
    await near.lost.wait();
    await far.lost.wait();
  }

  console.log("- datagrams");
  const local_addr = ["127.0.0.1", 0] as const;
  const [transport, protocol] = await loop.create_datagram_endpoint(() => new FailingDatagrams(), {
    local_addr,
  });
  transport.sendto("x", transport.get_extra_info("sockname"));
  await protocol.got.wait();
  transport.close();
  await protocol.lost.wait();
  await asyncio.sleep(0);

  console.log("- a process");
  const factory = () => new FailingProcess();
  const [child, of_child] = await loop.subprocess_exec(factory, "cat", { stderr: null });
  const stdin = child.get_pipe_transport(0) as asyncio.WriteTransport;
  stdin.write("x");
  await of_child.got.wait();
  stdin.close();
  await of_child.lost.wait();
  await asyncio.sleep(0);
  child.close();
});

const folder = mkdtempSync(join(tmpdir(), "asyncio-"));
await asyncio.run(main(folder));
rmSync(folder, { recursive: true });
