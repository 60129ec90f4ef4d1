import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const refused = asyncio.coroutine(async function refused(...args: readonly unknown[]) {
  try {
    await asyncio.create_subprocess_exec(...(args as [string, ...string[]]));
  } catch (e) {
    console.log(repr(e), repr((e as asyncio.OSError).filename ?? null));
  }
});

const main = asyncio.coroutine(async function main() {
  await refused("no-such-program");
  await refused("/no/such/program", "with", "arguments");
  await refused("true", { cwd: "/no/such/folder" });
  await refused("true", { cwd: "/etc/passwd" });
  await refused("/etc/passwd");
  await refused("/");
  await refused("");
  await refused("true", { executable: "no-such-program" });
  const folder = mkdtempSync(join(tmpdir(), "refused-"));
  const program = join(folder, "program");
  writeFileSync(program, "");
  chmodSync(program, 0o400);
  await refused("./program", { cwd: folder });
  await refused("program", { env: { PATH: folder } });
  rmSync(folder, { recursive: true });
  try {
    await asyncio.create_subprocess_shell("true", { cwd: "/no/such/folder" });
  } catch (e) {
    if (e instanceof asyncio.FileNotFoundError) console.log(e.message, e.errno, e.strerror, e.filename);
  }
  try {
    await asyncio.create_subprocess_shell("true", { executable: "/no/such/shell" });
  } catch (e) {
    if (e instanceof asyncio.FileNotFoundError) console.log(e.message);
  }

  console.log("- arguments");
  await refused("nul\0");
  await refused("true", "nul\0");
  await refused("true", { cwd: "nul\0" });
  await refused("true", { env: { A: "nul\0" } });
  await refused("true", { env: { "A=B": "C" } });
  await refused("true", { env: { A: 1 } });
  await refused(1);
  await refused("true", 2);
  await refused("true", { user: -3 });
  await refused("true", { group: -3 });
  await refused("true", { pass_fds: [-1] });
  await refused("true", { pass_fds: [999] });
  await refused("true", { wait: true });
  try {
    await asyncio.create_subprocess_shell(5 as unknown as string);
  } catch (e) {
    console.log(repr(e));
  }
  try {
    await asyncio.create_subprocess_shell("true", { shell: false } as object);
  } catch (e) {
    console.log(repr(e));
  }
  for (const [keyword, value] of [
    ["universal_newlines", true],
    ["shell", true],
    ["bufsize", 1],
    ["text", true],
    ["encoding", "utf8"],
    ["errors", "strict"],
    ["creationflags", 1],
    ["startupinfo", 1],
  ] as const) {
    await refused("true", { [keyword]: value });
  }
  await refused("true", { universal_newlines: true, shell: true, text: true });
});

await asyncio.run(main());
