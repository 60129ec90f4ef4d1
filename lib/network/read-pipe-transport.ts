/**
 * The transport that reads from a pipe, as CPython's `_UnixReadPipeTransport`.
 *
 * As with sockets, Node reads by itself: what it has read waits here for a handle of the loop, which hands over as much
 * as one read would have given. So callbacks come in CPython's order and contexts.
 */
import type { Readable } from "node:stream";
import type { Handle } from "../events.js";
import type { Future } from "../futures.js";
import { as_method, method_of } from "../internal/methods.js";
import { to_os_error } from "../internal/node/errors.js";
import { forget_errors, type PipeEnd, unreference } from "../internal/node/pipe-ends.js";
import type { EventLoop, Resource } from "../node-events.js";
import type { BaseProtocol, Protocol } from "../protocols.js";
import { type Named, the_argument } from "../python/arguments.js";
import { OSError } from "../python/exceptions.js";
import { errno_of } from "../python/strerror.js";
import { type BaseTransport, ReadTransport, to_bytes } from "../transports.js";
import { detached_handle } from "./handles.js";
import { Received } from "./received.js";
import { warn_unclosed } from "./unclosed.js";
import { set_result_unless_cancelled } from "./waiters.js";

export class ReadPipeTransport extends ReadTransport implements Resource {
  readonly #loop: EventLoop;
  readonly #end: PipeEnd<Readable>;
  #protocol: BaseProtocol;
  #closing = false;
  #closed = false;
  #paused = false;

  readonly #received: Received = new Received();
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
    this.#received.push(to_bytes(chunk));
    if (this.#received.is_full) {
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
    unreference(stream);
    if (stream.errored) this.#on_error(stream.errored);
    else if (stream.readableEnded || stream.destroyed) this.#on_end();
    loop._opened(this);
    loop.call_soon(method_of(protocol, "connection_made"), this as BaseTransport);
    loop.call_soon(() => this.#start_reading());
    if (waiter !== null) loop.call_soon(set_result_unless_cancelled, waiter);
  }

  #start_reading(): void {
    if (this.#closing) return;
    this.#end.stream.on("data", this.#on_data);
    if (this.is_reading()) this.#end.stream.resume();
    else this.#end.stream.pause();
    this.#watch();
  }

  /** The present context is that of the protocol's callbacks from now on. */
  #watch(): void {
    if (this.#scheduled) this.#reader?.cancel();
    this.#scheduled = false;
    this.#reader = detached_handle(this.#loop, this.#read_ready);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#reader === null || !this.is_reading()) return;
    if (this.#received.size === 0 && !this.#ended && this.#error === null) return;
    this.#scheduled = true;
    this.#loop._add(this.#reader);
  }

  /** What CPython does when a pipe can be read. */
  readonly #read_ready = as_method("_UnixReadPipeTransport._read_ready", (): void => {
    this.#scheduled = false;
    if (!this.is_reading()) return;
    try {
      if (this.#received.size > 0) (this.#protocol as Protocol).data_received(this.#received.take());
      else if (this.#error !== null) this.#fatal_error(this.#error);
      else if (this.#ended) this.#read_eof();
    } finally {
      if (this.#throttled && !this.#received.is_full) {
        this.#throttled = false;
        if (this.is_reading()) this.#end.stream.resume();
      }
      this.#schedule();
    }
  });

  #read_eof(): void {
    this.#closing = true;
    const protocol = this.#protocol as Protocol;
    this.#loop.call_soon(method_of(protocol, "eof_received"));
    this.#lose(null);
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
    this.#watch();
  }

  override set_protocol(protocol: BaseProtocol | Named<"protocol", BaseProtocol>): void {
    this.#protocol = the_argument("set_protocol", "protocol", protocol);
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
    this.#received.clear();
    const lost = (error: Error | null): void => this.#call_connection_lost(error);
    this.#loop.call_soon(as_method("_UnixReadPipeTransport._call_connection_lost", lost), exc);
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
    else if (this.#loop.is_closed()) info.push("open");
    else info.push(this.#reader !== null && this.is_reading() ? "polling" : "idle");
    return `<${info.join(" ")}>`;
  }
}
