/**
 * Transports over pipes, as in CPython's `unix_events.py`, and the loop's methods that make them.
 *
 * As with sockets, Node reads by itself: what it has read waits here for a handle of the loop, so that callbacks come in
 * CPython's order and contexts. Writing is Node's, whose buffer is the write buffer that the protocol is told of.
 *
 * What differs: Node's child processes have Unix sockets for pipes, which hold more (208 KiB on Linux, where a pipe
 * holds 64) before `drain()` has to wait. That the other end of a real pipe is closed is noticed when writing only.
 * Standard input, output and error stay open when their transport is closed.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#working-with-pipes
 */
import type { Readable, Writable } from "node:stream";
import type { Handle } from "../events.js";
import type { Future } from "../futures.js";
import { log_error } from "../internal/exception-handler.js";
import { errno_of_error, to_os_error } from "../internal/node/errors.js";
import {
  type PipeEnd,
  type ReadablePipe,
  read_end,
  type WritablePipe,
  write_end,
} from "../internal/node/pipe-ends.js";
import type { EventLoop, Resource } from "../node-events.js";
import type { BaseProtocol, Protocol } from "../protocols.js";
import { BrokenPipeError, OSError } from "../python/exceptions.js";
import { errno_of } from "../python/strerror.js";
import {
  type BytesLike,
  FlowControlTransport,
  ReadTransport,
  to_bytes,
  type WriteTransport,
} from "../transports.js";
import { detached_handle } from "./handles.js";
import { set_result_unless_cancelled } from "./socket-transport.js";
import { warn_unclosed } from "./unclosed.js";

/** What one read of CPython's takes at most, in bytes; the stream is paused while as much waits. */
const MAX_SIZE = 256 * 1024;
/** After the pipe is lost, this many writes are ignored in silence. */
const LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5;

/** CPython's `_UnixReadPipeTransport`. */
export class ReadPipeTransport extends ReadTransport implements Resource {
  readonly #loop: EventLoop;
  readonly #end: PipeEnd<Readable>;
  #protocol: BaseProtocol;
  #closing = false;
  #closed = false;
  #paused = false;

  /** What Node has read and the protocol has not got. */
  #chunks: Buffer[] = [];
  #chunks_size = 0;
  #ended = false;
  #error: Error | null = null;
  #throttled = false;
  /** Whether `connection_lost` is on its way. */
  #lost = false;
  /** Runs `#read_ready` in the loop; null until reading begins. */
  #reader: Handle | null = null;
  #scheduled = false;

  readonly #on_data = (chunk: Buffer | string): void => {
    if (this.#closing) return;
    const bytes = to_bytes(chunk);
    this.#chunks.push(bytes);
    this.#chunks_size += bytes.length;
    if (this.#chunks_size >= MAX_SIZE) {
      this.#throttled = true;
      this.#end.stream.pause();
    }
    this.#schedule();
  };
  readonly #on_end = (): void => {
    this.#ended = true;
    this.#schedule();
  };
  readonly #on_error = (error: Error): void => {
    this.#error ??= to_os_error(error);
    this.#schedule();
  };

  constructor(loop: EventLoop, end: PipeEnd<Readable>, protocol: BaseProtocol, waiter: Future<void> | null) {
    super({ extra: { pipe: end.pipe } });
    this.#loop = loop;
    this.#end = end;
    this.#protocol = protocol;
    const { stream } = end;
    stream.on("error", this.#on_error);
    stream.on("end", this.#on_end);
    // Without an end or an error before, somebody else has destroyed it.
    stream.on("close", this.#on_end);
    set_referenced(stream, false);
    if (stream.errored) this.#on_error(stream.errored);
    else if (stream.readableEnded || stream.destroyed) this.#on_end();
    loop._opened(this);
    loop.call_soon(() => protocol.connection_made(this));
    loop.call_soon(() => this.#start_reading());
    if (waiter !== null) loop.call_soon(set_result_unless_cancelled, waiter);
  }

  #start_reading(): void {
    if (this.#closing) return;
    this.#reader = detached_handle(this.#loop, () => this.#read_ready());
    this.#end.stream.on("data", this.#on_data);
    if (this.is_reading()) this.#end.stream.resume();
    else this.#end.stream.pause();
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#reader === null || !this.is_reading()) return;
    if (this.#chunks.length === 0 && !this.#ended && this.#error === null) return;
    this.#scheduled = true;
    this.#loop._add(this.#reader);
  }

  /** What CPython does when a pipe can be read. */
  #read_ready(): void {
    this.#scheduled = false;
    if (!this.is_reading()) return;
    try {
      if (this.#chunks.length > 0) (this.#protocol as Protocol).data_received(this.#take());
      else if (this.#error !== null) this.#fatal_error(this.#error);
      else if (this.#ended) this.#read_eof();
    } finally {
      if (this.#throttled && this.#chunks_size < MAX_SIZE) {
        this.#throttled = false;
        if (this.is_reading()) this.#end.stream.resume();
      }
      this.#schedule();
    }
  }

  #read_eof(): void {
    this.#closing = true;
    const protocol = this.#protocol as Protocol;
    this.#loop.call_soon(() => protocol.eof_received());
    this.#lose(null);
  }

  /** As much as one read would give. */
  #take(): Buffer {
    const chunks = this.#chunks;
    let count = 0;
    for (let size = 0; count < chunks.length && size < MAX_SIZE; count += 1)
      size += chunks[count]?.length ?? 0;
    const taken = chunks.splice(0, count);
    const data = taken.length === 1 ? (taken[0] as Buffer) : Buffer.concat(taken);
    this.#chunks_size -= data.length;
    return data;
  }

  override is_reading(): boolean {
    return !this.#paused && !this.#closing;
  }

  override pause_reading(): void {
    if (!this.is_reading()) return;
    this.#paused = true;
    if (this.#reader !== null) this.#end.stream.pause();
  }

  override resume_reading(): void {
    if (this.#closing || !this.#paused) return;
    this.#paused = false;
    if (this.#reader === null) return;
    if (!this.#throttled) this.#end.stream.resume();
    this.#schedule();
  }

  override set_protocol(protocol: BaseProtocol): void {
    this.#protocol = protocol;
  }

  override get_protocol(): BaseProtocol {
    return this.#protocol;
  }

  override is_closing(): boolean {
    return this.#closing;
  }

  override close(): void {
    if (!this.#closing) this.#lose(null);
  }

  #fatal_error(exception: Error): void {
    // A terminal that has gone is nothing to speak of.
    if (!(exception instanceof OSError && exception.errno === errno_of("EIO"))) {
      this.#loop.call_exception_handler({
        message: "Fatal read error on pipe transport",
        exception,
        transport: this,
        protocol: this.#protocol,
      });
    }
    this.#lose(exception);
  }

  #lose(exc: Error | null): void {
    if (this.#lost) return;
    this.#closing = true;
    this.#lost = true;
    this.#end.stream.pause();
    this.#chunks = [];
    this.#chunks_size = 0;
    this.#loop.call_soon(() => this.#call_connection_lost(exc));
  }

  #call_connection_lost(exc: Error | null): void {
    try {
      this.#protocol.connection_lost(exc);
    } finally {
      this.#give_back();
    }
  }

  #give_back(): void {
    this.#closed = true;
    const { stream } = this.#end;
    stream.off("data", this.#on_data);
    stream.off("end", this.#on_end);
    stream.off("close", this.#on_end);
    forget_errors(stream, this.#on_error);
    this.#end.close();
    this.#loop._given_back(this);
  }

  /** The loop is closed and has left this open. */
  _loop_closed(): void {
    if (!this.#closing) warn_unclosed(this.#loop, `transport ${this.__repr__()}`);
    this.#closing = true;
    this.#lost = true;
    this.#give_back();
  }

  override __repr__(): string {
    const info = ["_UnixReadPipeTransport"];
    if (this.#closed) info.push("closed");
    else if (this.#closing) info.push("closing");
    info.push(`fd=${this.#end.fileno}`);
    if (this.#closed) info.push("closed");
    else info.push(this.#reader !== null && this.is_reading() ? "polling" : "idle");
    return `<${info.join(" ")}>`;
  }
}

/** CPython's `_UnixWritePipeTransport`. */
export class WritePipeTransport extends FlowControlTransport implements Resource {
  readonly #end: PipeEnd<Writable>;
  protected _protocol: BaseProtocol;
  #closing = false;
  #closed = false;
  /** How many writes came too late. */
  #conn_lost = 0;
  /** Whether `connection_lost` is on its way. */
  #lost = false;
  /** Whether the other end is closed, or the stream has failed. */
  #hung_up = false;
  /** Whether there was something left to send then. */
  #cut_off = false;
  #error: Error | null = null;
  /** Runs `#ready` in the loop. */
  #watcher: Handle | null = null;
  #scheduled = false;

  readonly #on_hang_up = (): void => {
    this.#hung_up = true;
    if (this.#end.stream.writableLength > 0) this.#cut_off = true;
    this.#schedule();
  };
  readonly #on_error = (error: Error): void => {
    this.#error ??= error;
    // Node has counted it as written already.
    if ((error as NodeJS.ErrnoException).syscall?.startsWith("write")) this.#cut_off = true;
    this.#on_hang_up();
  };
  readonly #written = (): void => {
    if (this._protocol_paused || this.#closing) this.#schedule();
  };

  constructor(loop: EventLoop, end: PipeEnd<Writable>, protocol: BaseProtocol, waiter: Future<void> | null) {
    super(loop, { pipe: end.pipe });
    this.#end = end;
    this._protocol = protocol;
    const { stream } = end;
    stream.on("error", this.#on_error);
    stream.on("end", this.#on_hang_up);
    stream.on("close", this.#on_hang_up);
    set_referenced(stream, false);
    if (stream.errored) this.#on_error(stream.errored);
    else if (stream.destroyed) this.#on_hang_up();
    loop._opened(this);
    loop.call_soon(() => protocol.connection_made(this));
    loop.call_soon(() => this.#start_watching());
    if (waiter !== null) loop.call_soon(set_result_unless_cancelled, waiter);
  }

  /** Has to be called in a callback of the loop: its context is that of the protocol's callbacks. */
  #start_watching(): void {
    if (this.#lost) return;
    this.#watcher = detached_handle(this._loop, () => this.#ready());
    if (this.#hung_up || this.#closing) this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#watcher === null || this.#lost) return;
    this.#scheduled = true;
    this._loop._add(this.#watcher);
  }

  #ready(): void {
    this.#scheduled = false;
    if (this.#lost) return;
    if (this.#hung_up) {
      const options = this.#error === null ? {} : { cause: this.#error };
      this.#lose(this.#cut_off ? new BrokenPipeError(undefined, options) : this.#odd_error());
      return;
    }
    this._maybe_resume_protocol();
    if (this.#closing && !this.#lost && this.get_write_buffer_size() === 0) {
      this.#lost = true;
      this.#call_connection_lost(null);
    }
  }

  /** What is wrong with a stream, other than that nobody reads from it. */
  #odd_error(): Error | null {
    if (this.#error === null) return null;
    const errno = errno_of_error(this.#error);
    return errno === errno_of("EPIPE") || errno === errno_of("ECONNRESET") ? null : to_os_error(this.#error);
  }

  override get_write_buffer_size(): number {
    return this.#lost || this.#closed ? 0 : this.#end.stream.writableLength;
  }

  override write(data: BytesLike): void {
    const bytes = to_bytes(data);
    if (bytes.length === 0) return;
    if (this.#conn_lost > 0 || this.#closing) {
      if (this.#conn_lost >= LOG_THRESHOLD_FOR_CONNLOST_WRITES) {
        log_error("pipe closed by peer or os.write(pipe, data) raised exception.", null);
      }
      this.#conn_lost += 1;
      return;
    }
    const { stream } = this.#end;
    // Node has noticed, and the loop will hear of it.
    if (this.#hung_up || stream.destroyed || stream.writableEnded) return;
    const was_empty = stream.writableLength === 0;
    stream.write(bytes, this.#written);
    if (was_empty && stream.errored) {
      this.#conn_lost += 1;
      this.#lose(to_os_error(stream.errored));
    } else if (stream.writableLength > 0) this._maybe_pause_protocol();
  }

  override can_write_eof(): boolean {
    return true;
  }

  override write_eof(): void {
    if (this.#closing) return;
    this.#closing = true;
    if (this.get_write_buffer_size() === 0) this.#lose(null);
  }

  override is_closing(): boolean {
    return this.#closing;
  }

  override close(): void {
    // A pipe has nothing but its writing end.
    this.write_eof();
  }

  override abort(): void {
    this.#lose(null);
  }

  override set_protocol(protocol: BaseProtocol): void {
    this._protocol = protocol;
  }

  override get_protocol(): BaseProtocol {
    return this._protocol;
  }

  #lose(exc: Error | null): void {
    if (this.#lost) return;
    if (this.get_write_buffer_size() > 0) this.#end.stream.destroy();
    this.#closing = true;
    this.#lost = true;
    this._loop.call_soon(() => this.#call_connection_lost(exc));
  }

  #call_connection_lost(exc: Error | null): void {
    try {
      this._protocol.connection_lost(exc);
    } finally {
      this.#give_back();
    }
  }

  #give_back(): void {
    this.#closed = true;
    const { stream } = this.#end;
    stream.off("end", this.#on_hang_up);
    stream.off("close", this.#on_hang_up);
    forget_errors(stream, this.#on_error);
    this.#end.close();
    this._loop._given_back(this);
  }

  /** The loop is closed and has left this open. */
  _loop_closed(): void {
    if (!this.#closing) warn_unclosed(this._loop, `transport ${this.__repr__()}`);
    this.#closing = true;
    this.#lost = true;
    this.#give_back();
  }

  override __repr__(): string {
    const info = ["_UnixWritePipeTransport"];
    if (this.#closed) info.push("closed");
    else if (this.#closing) info.push("closing");
    info.push(`fd=${this.#end.fileno}`);
    if (this.#closed) info.push("closed");
    else {
      const size = this.get_write_buffer_size();
      info.push(size > 0 ? "polling" : "idle", `bufsize=${size}`);
    }
    return `<${info.join(" ")}>`;
  }
}

/** A pipe keeps the process alive as long as its loop runs, and no longer. */
function set_referenced(stream: Readable | Writable, referenced: boolean): void {
  const { ref, unref } = stream as { ref?(): void; unref?(): void };
  (referenced ? ref : unref)?.call(stream);
}

/** Errors are nobody's from now on; without a listener Node would end the process. */
function forget_errors(stream: Readable | Writable, listener: (error: Error) => void): void {
  stream.off("error", listener);
  if (stream.listenerCount("error") === 0) stream.on("error", () => {});
}

/** The transport of a pipe and its protocol, once the protocol knows of it. */
async function connect<T extends ReadPipeTransport | WritePipeTransport, P>(
  loop: EventLoop,
  factory: () => P,
  make: (protocol: P, waiter: Future<void>) => T,
): Promise<readonly [transport: T, protocol: P]> {
  const protocol = factory();
  const waiter = loop.create_future<void>();
  const transport = make(protocol, waiter);
  try {
    await waiter;
  } catch (error) {
    transport.close();
    throw error;
  }
  return [transport, protocol];
}

export function connect_read_end<P extends BaseProtocol>(
  loop: EventLoop,
  factory: () => P,
  end: PipeEnd<Readable>,
): Promise<readonly [transport: ReadTransport, protocol: P]> {
  return connect(loop, factory, (protocol, waiter) => new ReadPipeTransport(loop, end, protocol, waiter));
}

export function connect_write_end<P extends BaseProtocol>(
  loop: EventLoop,
  factory: () => P,
  end: PipeEnd<Writable>,
): Promise<readonly [transport: WritePipeTransport, protocol: P]> {
  return connect(loop, factory, (protocol, waiter) => new WritePipeTransport(loop, end, protocol, waiter));
}

export function connect_read_pipe(
  loop: EventLoop,
  factory: () => BaseProtocol,
  pipe: ReadablePipe,
): Promise<readonly [transport: ReadTransport, protocol: BaseProtocol]> {
  return connect(
    loop,
    factory,
    (protocol, waiter) => new ReadPipeTransport(loop, read_end(pipe), protocol, waiter),
  );
}

export function connect_write_pipe(
  loop: EventLoop,
  factory: () => BaseProtocol,
  pipe: WritablePipe,
): Promise<readonly [transport: WriteTransport, protocol: BaseProtocol]> {
  return connect(
    loop,
    factory,
    (protocol, waiter) => new WritePipeTransport(loop, write_end(pipe), protocol, waiter),
  );
}
