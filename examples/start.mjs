/**
 * `npm start` runs the programs of the tutorial one after another, `npm start -- 3` the third of them, and
 * `npm start -- path/to/script.ts …` any ported script.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..");
const programs = readdirSync(here)
  .filter((file) => /^\d+-.*\.ts$/.test(file))
  .sort()
  .map((file) => join(here, file));
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

const [wanted, ...args] = process.argv.slice(2);
// npm has changed to the package's folder; the paths are those of whoever typed them.
if (process.env.npm_lifecycle_event === "start" && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

if (wanted === undefined) {
  build();
  process.exitCode = await run_all();
} else {
  const file = find(wanted);
  build();
  const { run_script } = await import("./support/run-script.mjs");
  await run_script(file, args);
}

/** The script that the first argument names: a number of the tutorial's, or a path. */
function find(wanted) {
  if (/^\d+$/.test(wanted)) {
    const program = programs[wanted - 1];
    return program ?? refuse(`there is no program ${wanted}: the tutorial's are 1 to ${programs.length}.`);
  }
  const file = resolve(wanted);
  if (!existsSync(file)) return refuse(`there is no file ${file}.`);
  if (!/\.[cm]?[jt]s$/.test(file)) return refuse(`${file} is neither TypeScript nor JavaScript.`);
  return file;
}

function refuse(reason) {
  process.stderr.write(`npm start: ${reason}\n`);
  process.exit(2);
}

/** Builds the package where that has not been done since its sources changed. */
function build() {
  const output = join(root, "dist", "index.js");
  const built = existsSync(output) ? statSync(output).mtimeMs : 0;
  const lib = join(root, "lib");
  if (readdirSync(lib, { recursive: true }).every((file) => statSync(join(lib, file)).mtimeMs <= built))
    return;
  const options = { cwd: root, shell: true, stdio: ["ignore", 2, 2] };
  const { status } = spawnSync("npm run --silent build", options);
  if (status !== 0) process.exit(1);
}

/**
 * Each in a process of its own, where its tasks are counted from 1 and its loop is the first; the next is started
 * while one runs, so that only the sleeps take time.
 */
async function run_all() {
  let next = start(programs[0]);
  for (const [index, program] of programs.entries()) {
    const current = next;
    const [, title] = readFileSync(program, "utf8").match(/^\/\/ (.*)/);
    process.stdout.write(`${index ? "\n" : ""}── ${title} ${"─".repeat(60 - title.length)}\n`);
    const ended = once(current, "exit");
    current.send("go");
    next = programs[index + 1] && start(programs[index + 1]);
    const forward = (signal) => current.kill(signal);
    for (const name of signals) process.on(name, forward);
    const [status, signal] = await ended;
    for (const name of signals) process.off(name, forward);
    if (status === 0) continue;
    next?.kill();
    if (signal) process.kill(process.pid, signal);
    return status;
  }
  return 0;
}

function start(program) {
  const runner = join(here, "support", "in-turn.mjs");
  return spawn(process.execPath, [runner, program], { stdio: ["inherit", "inherit", "inherit", "ipc"] });
}
