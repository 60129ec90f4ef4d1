/**
 * The transport that writes to a pipe, as CPython's `_UnixWritePipeTransport`.
 *
 * Writing is Node's, whose buffer is the write buffer that the protocol is told of. That the other end is closed is
 * heard at once where Node hears of it, which is a child's standard input and sockets; of other pipes when writing.
 */
import type { Writable } from "node:stream";
import type { Handle } from "../events.js";
import type { Future } from "../futures.js";
import { log_error } from "../internal/exception-handler.js";
import { as_method, method_of } from "../internal/methods.js";
import { errno_of_error, to_os_error } from "../internal/node/errors.js";
import { unsent } from "../internal/node/node-socket.js";
import { forget_errors, type PipeEnd, unreference } from "../internal/node/pipe-ends.js";
import type { EventLoop, Resource } from "../node-events.js";
import type { BaseProtocol } from "../protocols.js";
import { type Named, the_argument } from "../python/arguments.js";
import { BrokenPipeError } from "../python/exceptions.js";
import { errno_of } from "../python/strerror.js";
import { type BaseTransport, type BytesLike, FlowControlTransport, to_bytes } from "../transports.js";
import { detached_handle } from "./handles.js";
import { warn_unclosed } from "./unclosed.js";
import { set_result_unless_cancelled } from "./waiters.js";

/** After the pipe is lost, this many writes are ignored in silence. */
const LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5;

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
  /** The same, in the context of who has written what waits. */
  #writer: Handle | null = null;
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
    if (this._protocol_paused || this.#closing) this.#schedule(this.#writer);
  };

  constructor(loop: EventLoop, end: PipeEnd<Writable>, protocol: BaseProtocol, waiter: Future<void> | null) {
    super(loop, { pipe: end.pipe });
    this.#end = end;
    this._protocol = protocol;
    const { stream } = end;
    stream.on("error", this.#on_error);
    stream.on("end", this.#on_hang_up);
    stream.on("close", this.#on_hang_up);
    unreference(stream);
    if (stream.errored) this.#on_error(stream.errored);
    else if (stream.destroyed) this.#on_hang_up();
    loop._opened(this);
    loop.call_soon(method_of(protocol, "connection_made"), this as BaseTransport);
    loop.call_soon(() => this.#start_watching());
    if (waiter !== null) loop.call_soon(set_result_unless_cancelled, waiter);
  }

  /** Has to be called in a callback of the loop: its context is that of the protocol's callbacks. */
  #start_watching(): void {
    if (this.#lost) return;
    this.#watcher = detached_handle(this._loop, this.#ready);
    if (this.#hung_up || this.#closing) this.#schedule();
  }

  #schedule(handle: Handle | null = this.#watcher): void {
    if (this.#scheduled || this.#watcher === null || handle === null || this.#lost) return;
    this.#scheduled = true;
    this._loop._add(handle);
  }

  readonly #ready = as_method("_UnixWritePipeTransport._write_ready", (): void => {
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
  });

  /** What is wrong with a stream, other than that nobody reads from it. */
  #odd_error(): Error | null {
    if (this.#error === null) return null;
    const errno = errno_of_error(this.#error);
    return errno === errno_of("EPIPE") || errno === errno_of("ECONNRESET") ? null : to_os_error(this.#error);
  }

  override get_write_buffer_size(): number {
    return this.#lost || this.#closed ? 0 : this._dropped + unsent(this.#end.stream);
  }

  override write(data: BytesLike | Named<"data", BytesLike>): void {
    const bytes = to_bytes(the_argument("write", "data", data));
    if (bytes.length === 0) return;
    if (this.#conn_lost > 0 || this.#closing) {
      if (this.#conn_lost >= LOG_THRESHOLD_FOR_CONNLOST_WRITES) {
        log_error("pipe closed by peer or os.write(pipe, data) raised exception.", null);
      }
      this.#conn_lost += 1;
      return;
    }
    const { stream } = this.#end;
    if (this.#hung_up || stream.destroyed || stream.writableEnded) {
      this._drop(bytes.length);
      return;
    }
    const was_empty = stream.writableLength === 0;
    stream.write(bytes, this.#written);
    this._loop._poll_soon();
    if (was_empty && stream.errored) {
      this.#conn_lost += 1;
      this.#lose(to_os_error(stream.errored));
    } else if (stream.writableLength > 0) {
      if (was_empty) this.#writer = detached_handle(this._loop, this.#ready);
      this._maybe_pause_protocol();
    }
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

  override set_protocol(protocol: BaseProtocol | Named<"protocol", BaseProtocol>): void {
    this._protocol = the_argument("set_protocol", "protocol", protocol);
  }

  override get_protocol(): BaseProtocol {
    return this._protocol;
  }

  #lose(exc: Error | null): void {
    if (this.#lost) return;
    if (this.get_write_buffer_size() > 0) this.#end.stream.destroy();
    this.#closing = true;
    this.#lost = true;
    const lost = (error: Error | null): void => this.#call_connection_lost(error);
    this._loop.call_soon(as_method("_UnixWritePipeTransport._call_connection_lost", lost), exc);
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
    else if (this._loop.is_closed()) info.push("open");
    else {
      const size = this.get_write_buffer_size();
      info.push(size > 0 ? "polling" : "idle", `bufsize=${size}`);
    }
    return `<${info.join(" ")}>`;
  }
}
