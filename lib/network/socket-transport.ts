/**
 * A transport over one of Node's stream sockets, TCP or Unix, as CPython's `_SelectorSocketTransport`.
 *
 * CPython is told that a socket can be read, and reads in a handle of its loop. Node reads by itself and between the
 * loop's iterations: what it has read waits here for such a handle, which then hands over as much as one `recv` would
 * have given, and the end of file or an error in a later iteration. So callbacks come in CPython's order, in its
 * contexts, and never in the middle of another task's step.
 *
 * What it does besides reading stands below it: writing in `SocketWriteTransport`, the end in `BaseSocketTransport`.
 */
import type { Handle } from "../events.js";
import type { Future } from "../futures.js";
import { as_method, method_of } from "../internal/methods.js";
import type { NodeSocket } from "../internal/node/node-socket.js";
import { tap } from "../internal/node/socket-shortcuts.js";
import type { EventLoop } from "../node-events.js";
import { type BaseProtocol, BufferedProtocol, type Protocol } from "../protocols.js";
import type { Named } from "../python/arguments.js";
import { is_fatal, RuntimeError } from "../python/exceptions.js";
import { repr, type_name } from "../python/repr.js";
import type { Server } from "../server.js";
import type { BaseTransport } from "../transports.js";
import type { BaseSocketTransport, SocketTransportOptions } from "./base-socket-transport.js";
import { detached_handle } from "./handles.js";
import { Received } from "./received.js";
import { SocketWriteTransport } from "./socket-write-transport.js";
import { set_result_unless_cancelled } from "./waiters.js";

/** What Node reads at once at most, in bytes. */
const NODE_READS = 64 * 1024;

/** The protocol of a stream. */
interface StreamProtocol extends Protocol {
  /** Puts chunks together itself, which spares copying them. */
  _chunks_received(chunks: readonly Buffer[]): void;
  /** Whether `data_received` runs nobody else's code. */
  readonly _is_plain: boolean;
}

export class SocketTransport extends SocketWriteTransport {
  #buffered = false;
  #paused = false;
  /** Whether it waits for nothing more to read, since the protocol keeps it open after the end of file. */
  #stopped = false;

  readonly #received: Received = new Received();
  #ended = false;
  #seen_end = false;
  #is_gone = false;
  /** Whether the error is one of writing too, which whoever has paused reading is told as well. */
  #writes_fail = false;
  #throttled = false;
  #untap: () => void = () => {};
  /** Whether reading has begun: not before the connection is made. */
  #begun = false;
  /** Runs `#ready` in the loop. */
  #reader: Handle | null = null;
  #scheduled = false;

  readonly #on_data = (chunk: Buffer): void => {
    if (this._closing) {
      this._left_unread = true;
      return;
    }
    this.#received.push(chunk);
    // There is more.
    if (chunk.length >= NODE_READS) this._loop._poll_again();
    if (this.#received.is_full) {
      this.#throttled = true;
      this._socket.pause();
    }
    this.#schedule();
  };
  readonly #on_end = (): void => {
    this.#ended = true;
    this.#seen_end = true;
    this.#schedule();
  };
  readonly #on_error = (error: Error): void => {
    const { writableLength } = this._socket;
    const { syscall } = error as NodeJS.ErrnoException;
    this.#writes_fail ||=
      writableLength > 0 || this._protocol_paused || syscall?.startsWith("write") === true;
    this._error ??= this._convert_error(error);
    this.#schedule();
  };
  readonly #on_close = (): void => {
    // Without an end or an error, somebody else has destroyed it: nothing is left to be kept open.
    if (this._error === null && !this.#seen_end) {
      this.#is_gone = true;
      this.#on_end();
    } else if (this._closing) this.#schedule();
  };

  constructor(
    loop: EventLoop,
    native: NodeSocket,
    protocol: BaseProtocol,
    options: SocketTransportOptions = {},
  ) {
    super(loop, native, protocol, options);
    this.set_protocol(protocol);
    const socket = this._socket;
    socket.on("error", this.#on_error);
    // What a TLS socket of a server tells of its connection, once it is made.
    socket.on("_tlsError", this.#on_error);
    socket.on("end", this.#on_end);
    socket.on("close", this.#on_close);
    if (socket.errored) this._error = this._convert_error(socket.errored);
    else if (socket.destroyed) this.#on_end();
  }

  /** Has `connection_made` called, then reading begin, then the waiter woken: each by a handle of its own. */
  _begin(waiter: Future<void> | null): void {
    const loop = this._loop;
    const protocol = this._protocol;
    loop.call_soon(method_of(protocol, "connection_made"), this as BaseTransport);
    loop.call_soon(() => this._start_reading());
    if (waiter !== null) loop.call_soon(set_result_unless_cancelled, waiter);
  }

  /** Has to be called in a callback of the loop: its context is that of the protocol's callbacks. */
  protected _start_reading(): void {
    if (this._conn_lost > 0) return;
    this.#begun = true;
    this._watch();
    this._socket.on("data", this.#on_data);
    this.#untap = tap(this._socket, this.#on_data);
    if (this.is_reading()) this._socket.resume();
    else this._socket.pause();
    this._loop._poll_soon();
  }

  /** From now on the loop hears of errors; its context is the present one. */
  protected _watch(): void {
    if (this.#scheduled) this.#reader?.cancel();
    this.#scheduled = false;
    this.#reader = detached_handle(this._loop, this.#ready, this.#feed);
    if (this.#has_more()) this.#schedule();
  }

  // ---- reading

  #schedule(): void {
    if (this.#scheduled || this.#reader === null) return;
    const fatal = this.#has_failed() || this._is_cut_off();
    if (!fatal && !this.is_reading() && !this._reads_while_closing()) return;
    this.#scheduled = true;
    this._loop._add(this.#reader);
  }

  /** Whether there is an error to be told now: one of reading comes behind what was not read yet. */
  #has_failed(): boolean {
    return this._error !== null && (!this.#paused || this.#writes_fail || this._closing || !this._is_native);
  }

  /** Whether the end of file still matters after `close()`. */
  protected _reads_while_closing(): boolean {
    return false;
  }

  /** What `#ready` does for a stream with a message, and nothing else to see to. */
  readonly #feed = (): boolean => {
    const protocol = this._protocol as Partial<StreamProtocol>;
    const chunk = this.#received.only;
    if (protocol._is_plain !== true || chunk === null || this.#throttled) return false;
    if (this.#ended || this._error !== null || !this.is_reading() || this._conn_lost > 0) return false;
    try {
      protocol.data_received?.(chunk);
    } catch {
      // It was refused, and will be once more, where errors are seen to.
      return false;
    }
    this.#scheduled = false;
    this.#received.drop_only();
    return true;
  };

  /** What CPython does when a socket can be read. */
  readonly #ready = as_method("_SelectorSocketTransport._read_ready", (): void => {
    this.#scheduled = false;
    if (this._conn_lost > 0) return;
    if (this.#received.size > 0 && this.is_reading()) this.#read();
    else if (this.#has_failed()) this._fatal_error(this._error, "Fatal read error on socket transport");
    else if (this.#ended && (this._closing ? this._reads_while_closing() : !this.#paused)) {
      this.#ended = false;
      this._read_eof();
    } else if (this._is_cut_off()) this._force_close(null);
    if (this._conn_lost === 0 && this.#has_more()) this.#schedule();
  });

  #has_more(): boolean {
    if (this.#received.size > 0 || this.#ended || this._error !== null) return true;
    return this._is_cut_off();
  }

  /** Whether nothing comes any more of what `close()` waits for. */
  protected _is_cut_off(): boolean {
    return this._closing && this._socket.destroyed;
  }

  #read(): void {
    let method = "data_received";
    try {
      if (this.#buffered) {
        method = "get_buffer";
        const count = this.#received.take_into(this.#get_buffer());
        method = "buffer_updated";
        (this._protocol as BufferedProtocol).buffer_updated(count);
      } else {
        const protocol = this._protocol as Protocol & Partial<StreamProtocol>;
        if (this.#received.only === null && protocol._chunks_received !== undefined) {
          protocol._chunks_received(this.#received.take_chunks());
        } else protocol.data_received(this.#received.take());
      }
    } catch (error) {
      if (is_fatal(error)) throw error;
      this._fatal_error(error, this._failed_read(method));
    }
    if (this.#throttled && !this.#received.is_full) {
      this.#throttled = false;
      if (this.is_reading()) this._socket.resume();
    }
  }

  /** What is reported of a protocol's method that has raised. */
  protected _failed_read(method: string): string {
    return `Fatal error: protocol.${method}() call failed.`;
  }

  #get_buffer(): Uint8Array {
    const buffer: unknown = (this._protocol as BufferedProtocol).get_buffer(-1);
    if (!(buffer instanceof Uint8Array)) {
      throw new TypeError(`object of type ${repr(type_name(buffer))} has no len()`);
    }
    if (buffer.length === 0) throw new RuntimeError("get_buffer() returned an empty buffer");
    return buffer;
  }

  /** The other end writes no more. */
  protected _read_eof(): void {
    let method = "eof_received";
    let keep_open: unknown;
    try {
      if (this.#buffered) {
        // CPython has to ask for a buffer before it can see the end.
        method = "get_buffer";
        this.#get_buffer();
        method = "eof_received";
      }
      keep_open = (this._protocol as Protocol).eof_received();
    } catch (error) {
      if (is_fatal(error)) throw error;
      this._fatal_error(error, this._failed_read(method));
      return;
    }
    if (keep_open && !this.#is_gone) this.#stopped = true;
    else this.close();
  }

  protected override get _unread(): number {
    return this.#received.size;
  }

  protected override _drop_unread(): void {
    this.#received.clear();
  }

  override is_reading(): boolean {
    return !this._closing && !this.#paused;
  }

  protected override get _is_polling(): boolean {
    return this.#begun && this.is_reading() && !this.#stopped;
  }

  override pause_reading(): void {
    if (!this.is_reading()) return;
    this.#paused = true;
    this._socket.pause();
  }

  override resume_reading(): void {
    if (this._closing || !this.#paused) return;
    this.#paused = false;
    if (!this.#begun) return;
    // Whoever reads on comes to the same end.
    if (this.#stopped) this.#ended = true;
    this.#stopped = false;
    this._watch();
    if (!this.#throttled) this._socket.resume();
    this._loop._poll_soon();
  }

  // ---- protocols

  override set_protocol(protocol: BaseProtocol | Named<"protocol", BaseProtocol>): void {
    super.set_protocol(protocol);
    this.#buffered = this._protocol instanceof BufferedProtocol;
  }

  /** What was read and not consumed goes back into the socket, for whoever has it next. */
  override _hand_over<T extends BaseSocketTransport>(
    to: (native: NodeSocket, server: Server | null) => T,
  ): T {
    const socket = this._socket;
    socket.removeListener("data", this.#on_data);
    socket.removeListener("end", this.#on_end);
    socket.removeListener("close", this.#on_close);
    socket.pause();
    this.#untap();
    if (this.#received.size > 0) socket.unshift(this.#received.take_all());
    if (this.#scheduled) this.#reader?.cancel();
    return super._hand_over(to);
  }
}
