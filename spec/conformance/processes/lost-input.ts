import * as asyncio from "asyncio-node";
import { repr, type StreamWriter, subprocess } from "asyncio-node";

const { PIPE } = subprocess;

const main = asyncio.coroutine(async function main() {
  let process = await asyncio.create_subprocess_shell("exec <&-; sleep 0.2", { stdin: PIPE });
  let stdin = process.stdin as StreamWriter;
  await stdin.wait_closed();
  console.log(repr(stdin.is_closing()), repr(process.returncode));
  try {
    await stdin.drain();
  } catch (e) {
    if (e instanceof asyncio.ConnectionResetError) console.log(repr(e));
  }
  for (let i = 0; i < 7; i += 1) stdin.write("nobody reads this");
  console.log(await process.wait());

  console.log("- with something left to send");
  process = await asyncio.create_subprocess_shell("sleep 0.1; exec <&-; sleep 0.2", { stdin: PIPE });
  stdin = process.stdin as StreamWriter;
  stdin.write(Buffer.alloc(1_000_000));
  console.log(repr(stdin.transport.get_write_buffer_size() > 0));
  try {
    await stdin.drain();
  } catch (e) {
    console.log((e as Error).name);
  }
  try {
    await stdin.wait_closed();
  } catch (e) {
    if (e instanceof asyncio.BrokenPipeError) console.log(repr(e));
  }
  console.log(repr(process.returncode), await process.wait());

  console.log("- that has ended");
  process = await asyncio.create_subprocess_exec("true", { stdin: PIPE });
  stdin = process.stdin as StreamWriter;
  await process.wait();
  stdin.write("too late");
  stdin.close();
  await stdin.wait_closed();
  const output = await process.communicate();
  console.log(process.returncode, `(${output.map((value) => repr(value)).join(", ")})`);
});

await asyncio.run(main());
