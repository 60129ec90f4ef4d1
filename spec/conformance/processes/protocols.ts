import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Traced extends asyncio.SubprocessProtocol {
  readonly name: string;
  readonly received = new asyncio.Event();
  readonly done = asyncio.get_running_loop().create_future<void>();
  transport: asyncio.SubprocessTransport | null = null;

  constructor(name: string) {
    super();
    this.name = name;
  }

  log(...what: unknown[]) {
    console.log(`${this.name}:`, ...what);
  }

  override connection_made(transport: asyncio.SubprocessTransport) {
    this.transport = transport;
    const told = [transport.get_returncode(), transport.is_closing(), transport.get_pid() > 0];
    this.log("connection_made", ...told.map((value) => repr(value)));
  }

  override pipe_data_received(fd: number, data: Buffer) {
    this.log("pipe_data_received", fd, repr(data));
    this.received.set();
  }

  override pipe_connection_lost(fd: number, exc: Error | null) {
    this.log("pipe_connection_lost", fd, repr(exc));
  }

  override process_exited() {
    this.log("process_exited", this.transport?.get_returncode());
  }

  override connection_lost(exc: Error | null) {
    this.log("connection_lost", repr(exc), repr(this.transport?.is_closing()));
    this.done.set_result(undefined);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  let [transport, protocol] = await loop.subprocess_exec(() => new Traced("cat"), "cat");
  const pipes = [0, 1, 2, 3].map((fd) => transport.get_pipe_transport(fd));
  console.log(repr(pipes.map((pipe) => pipe === null)), repr(transport.get_protocol() === protocol));
  (pipes[0] as asyncio.WriteTransport).write("hello");
  await protocol.received.wait();
  pipes[0]?.close();
  await protocol.done;
  console.log(repr(pipes[0]?.is_closing()), repr(pipes[1]?.is_closing()), repr(transport.is_closing()));

  let script =
    "sleep 0.1; echo out; sleep 0.1; exec >&-; sleep 0.1; echo err >&2; exec 2>&-; sleep 0.1; exit 3";
  [transport, protocol] = await loop.subprocess_shell(() => new Traced("shell"), script, { stdin: null });
  await protocol.done;

  const nothing = { stdin: null, stdout: null, stderr: null };
  [transport, protocol] = await loop.subprocess_exec(() => new Traced("none"), "sleep", "0.1", nothing);
  await protocol.done;
  console.log(repr(transport.get_pipe_transport(0)), transport.get_returncode());

  script = "sleep 0.1; exec <&-; sleep 0.1; exec >&-; sleep 0.2";
  [transport, protocol] = await loop.subprocess_shell(() => new Traced("closes"), script, { stderr: null });
  await protocol.done;

  console.log("- the pipes outlive the process");
  script = "(sleep 0.3; echo late) & sleep 0.1; exit 6";
  [transport, protocol] = await loop.subprocess_shell(() => new Traced("parent"), script, {
    stdin: null,
    stderr: null,
  });
  await protocol.done;
});

await asyncio.run(main());
