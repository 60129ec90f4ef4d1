import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { type ProcessOptions, repr, subprocess } from "asyncio-node";

const { PIPE } = subprocess;

const output = asyncio.coroutine(async function output(
  program: string,
  args: string[],
  keywords: ProcessOptions = {},
) {
  const process = await asyncio.create_subprocess_exec(program, ...args, { stdout: PIPE, ...keywords });
  const [stdout] = await process.communicate();
  return String(stdout).split("\n").slice(0, -1);
});

const main = asyncio.coroutine(async function main() {
  console.log(repr(await output("env", [], { env: { A: "1", B: "two words", EMPTY: "" } })));
  console.log(repr(await output("/usr/bin/env", [], { env: {} })));
  console.log(repr((await output("env", [])).includes(`PATH=${process.env.PATH}`)));
  console.log(
    repr(await output("pwd", [], { cwd: "/" })),
    repr(await output("pwd", [], { cwd: "/usr/bin/.." })),
  );
  console.log(repr(await output("./env", ["-i", "X=y", "sh", "-c", "echo $X"], { cwd: "/usr/bin" })));
  console.log(repr(await output("sh", ["-c", 'echo "$0" "$@"', "name", "a b", "", "*"])));
  console.log(repr(await output("name", ["-c", 'echo "$0"'], { executable: "/bin/sh" })));
  const child = await asyncio.create_subprocess_shell('echo "$HERE $0"', {
    stdout: PIPE,
    env: { HERE: "there" },
  });
  console.log(`(${(await child.communicate()).map((value) => repr(value)).join(", ")})`);

  const session = ["-c", 'test "$(ps -o sid= -p $$ | tr -d " ")" = $$ && echo leader || echo follower'];
  console.log(
    repr(await output("sh", session)),
    repr(await output("sh", session, { start_new_session: true })),
  );
  const folder = mkdtempSync(join(tmpdir(), "environment-"));
  const program = join(folder, "only-here");
  writeFileSync(program, "#!/bin/sh\necho found\n");
  chmodSync(program, 0o755);
  console.log(repr(await output("only-here", [], { env: { PATH: folder } })));
  console.log(repr(await output("./only-here", [], { cwd: folder })));
  const passed = join(folder, "passed");
  const fd = openSync(passed, "w+");
  console.log(repr(await output("sh", ["-c", `echo passed >/dev/fd/${fd}`], { pass_fds: [fd] })));
  console.log(repr(readFileSync(passed)));
  closeSync(fd);
  rmSync(folder, { recursive: true });
});

await asyncio.run(main());
