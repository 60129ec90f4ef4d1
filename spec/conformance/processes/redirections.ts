import { closeSync, mkdtempSync, openSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr, subprocess } from "asyncio-node";

const { DEVNULL, PIPE, STDOUT } = subprocess;
const BOTH = "echo out; echo err >&2; echo out again";

const main = asyncio.coroutine(async function main() {
  let process = await asyncio.create_subprocess_shell(BOTH, { stdout: PIPE, stderr: STDOUT });
  console.log(repr(process.stderr), tuple(await process.communicate()), process.returncode);
  process = await asyncio.create_subprocess_shell(BOTH, { stdout: DEVNULL, stderr: PIPE });
  console.log(repr(process.stdout), tuple(await process.communicate()));
  process = await asyncio.create_subprocess_shell(BOTH, { stdout: DEVNULL, stderr: STDOUT });
  console.log(tuple(await process.communicate()));
  process = await asyncio.create_subprocess_exec("cat", { stdin: DEVNULL, stdout: PIPE });
  console.log(repr(process.stdin), tuple(await process.communicate()));

  const folder = mkdtempSync(join(tmpdir(), "redirections-"));
  const path = join(folder, "file");
  const writing = await open(path, "w");
  process = await asyncio.create_subprocess_shell(BOTH, { stdout: writing, stderr: STDOUT });
  console.log(tuple(await process.communicate()));
  await writing.close();
  const reading = (await open(path)).createReadStream();
  process = await asyncio.create_subprocess_exec("cat", { stdin: reading, stdout: PIPE });
  console.log(tuple(await process.communicate()));
  reading.destroy();
  const fd = openSync(path, "a+");
  process = await asyncio.create_subprocess_exec("sh", "-c", "cat; echo more >&2", {
    stdin: fd,
    stdout: fd,
    stderr: fd,
  });
  console.log(await process.wait(), repr(statSync(path).size > 20));
  closeSync(fd);
  rmSync(folder, { recursive: true });

  for (const keywords of [{ stdout: STDOUT }, { stdin: 999 }, { stderr: -9 }]) {
    try {
      await asyncio.create_subprocess_exec("true", keywords);
    } catch (e) {
      console.log(repr(e));
    }
  }
});

function tuple(values: readonly unknown[]) {
  return `(${values.map((value) => repr(value)).join(", ")})`;
}

await asyncio.run(main());
