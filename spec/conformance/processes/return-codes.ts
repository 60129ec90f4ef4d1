import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const wait = asyncio.coroutine(async function wait(program: string, ...args: string[]) {
  const process = await asyncio.create_subprocess_exec(program, ...args);
  const before = repr(process.returncode);
  const code = await process.wait();
  console.log(program, ...args, before, code, process.returncode, await process.wait());
});

const main = asyncio.coroutine(async function main() {
  await wait("true");
  await wait("false");
  await wait("sh", "-c", "exit 42");
  await wait("sh", "-c", "exit 255");
  await wait("sh", "-c", "kill -TERM $$");
  await wait("sh", "-c", "kill -KILL $$");
  await wait("sh", "-c", "kill -SEGV $$");

  const process = await asyncio.create_subprocess_exec("sleep", "0.05");
  console.log(repr(await asyncio.gather(process.wait(), process.wait(), process.wait())));
});

await asyncio.run(main());
