import * as asyncio from "asyncio-node";
import { repr, subprocess } from "asyncio-node";

const { PIPE } = subprocess;
const main = asyncio.coroutine(async function main() {
  let process = await asyncio.create_subprocess_exec("cat", { stdin: PIPE, stdout: PIPE, stderr: PIPE });
  console.log(repr(process.returncode));
  console.log(tuple(await process.communicate("hello\n")), process.returncode);

  process = await asyncio.create_subprocess_exec("cat", { stdin: PIPE, stdout: PIPE });
  console.log(tuple(await process.communicate()), process.returncode);

  process = await asyncio.create_subprocess_exec("echo", "one", "two three", { stdout: PIPE });
  console.log(repr(process.stdin), repr(process.stderr));
  console.log(tuple(await process.communicate()), process.returncode);

  process = await asyncio.create_subprocess_shell("echo out; echo err >&2; exit 3", {
    stdout: PIPE,
    stderr: PIPE,
  });
  console.log(tuple(await process.communicate()), process.returncode);

  process = await asyncio.create_subprocess_exec("true");
  console.log(tuple(await process.communicate()), process.returncode);

  process = await asyncio.create_subprocess_exec("tr", "a-z", "A-Z", { stdin: PIPE, stdout: PIPE });
  console.log(tuple(await process.communicate({ input: "by keyword" })), process.returncode);
  console.log(
    tuple(await process.communicate()),
    repr(process.stdout?.at_eof()),
    repr(process.stdin?.is_closing()),
  );
});

function tuple(values: readonly unknown[]) {
  return `(${values.map((value) => repr(value)).join(", ")})`;
}

await asyncio.run(main());
