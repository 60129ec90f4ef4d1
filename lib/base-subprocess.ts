/**
 * The transport of a child process and the protocols of its pipes, as in CPython's `base_subprocess.py`.
 *
 * A protocol is told of everything by handles of the loop, and of nothing before `connection_made`. `connection_lost`
 * comes last: when the child has ended and all its pipes are closed. Who waits for the child is woken only then.
 *
 * What differs: the process is there before its transport is, and a process that is forgotten is ended with its loop,
 * since nobody tells when it is garbage.
 */
import { type Coroutine, coroutine } from "./coroutines.js";
import type { Handle } from "./events.js";
import type { Future } from "./futures.js";
import { log_error } from "./internal/exception-handler.js";
import { as_method, method_of } from "./internal/methods.js";
import type { Popen } from "./internal/node/popen.js";
import { signal_number } from "./internal/node/signals.js";
import { detached_handle } from "./network/handles.js";
import { connect_read_end, connect_write_end } from "./network/pipes.js";
import { warn_unclosed } from "./network/unclosed.js";
import type { EventLoop, Resource } from "./node-events.js";
import { type BaseProtocol, Protocol, type SubprocessProtocol } from "./protocols.js";
import { type Named, the_argument } from "./python/arguments.js";
import { is_fatal, OSError, ProcessLookupError } from "./python/exceptions.js";
import { repr } from "./python/repr.js";
import { type BaseTransport, SubprocessTransport } from "./transports.js";

type Callback = (...args: unknown[]) => unknown;

/** CPython's `BaseSubprocessTransport`. */
export class BaseSubprocessTransport extends SubprocessTransport implements Resource {
  readonly #loop: EventLoop;
  /** @internal */ _protocol: SubprocessProtocol;
  #proc: Popen | null;
  readonly #pid: number;
  #returncode: number | null = null;
  #exit_waiters: Future<number>[] = [];
  /** What came before `connection_made`; null once that has been called. */
  #pending_calls: [callback: Callback, args: unknown[]][] | null = [];
  /** By the child's descriptor; null until it is connected. */
  readonly #pipes = new Map<number, WriteSubprocessPipeProto | null>();
  #closed = false;
  #finished = false;

  /** @param waiter - is done once the protocol knows of all of it. */
  constructor(loop: EventLoop, protocol: SubprocessProtocol, proc: Popen, waiter: Future<void>) {
    super({ extra: { subprocess: proc } });
    this.#loop = loop;
    this._protocol = protocol;
    this.#proc = proc;
    this.#pid = proc.pid;
    for (const [fd, end] of [proc.stdin, proc.stdout, proc.stderr].entries()) {
      if (end !== null) this.#pipes.set(fd, null);
    }
    loop._opened(this);
    const process_exited = as_method("BaseSubprocessTransport._process_exited", (returncode: number) =>
      this.#process_exited(returncode),
    );
    const exited: Handle = detached_handle(loop, () => {
      loop.call_soon(process_exited, proc.returncode as number);
    });
    proc.on_exit(() => loop._add(exited));
    loop.create_task(BaseSubprocessTransport.#connect_pipes(this, proc, waiter));
  }

  static readonly #connect_pipes = coroutine(
    "BaseSubprocessTransport._connect_pipes",
    async (self: BaseSubprocessTransport, proc: Popen, waiter: Future<void>): Promise<void> => {
      const loop = self.#loop;
      try {
        const { stdin, stdout, stderr } = proc;
        if (stdin !== null) {
          const [, pipe] = await connect_write_end(loop, () => new WriteSubprocessPipeProto(self, 0), stdin);
          self.#pipes.set(0, pipe);
        }
        if (stdout !== null) {
          const [, pipe] = await connect_read_end(loop, () => new ReadSubprocessPipeProto(self, 1), stdout);
          self.#pipes.set(1, pipe);
        }
        if (stderr !== null) {
          const [, pipe] = await connect_read_end(loop, () => new ReadSubprocessPipeProto(self, 2), stderr);
          self.#pipes.set(2, pipe);
        }
        // Closed meanwhile: a grandchild that has the pipes too would else keep them, and who waits, for ever.
        if (self.#closed) self.#close_pipes();
        const protocol = self._protocol;
        loop.call_soon(method_of(protocol, "connection_made"), self);
        for (const [callback, args] of self.#pending_calls ?? []) loop.call_soon(callback, ...args);
        self.#pending_calls = null;
      } catch (error) {
        if (is_fatal(error)) throw error;
        if (!waiter.done()) waiter.set_exception(error as Error);
        return;
      }
      if (!waiter.done()) waiter.set_result(undefined);
    },
  );

  // ---- the protocol

  #call(callback: Callback, ...args: unknown[]): void {
    if (this.#pending_calls !== null) this.#pending_calls.push([callback, args]);
    else this.#loop.call_soon(callback, ...args);
  }

  /** @internal */
  _pipe_connection_lost(fd: number, exc: Error | null): void {
    this.#call(method_of(this._protocol, "pipe_connection_lost"), fd, exc);
    this.#try_finish();
  }

  /** @internal */
  _pipe_data_received(fd: number, data: Buffer): void {
    this.#call(method_of(this._protocol, "pipe_data_received"), fd, data);
  }

  #process_exited(returncode: number): void {
    this.#returncode = returncode;
    this.#call(method_of(this._protocol, "process_exited"));
    this.#try_finish();
  }

  #try_finish(): void {
    if (this.#finished || this.#returncode === null) return;
    for (const pipe of this.#pipes.values()) if (!pipe?.disconnected) return;
    this.#finished = true;
    const lost = (): void => this.#call_connection_lost(null);
    this.#call(as_method("BaseSubprocessTransport._call_connection_lost", lost));
  }

  #call_connection_lost(exc: Error | null): void {
    try {
      this._protocol.connection_lost(exc);
    } finally {
      for (const waiter of this.#exit_waiters) {
        if (!waiter.done()) waiter.set_result(this.#returncode as number);
      }
      this.#exit_waiters = [];
      this.#proc = null;
      this.#loop._given_back(this);
    }
  }

  /** @internal Waits until the child has ended, and gives its return code. */
  _wait(): Coroutine<number> {
    return BaseSubprocessTransport.#wait(this);
  }

  static readonly #wait = coroutine(
    "BaseSubprocessTransport._wait",
    async (self: BaseSubprocessTransport): Promise<number> => {
      if (self.#returncode !== null) return self.#returncode;
      const waiter = self.#loop.create_future<number>();
      self.#exit_waiters.push(waiter);
      return await waiter;
    },
  );

  // ---- the transport

  override set_protocol(protocol: BaseProtocol | Named<"protocol", BaseProtocol>): void {
    this._protocol = the_argument("set_protocol", "protocol", protocol) as SubprocessProtocol;
  }

  override get_protocol(): BaseProtocol {
    return this._protocol;
  }

  override is_closing(): boolean {
    return this.#closed;
  }

  override close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#close_pipes();
    this.#end_process();
  }

  #close_pipes(): void {
    for (const pipe of this.#pipes.values()) pipe?.pipe?.close();
  }

  #end_process(): void {
    const proc = this.#proc;
    if (proc === null || this.#returncode !== null || proc.poll() !== null) return;
    if (this.#loop.get_debug()) log_error(`Close running child process: kill ${this.__repr__()}`, null);
    try {
      proc.kill();
    } catch (error) {
      // It may run as somebody else.
      if (!(error instanceof OSError)) throw error;
    }
  }

  /** The loop is closed and has left this open. Its pipes hear of it themselves. */
  _loop_closed(): void {
    if (this.#closed) return;
    warn_unclosed(this.#loop, `transport ${this.__repr__()}`);
    this.#closed = true;
    this.#end_process();
  }

  override get_pid(): number {
    return this.#pid;
  }

  override get_returncode(): number | null {
    return this.#returncode;
  }

  override get_pipe_transport(fd: number | Named<"fd", number>): BaseTransport | null {
    return this.#pipes.get(the_argument("get_pipe_transport", "fd", fd))?.pipe ?? null;
  }

  override send_signal(given: NodeJS.Signals | number | Named<"signal", NodeJS.Signals | number>): void {
    const signal = the_argument("send_signal", "signal", given);
    if (this.#proc === null) throw new ProcessLookupError();
    this.#proc.send_signal(signal_number(signal));
  }

  override terminate(): void {
    this.send_signal("SIGTERM");
  }

  override kill(): void {
    this.send_signal("SIGKILL");
  }

  override __repr__(): string {
    const info = ["_UnixSubprocessTransport"];
    if (this.#closed) info.push("closed");
    info.push(`pid=${this.#pid}`);
    info.push(this.#returncode === null ? "running" : `returncode=${this.#returncode}`);
    for (const [fd, name] of ["stdin", "stdout", "stderr"].entries()) {
      const pipe = this.#pipes.get(fd);
      if (pipe) info.push(`${name}=${repr(pipe.pipe)}`);
    }
    return `<${info.join(" ")}>`;
  }
}

/** What a pipe's protocol needs of the process that it belongs to. */
type Owner = Pick<BaseSubprocessTransport, "_protocol" | "_pipe_connection_lost" | "_pipe_data_received">;

/** The protocol of a child's standard input, as CPython's class of that name. */
export class WriteSubprocessPipeProto extends Protocol {
  protected readonly _proc: Owner;
  readonly fd: number;
  pipe: BaseTransport | null = null;
  disconnected = false;

  constructor(proc: Owner, fd: number) {
    super();
    this._proc = proc;
    this.fd = fd;
  }

  override connection_made(transport: BaseTransport): void {
    this.pipe = transport;
  }

  override connection_lost(exc: Error | null): void {
    this.disconnected = true;
    this._proc._pipe_connection_lost(this.fd, exc);
  }

  override pause_writing(): void {
    this._proc._protocol.pause_writing();
  }

  override resume_writing(): void {
    this._proc._protocol.resume_writing();
  }

  __repr__(): string {
    return `<${this.constructor.name} fd=${this.fd} pipe=${repr(this.pipe)}>`;
  }
}

/** The protocol of a child's outputs, as CPython's class of that name. */
export class ReadSubprocessPipeProto extends WriteSubprocessPipeProto {
  override data_received(data: Buffer): void {
    this._proc._pipe_data_received(this.fd, data);
  }
}
