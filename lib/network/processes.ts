/**
 * The loop's methods that start a child process, as in CPython's `base_events.py`, over Node's `child_process`.
 *
 * The keywords are those of Python's `subprocess.Popen`. What Node has no means for is refused: `preexec_fn`, `umask`,
 * `extra_groups`, `process_group`, `pipesize`, `restore_signals=False`, users and groups by name.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#running-subprocesses
 */
import { BaseSubprocessTransport } from "../base-subprocess.js";
import { fspath, type OsText, os_text } from "../internal/node/paths.js";
import { type Command, type Popen, spawn } from "../internal/node/popen.js";
import { type ChildStdio, node_stdio, opened } from "../internal/node/stdio.js";
import { PIPE, type Stdio } from "../internal/stdio.js";
import type { EventLoop } from "../node-events.js";
import type { SubprocessProtocol } from "../protocols.js";
import { NotImplementedError, ValueError } from "../python/exceptions.js";
import { check_keywords } from "../python/kwargs.js";
import { type_name } from "../python/repr.js";
import { warn } from "../python/warnings.js";
import type { SubprocessTransport } from "../transports.js";

/** A text for the operating system: a program, an argument, a path. Bytes have to be UTF-8. */
export type { OsText };

/** The keywords of a child process, which are those of Python's `subprocess.Popen`. */
export interface ProcessOptions {
  /** By default a pipe, or for `create_subprocess_exec` and `create_subprocess_shell` the parent's own. */
  readonly stdin?: Stdio | null | undefined;
  readonly stdout?: Stdio | null | undefined;
  readonly stderr?: Stdio | null | undefined;
  /** The folder to run in; by default the parent's. */
  readonly cwd?: OsText | URL | null | undefined;
  /** The environment, and nothing besides; by default the parent's. */
  readonly env?: Readonly<Record<string, OsText | undefined>> | null | undefined;
  /** The program to run, in place of the first argument (or of the shell), which it is told of all the same. */
  readonly executable?: OsText | null | undefined;
  /** Makes it the leader of a session of its own: signals of the terminal do not reach it. */
  readonly start_new_session?: boolean | undefined;
  /** Further descriptors that the child shall have, under the same numbers. */
  readonly pass_fds?: Iterable<number> | undefined;
  /** Node's own descriptors are closed in the child in any case. */
  readonly close_fds?: boolean | undefined;
  /** The number of the user to run as. */
  readonly user?: number | null | undefined;
  /** The number of the group to run as. */
  readonly group?: number | null | undefined;
}

/** The transport of a child and its protocol. */
export type ChildConnection<P> = readonly [transport: SubprocessTransport, protocol: P];

/** What asyncio itself refuses, in the order in which it looks. */
const FIXED: readonly (readonly [name: string, message: string, allowed: (value: unknown) => boolean])[] = [
  ["bufsize", "bufsize must be 0", (value) => value === 0],
  ["text", "text must be False", (value) => !value],
  ["encoding", "encoding must be None", (value) => value === null],
  ["errors", "errors must be None", (value) => value === null],
];

/** What Python has on Windows only. */
const OF_WINDOWS: Readonly<Record<string, unknown>> = { startupinfo: null, creationflags: 0 };

/** What Node cannot do, with the value that asks for nothing. */
const UNABLE: Readonly<Record<string, readonly [nothing: unknown, instead: string]>> = {
  preexec_fn: [
    null,
    "JavaScript cannot run between fork and exec; start a program that prepares what is needed",
  ],
  restore_signals: [true, "Node always restores the signals"],
  extra_groups: [null, "start it by a program such as setpriv"],
  umask: [-1, "set it by a shell: umask 077; exec program"],
  pipesize: [-1, "Node's pipes have the size that the system gives them"],
  process_group: [null, "use start_new_session"],
};

/** All keywords of `Popen`, if only to refuse them. */
const KEYWORDS: readonly string[] = [
  ...["stdin", "stdout", "stderr", "cwd", "env", "executable", "start_new_session", "pass_fds", "close_fds"],
  ...["user", "group", "shell", "universal_newlines"],
  ...FIXED.map(([name]) => name),
  ...Object.keys(OF_WINDOWS),
  ...Object.keys(UNABLE),
];

export async function subprocess_exec<P extends SubprocessProtocol>(
  loop: EventLoop,
  factory: () => P,
  args: readonly OsText[],
  options: ProcessOptions,
): Promise<ChildConnection<P>> {
  check_fixed(options, false);
  const protocol = factory();
  check_options(options);
  const argv = args.map(os_text);
  const [program = ""] = argv;
  const file = is_given(options.executable) ? os_text(options.executable) : program;
  const command = { args: argv, file, argv: argv.slice(1), options: spawn_options(options, program) };
  return [await make_transport(loop, protocol, command, options), protocol];
}

export async function subprocess_shell<P extends SubprocessProtocol>(
  loop: EventLoop,
  factory: () => P,
  cmd: OsText,
  options: ProcessOptions,
): Promise<ChildConnection<P>> {
  if (typeof cmd !== "string" && !(cmd instanceof Uint8Array)) throw new ValueError("cmd must be a string");
  check_fixed(options, true);
  const protocol = factory();
  check_options(options);
  const text = os_text(cmd);
  const file = is_given(options.executable) ? os_text(options.executable) : "/bin/sh";
  const command = { args: text, file, argv: ["-c", text], options: spawn_options(options, file) };
  return [await make_transport(loop, protocol, command, options), protocol];
}

async function make_transport(
  loop: EventLoop,
  protocol: SubprocessProtocol,
  command: Command,
  options: ProcessOptions,
): Promise<BaseSubprocessTransport> {
  const stdio = child_stdio(options);
  await opened(stdio);
  const child = await loop._hold(start(command, stdio, descriptors(options)));
  const waiter = loop.create_future<void>();
  const transport = new BaseSubprocessTransport(loop, protocol, child, waiter);
  try {
    await waiter;
  } catch (error) {
    transport.close();
    await transport._wait();
    throw error;
  }
  return transport;
}

/** As CPython does, without giving way. */
async function start(command: Command, given: ChildStdio, pass_fds: readonly number[]): Promise<Popen> {
  const stdio = await node_stdio(given, pass_fds);
  try {
    return await spawn(command, stdio);
  } catch (error) {
    stdio.shared?.destroy();
    throw error;
  } finally {
    stdio.close();
  }
}

// ---- keywords

type Given = Readonly<Record<string, unknown>>;

/** What asyncio looks at before it makes a protocol. @throws ValueError */
function check_fixed(options: ProcessOptions, needs_shell: boolean): void {
  const given = options as Given;
  const { universal_newlines, shell = needs_shell } = given;
  if (universal_newlines) throw new ValueError("universal_newlines must be False");
  if (Boolean(shell) !== needs_shell) throw new ValueError(`shell must be ${needs_shell ? "True" : "False"}`);
  for (const [name, message, is_allowed] of FIXED) {
    if (given[name] !== undefined && !is_allowed(given[name])) throw new ValueError(message);
  }
}

/** What `Popen` looks at. @throws TypeError for an unknown keyword; ValueError, NotImplementedError */
function check_options(options: ProcessOptions): void {
  check_keywords("Popen.__init__", options, KEYWORDS);
  const given = options as Given;
  for (const [name, nothing] of Object.entries(OF_WINDOWS)) {
    if ((given[name] ?? nothing) !== nothing)
      throw new ValueError(`${name} is only supported on Windows platforms`);
  }
  for (const [name, [nothing, instead]] of Object.entries(UNABLE)) {
    if ((given[name] ?? nothing) !== nothing)
      throw new NotImplementedError(`${name} cannot be had on Node; ${instead}`);
  }
}

function child_stdio({ stdin, stdout, stderr }: ProcessOptions): ChildStdio {
  const of = (given: Stdio | null | undefined): Stdio | null => (given === undefined ? PIPE : given);
  return { stdin: of(stdin), stdout: of(stdout), stderr: of(stderr) };
}

function descriptors({ pass_fds = [], close_fds = true }: ProcessOptions): number[] {
  const given = [...pass_fds];
  if (given.length > 0 && !close_fds) warn("pass_fds overriding close_fds.", "RuntimeWarning");
  for (const fd of given) {
    if (typeof fd !== "number")
      throw new TypeError(`${type_name(fd)} object cannot be interpreted as an integer`);
    if (!Number.isInteger(fd) || fd < 0) throw new ValueError("bad value(s) in fds_to_keep");
  }
  return given;
}

function spawn_options(options: ProcessOptions, argv0: string): Command["options"] {
  const { cwd, env, start_new_session, user, group } = options;
  return {
    argv0,
    detached: start_new_session ?? false,
    ...(is_given(cwd) && { cwd: cwd instanceof URL ? fspath(cwd) : os_text(cwd) }),
    ...(is_given(env) && { env: environment(env) }),
    ...(is_given(user) && { uid: id(user, "user", "User") }),
    ...(is_given(group) && { gid: id(group, "group", "Group") }),
  };
}

function environment(given: Readonly<Record<string, OsText | undefined>>): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (name === "" || name.includes("=")) throw new ValueError("illegal environment variable name");
    env[os_text(name)] = os_text(value);
  }
  return env;
}

function id(given: number, name: string, title: string): number {
  if (typeof given === "string")
    throw new NotImplementedError(`${name} by name cannot be had on Node; use its number`);
  if (typeof given !== "number")
    throw new TypeError(`${title} must be a string or an integer, not ${type_name(given)}`);
  if (given < 0) throw new ValueError(`${title} ID cannot be negative, got ${given}`);
  return given;
}

function is_given<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
