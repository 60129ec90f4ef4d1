/**
 * A child process, as CPython's `subprocess.Popen` over Node's `child_process`.
 *
 * Node would close the child's standard input and read its outputs to their end once the child has exited, whoever else
 * may still use them: its streams are taken away from it.
 */
import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { Socket } from "node:net";
import type { Readable, Writable } from "node:stream";
import { Printable } from "../../python/printable.js";
import { repr } from "../../python/repr.js";
import { fs } from "./builtins.js";
import { errno_of_error, os_error, to_os_error } from "./errors.js";
import { child_process, net, os } from "./lazy.js";
import { fileno_of, owned, type PipeEnd } from "./pipe-ends.js";
import type { NodeStdio } from "./stdio.js";

/** What is to be run, and how. */
export interface Command {
  /** As the caller gave it: the command of a shell, or a program and its arguments. */
  readonly args: string | readonly string[];
  readonly file: string;
  readonly argv: readonly string[];
  readonly options: Pick<SpawnOptions, "argv0" | "cwd" | "env" | "detached" | "uid" | "gid">;
}

export class Popen extends Printable {
  readonly args: string | readonly string[];
  readonly stdin: PipeEnd<Writable> | null;
  readonly stdout: PipeEnd<Readable> | null;
  readonly stderr: PipeEnd<Readable> | null;
  readonly pid: number;
  readonly #child: ChildProcess;

  /** @internal */
  constructor(command: Command, child: ChildProcess, shared: Socket | null) {
    super();
    this.args = command.args;
    this.pid = child.pid as number;
    this.#child = child;
    const { stdin, stdout, stderr } = child;
    this.stdin = stdin === null ? null : end_of(with_hang_up(stdin as Socket));
    const out = shared ?? stdout;
    this.stdout = out === null ? null : end_of(out);
    this.stderr = stderr === null ? null : end_of(stderr);
    Object.assign(child, { stdin: null, stdout: null, stderr: null, stdio: [] });
    // It keeps the process alive as long as its loop runs, and no longer.
    child.unref();
  }

  /** The exit status, minus the number of the signal that ended it, or `null` while it runs. */
  get returncode(): number | null {
    const { exitCode, signalCode } = this.#child;
    return signalCode === null ? exitCode : -os().constants.signals[signalCode];
  }

  /** As `returncode`: Node looks by itself. */
  poll(): number | null {
    return this.returncode;
  }

  /** Has the function called, once, with the return code. */
  on_exit(listener: (returncode: number) => void): void {
    this.#child.once("exit", () => listener(this.returncode as number));
  }

  /** Does nothing if it has ended. @throws OSError if it cannot be sent; TypeError if it is no number. */
  send_signal(signal: number): void {
    if (this.returncode !== null) return;
    try {
      process.kill(this.pid, signal);
    } catch (error) {
      if (errno_of_error(error) !== os().constants.errno.ESRCH) throw to_os_error(error);
    }
  }

  terminate(): void {
    this.send_signal(os().constants.signals.SIGTERM);
  }

  kill(): void {
    this.send_signal(os().constants.signals.SIGKILL);
  }

  __repr__(): string {
    const { args: given } = this;
    const tuple = (items: readonly string[]): string =>
      `(${items.map((item) => repr(item)).join(", ")}${items.length === 1 ? "," : ""})`;
    const args = typeof given === "string" ? repr(given) : tuple(given);
    const text = `<Popen: returncode: ${repr(this.returncode)} args: ${args}>`;
    return text.length > 80 ? `${text.slice(0, 76)}...>` : text;
  }
}

function end_of<S extends Readable | Writable>(stream: S): PipeEnd<S> {
  return owned(stream, fileno_of(stream), stream);
}

/** Node makes a socket for writing only of it, which does not hear that the child has closed its end. */
function with_hang_up(stdin: Socket): Socket {
  const owner = stdin as unknown as { _handle: { readonly fd?: number } | null };
  const handle = owner._handle;
  if (handle === null || typeof handle !== "object") return stdin;
  owner._handle = null;
  const options = { handle, readable: true, writable: true, allowHalfOpen: true };
  return new (net().Socket)(options as ConstructorParameters<typeof Socket>[0]).resume();
}

/** Runs the command. @throws OSError if it cannot be run, with the program or the folder as its file name. */
export async function spawn(command: Command, { stdio, shared }: NodeStdio): Promise<Popen> {
  const { file, argv, options } = command;
  if (file === "") throw os_error("EACCES", { filename: file });
  let child: ChildProcess;
  try {
    child = child_process().spawn(file, argv, { ...options, stdio });
  } catch (error) {
    throw spawn_error(error, command);
  }
  if (child.pid !== undefined) return new Popen(command, child, shared);
  // There are none where there were no descriptors left for them.
  for (const stream of child.stdio ?? []) stream?.on("error", () => {}).destroy();
  throw spawn_error(await new Promise((resolve) => child.once("error", resolve)), command);
}

const { EAGAIN, EBADF, EMFILE, ENFILE, ENOMEM, EPERM } = os().constants.errno;
const WITHOUT_FILE: ReadonlySet<number> = new Set([EAGAIN, EBADF, EMFILE, ENFILE, ENOMEM, EPERM]);

/** Says which file it is about, as CPython does: the program, or the folder to run it in. */
function spawn_error(error: unknown, { file, options: { cwd } }: Command): Error {
  const errno = errno_of_error(error);
  // It did not come so far as to look for it.
  if (errno !== null && WITHOUT_FILE.has(errno)) return to_os_error(error);
  if (typeof cwd === "string") {
    // Node's error is the same for a folder that is none, or that it may not enter.
    try {
      fs.statSync(`${cwd}/.`);
      fs.accessSync(cwd, fs.constants.X_OK);
    } catch (of_cwd) {
      return to_os_error(of_cwd, { filename: cwd });
    }
  }
  return to_os_error(error, { filename: file });
}
