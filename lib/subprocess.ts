/**
 * Child processes with streams for pipes, as in CPython's `asyncio.subprocess`.
 *
 * The names are those of the namespace `asyncio.subprocess`; the functions are in the main namespace too.
 *
 * @see https://docs.python.org/3/library/asyncio-subprocess.html
 */
import type { BaseSubprocessTransport } from "./base-subprocess.js";
import { type Coroutine, coroutine } from "./coroutines.js";
import { get_running_loop } from "./events.js";
import { WriteFlow } from "./flow-control.js";
import type { Future } from "./futures.js";
import { DEVNULL, PIPE, STDOUT, type Stdio } from "./internal/stdio.js";
import type { OsText, ProcessOptions } from "./network/processes.js";
import type { PlaceAndKeywords } from "./network-arguments.js";
import type { EventLoop } from "./node-events.js";
import { SubprocessProtocol } from "./protocols.js";
import { first_by_name, type Named, one_argument, take_arguments, the_argument } from "./python/arguments.js";
import { BrokenPipeError, ConnectionResetError } from "./python/exceptions.js";
import { is_plain_object } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { repr } from "./python/repr.js";
import { DEFAULT_LIMIT, StreamReader } from "./stream-reader.js";
import { type DrainableProtocol, StreamWriter } from "./stream-writer.js";
import type {
  BaseTransport,
  BytesLike,
  ReadTransport,
  SubprocessTransport,
  WriteTransport,
} from "./transports.js";
import { gather } from "./waiting.js";

export { DEVNULL, PIPE, STDOUT };

/** A child's pipes as streams. */
export class SubprocessStreamProtocol extends SubprocessProtocol implements DrainableProtocol {
  stdin: StreamWriter | null = null;
  stdout: StreamReader | null = null;
  stderr: StreamReader | null = null;
  readonly #limit: number;
  readonly #loop: EventLoop;
  readonly #flow: WriteFlow;
  #transport: BaseTransport | null = null;
  #process_exited = false;
  /** The child's outputs that are open. */
  readonly #pipe_fds = new Set<number>();
  readonly #stdin_closed: Future<void>;

  /** @param limit - that of the `StreamReader`s, in bytes; or `{ limit, loop }`. */
  constructor(
    ...given:
      | [limit: number, loop: EventLoop]
      | [keywords: { readonly limit: number; readonly loop: EventLoop }]
  ) {
    super();
    const name = "SubprocessStreamProtocol.__init__";
    const taken = take_arguments<{ limit: number; loop: EventLoop }>(name, given, ["limit", "loop"], []);
    const loop = taken.loop ?? get_running_loop();
    this.#limit = taken.limit ?? DEFAULT_LIMIT;
    this.#loop = loop;
    this.#flow = new WriteFlow(loop);
    this.#stdin_closed = loop.create_future<void>();
  }

  override connection_made(transport: BaseTransport): void {
    const process = transport as BaseSubprocessTransport;
    this.#transport = process;
    this.stdout = this.#reader(process, 1);
    this.stderr = this.#reader(process, 2);
    const stdin = process.get_pipe_transport(0);
    if (stdin !== null) this.stdin = new StreamWriter(stdin as WriteTransport, this, null, this.#loop);
  }

  #reader(process: BaseSubprocessTransport, fd: number): StreamReader | null {
    const transport = process.get_pipe_transport(fd);
    if (transport === null) return null;
    const reader = new StreamReader(this.#limit, this.#loop);
    reader.set_transport(transport as ReadTransport);
    this.#pipe_fds.add(fd);
    return reader;
  }

  #reader_of(fd: number): StreamReader | null {
    return fd === 1 ? this.stdout : fd === 2 ? this.stderr : null;
  }

  override pipe_data_received(fd: number, data: Buffer): void {
    this.#reader_of(fd)?.feed_data(data);
  }

  override pipe_connection_lost(fd: number, exc: Error | null): void {
    if (fd === 0) {
      this.#stdin_lost(exc);
      return;
    }
    const reader = this.#reader_of(fd);
    if (exc === null) reader?.feed_eof();
    else reader?.set_exception(exc);
    this.#pipe_fds.delete(fd);
    this.#maybe_close_transport();
  }

  #stdin_lost(exc: Error | null): void {
    this.stdin?.close();
    this.connection_lost(exc);
    if (exc === null) {
      this.#stdin_closed.set_result(undefined);
    } else {
      this.#stdin_closed.set_exception(exc);
      // Whoever wants to know calls `wait_closed()`.
      this.#stdin_closed._retrieved();
    }
  }

  override process_exited(): void {
    this.#process_exited = true;
    this.#maybe_close_transport();
  }

  #maybe_close_transport(): void {
    if (this.#pipe_fds.size > 0 || !this.#process_exited) return;
    this.#transport?.close();
    this.#transport = null;
  }

  override pause_writing(): void {
    this.#flow.pause();
  }

  override resume_writing(): void {
    this.#flow.resume();
  }

  override connection_lost(exc: Error | null): void {
    this.#flow.lost(exc);
  }

  /** @internal */
  _drain_helper(): PromiseLike<void> | null {
    return this.#flow.drain();
  }

  /** @internal */
  _get_close_waiter(_stream: StreamWriter): PromiseLike<void> {
    return this.#stdin_closed;
  }

  __repr__(): string {
    const info = [this.constructor.name];
    for (const name of ["stdin", "stdout", "stderr"] as const) {
      if (this[name] !== null) info.push(`${name}=${repr(this[name])}`);
    }
    return `<${info.join(" ")}>`;
  }
}

/** What a `Process` is made with. */
interface ProcessArguments {
  readonly transport: SubprocessTransport;
  readonly protocol: SubprocessStreamProtocol;
  readonly loop: EventLoop;
}

/**
 * A child process.
 *
 * @see https://docs.python.org/3/library/asyncio-subprocess.html#asyncio.subprocess.Process
 */
export class Process extends Printable {
  readonly #transport: BaseSubprocessTransport;
  /** Its standard input, if that is a pipe. */
  readonly stdin: StreamWriter | null;
  /** Its standard output, if that is a pipe. */
  readonly stdout: StreamReader | null;
  /** Its standard error, if that is a pipe of its own. */
  readonly stderr: StreamReader | null;
  /** Its process id; with a shell, that of the shell. */
  readonly pid: number;

  /** Made by `create_subprocess_exec` and `create_subprocess_shell`. */
  constructor(
    ...given:
      | [transport: SubprocessTransport, protocol: SubprocessStreamProtocol, loop: EventLoop]
      | [keywords: ProcessArguments]
  ) {
    super();
    const names = ["transport", "protocol", "loop"] as const;
    const { transport, protocol } = take_arguments<ProcessArguments, (typeof names)[number]>(
      "Process.__init__",
      given,
      names,
      [],
      names,
    );
    this.#transport = transport as BaseSubprocessTransport;
    this.stdin = protocol.stdin;
    this.stdout = protocol.stdout;
    this.stderr = protocol.stderr;
    this.pid = transport.get_pid();
  }

  /** Its exit status, minus the number of the signal that ended it, or `null` while it runs. */
  get returncode(): number | null {
    return this.#transport.get_returncode();
  }

  /**
   * Waits until it has ended and its pipes are closed; gives the return code.
   *
   * A child that writes more to a pipe than that holds waits for a reader, and this for the child: use `communicate`.
   */
  wait(): Coroutine<number> {
    return Process.#wait(this);
  }

  static readonly #wait = coroutine(
    "Process.wait",
    async (self: Process): Promise<number> => await self.#transport._wait(),
  );

  /**
   * Sends it a signal; nothing if it has just ended.
   *
   * @throws ProcessLookupError if that is known already; OSError if it cannot be sent; ValueError for an unknown name.
   */
  send_signal(signal: NodeJS.Signals | number | Named<"signal", NodeJS.Signals | number>): void {
    this.#transport.send_signal(the_argument("send_signal", "signal", signal));
  }

  /** Asks it to end: SIGTERM. @throws ProcessLookupError if it has. */
  terminate(): void {
    this.#transport.terminate();
  }

  /** Ends it: SIGKILL. @throws ProcessLookupError if it has ended. */
  kill(): void {
    this.#transport.kill();
  }

  /**
   * Writes `input` to standard input and closes it, reads both outputs to their ends, waits until the process has ended.
   *
   * @example
   * const [stdout] = await process.communicate("some text");
   *
   * @returns what it has written to standard output and standard error; `null` for what is no pipe.
   */
  communicate(
    input: BytesLike | null | { readonly input?: BytesLike | null } = null,
  ): Coroutine<readonly [stdout: Buffer | null, stderr: Buffer | null]> {
    return Process.#communicate(this, one_argument("communicate", "input", input as BytesLike | null, null));
  }

  static readonly #communicate = coroutine(
    "Process.communicate",
    async (
      self: Process,
      input: BytesLike | null,
    ): Promise<readonly [stdout: Buffer | null, stderr: Buffer | null]> => {
      const { stdin, stdout, stderr } = self;
      const [, out, err] = await gather(
        stdin === null ? Process.#noop() : Process.#feed_stdin(stdin, input),
        stdout === null ? Process.#noop() : Process.#read_stream(self, stdout, 1),
        stderr === null ? Process.#noop() : Process.#read_stream(self, stderr, 2),
      );
      await self.wait();
      return [out, err];
    },
  );

  static readonly #noop = coroutine("Process._noop", async (): Promise<null> => null);

  static readonly #feed_stdin = coroutine(
    "Process._feed_stdin",
    async (stdin: StreamWriter, input: BytesLike | null): Promise<void> => {
      try {
        if (input !== null) stdin.write(input);
        await stdin.drain();
      } catch (error) {
        // The child need not read all of it.
        if (!(error instanceof BrokenPipeError || error instanceof ConnectionResetError)) throw error;
      }
      stdin.close();
    },
  );

  static readonly #read_stream = coroutine(
    "Process._read_stream",
    async (self: Process, stream: StreamReader, fd: number): Promise<Buffer> => {
      const transport = self.#transport.get_pipe_transport(fd);
      const output = await stream.read();
      transport?.close();
      return output;
    },
  );

  __repr__(): string {
    return `<${this.constructor.name} ${this.pid}>`;
  }
}

/** The keywords of `create_subprocess_exec` and `create_subprocess_shell`. */
export interface CreateSubprocessOptions extends ProcessOptions {
  /** That of the `StreamReader`s, in bytes; by default 64 KiB. */
  readonly limit?: number | null | undefined;
}

/** What `create_subprocess_shell` also takes by place. */
type ShellPlace = [
  cmd: OsText,
  stdin?: Stdio | null,
  stdout?: Stdio | null,
  stderr?: Stdio | null,
  limit?: number | null,
];

/**
 * Runs a command by the shell, `/bin/sh`.
 *
 * Mind what is in the command: nothing but quoting keeps a value from being part of the program.
 *
 * @example
 * const process = await asyncio.create_subprocess_shell("ls | wc -l", { stdout: asyncio.subprocess.PIPE });
 *
 * @throws OSError if the shell cannot be run.
 * @see https://docs.python.org/3/library/asyncio-subprocess.html#asyncio.create_subprocess_shell
 */
export function create_subprocess_shell(
  ...given:
    | PlaceAndKeywords<ShellPlace, { readonly cmd: OsText }, CreateSubprocessOptions>
    | [cmd: OsText, keywords: CreateSubprocessOptions]
): Coroutine<Process> {
  return shell(given);
}

const shell = coroutine("create_subprocess_shell", async (given: readonly unknown[]): Promise<Process> => {
  const last = given.at(-1);
  // What is no keyword of a process, the loop refuses.
  const names = is_plain_object(last) ? (Object.keys(last) as "limit"[]) : [];
  const { cmd, ...keywords } = take_arguments<{ cmd: OsText } & CreateSubprocessOptions>(
    "create_subprocess_shell",
    given,
    ["cmd", "stdin", "stdout", "stderr", "limit"],
    names,
  );
  return await create(keywords, (loop, factory, options) =>
    loop.subprocess_shell(factory, cmd as OsText, options),
  );
});

/**
 * Runs a program.
 *
 * @example
 * const process = await asyncio.create_subprocess_exec("ls", "-l", { stdout: asyncio.subprocess.PIPE });
 *
 * @param args - its arguments, and behind them the keywords.
 * @throws FileNotFoundError if there is no such program or no such `cwd`; PermissionError if it cannot be executed.
 * @see https://docs.python.org/3/library/asyncio-subprocess.html#asyncio.create_subprocess_exec
 */
export function create_subprocess_exec(
  keywords: Named<"program", OsText> & CreateSubprocessOptions,
): Coroutine<Process>;
export function create_subprocess_exec(
  program: OsText,
  ...args: readonly OsText[] | readonly [...args: OsText[], keywords: CreateSubprocessOptions]
): Coroutine<Process>;
export function create_subprocess_exec(...given: readonly unknown[]): Coroutine<Process> {
  return exec(first_by_name("program", given[0]) ?? given);
}

const exec = coroutine("create_subprocess_exec", async (given: readonly unknown[]): Promise<Process> => {
  const last = given.at(-1);
  const keywords: CreateSubprocessOptions = is_plain_object(last) ? last : {};
  const [program, ...others] = given.slice(0, is_plain_object(last) ? -1 : undefined) as [
    OsText,
    ...OsText[],
  ];
  return await create(keywords, (loop, factory, options) =>
    loop.subprocess_exec(factory, program, ...others, options),
  );
});

async function create(
  { limit, ...keywords }: CreateSubprocessOptions,
  start: (
    loop: EventLoop,
    factory: () => SubprocessStreamProtocol,
    options: ProcessOptions,
  ) => PromiseLike<readonly [transport: SubprocessTransport, protocol: SubprocessStreamProtocol]>,
): Promise<Process> {
  const loop = get_running_loop();
  const { stdin = null, stdout = null, stderr = null } = keywords;
  const factory = (): SubprocessStreamProtocol => new SubprocessStreamProtocol(limit ?? DEFAULT_LIMIT, loop);
  const [transport, protocol] = await start(loop, factory, { ...keywords, stdin, stdout, stderr });
  return new Process(transport, protocol, loop);
}
