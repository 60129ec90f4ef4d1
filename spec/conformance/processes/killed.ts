import * as asyncio from "asyncio-node";
import { repr, type StreamReader, subprocess } from "asyncio-node";

const { PIPE } = subprocess;
const ENDLESS = "echo started; while :; do sleep 0.01; done";

const main = asyncio.coroutine(async function main() {
  let process = await asyncio.create_subprocess_shell(ENDLESS, { stdin: PIPE, stdout: PIPE, stderr: PIPE });
  let stdout = process.stdout as StreamReader;
  const stderr = process.stderr as StreamReader;
  console.log(repr(await stdout.readline()));
  const loop = asyncio.get_running_loop();
  loop.call_later(0.05, () => process.kill());
  console.log(repr(await asyncio.gather(stdout.readline(), stderr.read(), process.wait())));
  const output = await process.communicate();
  console.log(
    `(${output.map((value) => repr(value)).join(", ")})`,
    repr(stdout.at_eof()),
    repr(stderr.at_eof()),
  );

  process = await asyncio.create_subprocess_shell("printf 'half a li'; kill -9 $$", { stdout: PIPE });
  try {
    await process.stdout?.readuntil("\n");
  } catch (e) {
    if (e instanceof asyncio.IncompleteReadError)
      console.log(repr(e.partial), repr(e.expected), await process.wait());
  }

  process = await asyncio.create_subprocess_exec("cat", "/dev/zero", { stdout: PIPE });
  stdout = process.stdout as StreamReader;
  try {
    await stdout.readline();
  } catch (e) {
    console.log((e as Error).name);
  }
  process.terminate();
  console.log(repr((await stdout.read()).length >= 0), await process.wait());

  process = await asyncio.create_subprocess_shell("printf 'a longer line\\nnext\\n'", {
    stdout: PIPE,
    limit: 8,
  });
  stdout = process.stdout as StreamReader;
  try {
    await stdout.readline();
  } catch (e) {
    if (e instanceof asyncio.ValueError) console.log(e.message);
  }
  console.log(repr(await stdout.readline()), repr(await stdout.readline()), await process.wait());
});

await asyncio.run(main());
