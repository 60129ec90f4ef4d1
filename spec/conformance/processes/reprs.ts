import * as asyncio from "asyncio-node";
import { repr, subprocess } from "asyncio-node";

const { PIPE } = subprocess;

function show(value: unknown) {
  const text = repr(value).replace(/(pid|fd)=\d+/g, "$1=N");
  console.log(text.replace(/<Process \d+>/g, "<Process N>"));
}

const main = asyncio.coroutine(async function main() {
  console.log(subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL);
  const process = await asyncio.create_subprocess_exec("cat", { stdin: PIPE, stdout: PIPE, limit: 100 });
  show(process);
  console.log(repr(`<Process ${process.pid}>` === String(process)));
  show(process.stdin);
  show(process.stdout);
  show(process.stdin?.transport);
  process.stdin?.write("123");
  while (!repr(process.stdout).includes("3 bytes")) await asyncio.sleep(0);
  show(process.stdout);
  process.stdin?.close();
  show(process.stdin);
  await process.wait();
  show(process);
  show(process.stdin);
  show(process.stdout);
  show(process.stderr);

  class Watched extends subprocess.SubprocessStreamProtocol {}

  const loop = asyncio.get_running_loop();
  const [transport, protocol] = await loop.subprocess_exec(
    () => new Watched({ limit: 2 ** 16, loop }),
    "cat",
  );
  show(protocol);
  const watched = new subprocess.Process(transport, protocol, loop);
  show(watched);
  show(transport);
  for (let fd = 0; fd < 3; fd += 1) show(transport.get_pipe_transport(fd));
  protocol.stdin?.close();
  await watched.wait();
  show(protocol);
  show(transport);
});

await asyncio.run(main());
