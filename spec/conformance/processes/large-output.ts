import * as asyncio from "asyncio-node";
import { repr, subprocess } from "asyncio-node";

const { PIPE } = subprocess;
const BOTH = "head -c 1500000 /dev/zero; head -c 2500000 /dev/zero >&2; head -c 500000 /dev/zero";

const main = asyncio.coroutine(async function main() {
  let process = await asyncio.create_subprocess_shell(BOTH, { stdout: PIPE, stderr: PIPE });
  let [stdout, stderr] = await process.communicate();
  console.log(stdout?.length, stderr?.length, process.returncode);

  process = await asyncio.create_subprocess_shell("cat; cat >&2", {
    stdin: PIPE,
    stdout: PIPE,
    stderr: PIPE,
  });
  [stdout, stderr] = await process.communicate("0123456789".repeat(400_000));
  console.log(
    stdout?.length,
    stderr?.length,
    repr(String(stdout) === "0123456789".repeat(400_000)),
    process.returncode,
  );

  process = await asyncio.create_subprocess_shell("tee /dev/null | wc -c; exit 4", {
    stdin: PIPE,
    stdout: PIPE,
  });
  let written = 0;
  while (written < 3_000_000) {
    process.stdin?.write(Buffer.alloc(30_000));
    await process.stdin?.drain();
    written += 30_000;
  }
  process.stdin?.close();
  console.log(repr(Buffer.from(String(await process.stdout?.read()).trim())), await process.wait());

  process = await asyncio.create_subprocess_shell("exit 5", { stdin: PIPE, stdout: PIPE });
  const both = await process.communicate(Buffer.alloc(3_000_000));
  console.log(`(${both.map((value) => repr(value)).join(", ")})`, process.returncode);
});

await asyncio.run(main());
