/** Finds a CPython on this machine: `PYTHON` where it is set, else one on the path or of pyenv's. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Those of pyenv, the oldest that will do first: the recordings are those of 3.13. */
function of_pyenv(): string[] {
  const { stdout } = spawnSync("pyenv", ["root"], { encoding: "utf8" });
  const versions = join(process.env.PYENV_ROOT ?? stdout?.trim() ?? "", "versions");
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter((version) => /^3\.\d+/.test(version))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((version) => join(versions, version, "bin", "python3"));
}

/** @param test - a program that ends with status 0 on a Python that will do. */
export function find_python(test: string, set = process.env.PYTHON): string | undefined {
  const candidates = set ? [set] : ["python3.13", ...of_pyenv(), "python3", "python", "/usr/bin/python3"];
  return candidates.find((python) => spawnSync(python, ["-c", test]).status === 0);
}
