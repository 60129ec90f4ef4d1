import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function show(value: unknown) {
  console.log(repr(value).replace(/(pid|fd)=\d+/g, "$1=N"));
}

class Traced extends asyncio.SubprocessProtocol {
  readonly calls: string[] = [];
  readonly done = asyncio.get_running_loop().create_future<void>();

  override pipe_connection_lost(fd: number, exc: Error | null) {
    this.calls.push(`pipe ${fd} lost ${repr(exc)}`);
  }

  override process_exited() {
    this.calls.push("exited");
  }

  override connection_lost(exc: Error | null) {
    this.calls.push(`lost ${repr(exc)}`);
    this.done.set_result(undefined);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const factory = () => new Traced();
  let [transport, protocol] = await loop.subprocess_exec(factory, "sleep", "100");
  show(transport);
  show(transport.get_extra_info("subprocess"));
  transport.close();
  show(transport);
  transport.close();
  console.log(repr(transport.is_closing()), repr(transport.get_returncode()));
  await protocol.done;
  console.log(repr(protocol.calls.slice(0, -1).sort()), protocol.calls.at(-1));
  show(transport);
  show([0, 1, 2].map((fd) => transport.get_pipe_transport(fd)));
  for (const call of [() => transport.kill(), () => transport.terminate(), () => transport.send_signal(0)]) {
    try {
      call();
    } catch (e) {
      if (e instanceof asyncio.ProcessLookupError) console.log(repr(e));
    }
  }

  const nothing = { stdin: null, stdout: null, stderr: null };
  [transport, protocol] = await loop.subprocess_exec(factory, "sleep", "100", nothing);
  const other = new Traced();
  transport.set_protocol(other);
  console.log(repr(transport.get_protocol() === other));
  transport.kill();
  await other.done;
  console.log(repr(protocol.calls), repr(other.calls), repr(transport.is_closing()));
  transport.close();
  show(transport);

  console.log("- in debug mode");
  loop.set_debug(true);
  loop.slow_callback_duration = 10;
  [transport, protocol] = await loop.subprocess_shell(factory, "exit 3");
  await protocol.done;
  transport.close();
  show(transport);
  loop.set_debug(false);
});

await asyncio.run(main());
