/**
 * A transport over one of Node's stream sockets, TCP or Unix, as CPython's `_SelectorSocketTransport`.
 *
 * CPython is told that a socket can be read, and reads in a handle of its loop. Node reads by itself and between the
 * loop's iterations: what it has read waits here for such a handle, which then hands over as much as one `recv` would
 * have given, and the end of file or an error in a later iteration. So callbacks come in CPython's order, in its
 * contexts, and never in the middle of another task's step.
 *
 * Writing is Node's: its buffer is the write buffer whose size the protocol is told of.
 */
import type { Socket } from "node:net";
import type { Handle } from "../events.js";
import type { Future } from "../futures.js";
import { log_error } from "../internal/exception-handler.js";
import { as_method, method_of } from "../internal/methods.js";
import { to_os_error } from "../internal/node/errors.js";
import { type NodeSocket, unsent } from "../internal/node/node-socket.js";
import { send_now, tap } from "../internal/node/socket-shortcuts.js";
import type { EventLoop, Resource } from "../node-events.js";
import { type BaseProtocol, BufferedProtocol, type Protocol } from "../protocols.js";
import { is_fatal, OSError, RuntimeError } from "../python/exceptions.js";
import { repr, type_name } from "../python/repr.js";
import type { Server } from "../server.js";
import { type BaseTransport, type BytesLike, FlowControlTransport, to_bytes } from "../transports.js";
import { TransportSocket } from "../trsock.js";
import { detached_handle } from "./handles.js";
import { Received } from "./received.js";
import { warn_unclosed } from "./unclosed.js";

const NOTHING: Buffer = Buffer.alloc(0);
/** What Node reads at once at most, in bytes. */
const NODE_READS = 64 * 1024;
const WRITE_ERROR = "Fatal write error on socket transport";
/** After the connection is lost, this many writes are ignored in silence. */
const LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5;

/** The protocol of a stream. */
interface StreamProtocol extends Protocol {
  /** Puts chunks together itself, which spares copying them. */
  _chunks_received(chunks: readonly Buffer[]): void;
  /** Whether `data_received` runs nobody else's code. */
  readonly _is_plain: boolean;
}

/** How a transport is made. */
export interface SocketTransportOptions {
  readonly server?: Server | null | undefined;
  /** What `get_extra_info` shall know besides. */
  readonly extra?: Record<string, unknown>;
  /** What is read and written in place of the native socket itself: TLS. */
  readonly socket?: Socket;
}

export class SocketTransport extends FlowControlTransport implements Resource {
  readonly _socket: Socket;
  protected _protocol: BaseProtocol;
  readonly #native: NodeSocket;
  #server: Server | null;
  #buffered = false;

  /** Whether `close()` or something like it was called. */
  protected _closing = false;
  /** How often the loss of the connection was reported, or a write ignored since. */
  protected _conn_lost = 0;
  /** Whether `sendfile` is under way: nobody else may write then. */
  _sends_file = false;
  /** Whether `write_eof()` was called. */
  #eof_written = false;
  #paused = false;
  /** Whether it waits for nothing more to read, since the protocol keeps it open after the end of file. */
  #stopped = false;
  #closed = false;

  readonly #received: Received = new Received();
  /** Whether something came that nobody has got, since it was closed before. */
  #left_unread = false;
  #ended = false;
  #seen_end = false;
  #error: Error | null = null;
  /** Whether the error is one of writing too, which whoever has paused reading is told as well. */
  #writes_fail = false;
  #throttled = false;
  #untap: () => void = () => {};
  /** Whether reading has begun: not before the connection is made. */
  #begun = false;
  /** Runs `#ready` in the loop. */
  #reader: Handle | null = null;
  #scheduled = false;
  #writer: Handle | null = null;
  /** Who has the socket since `start_tls`. */
  #successor: SocketTransport | null = null;

  readonly #on_data = (chunk: Buffer): void => {
    if (this._closing) {
      this.#left_unread = true;
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
    this.#error ??= this._convert_error(error);
    this.#schedule();
  };
  readonly #on_close = (): void => {
    // Without an end or an error, somebody else has destroyed it.
    if (this.#error === null && !this.#seen_end) this.#on_end();
    else if (this._closing) this.#schedule();
  };
  readonly #written = (): void => {
    if (this._protocol_paused || this._closing) this.#write_ready();
  };

  constructor(
    loop: EventLoop,
    native: NodeSocket,
    protocol: BaseProtocol,
    options: SocketTransportOptions = {},
  ) {
    super(loop, {
      socket: new TransportSocket(native),
      sockname: native.sockname,
      peername: native.peername,
      ...options.extra,
    });
    this.#native = native;
    this._socket = options.socket ?? native.socket;
    this._protocol = protocol;
    this.set_protocol(protocol);
    this.#server = options.server ?? null;
    this.#server?._attach(this);
    loop._opened(this);
    const socket = this._socket;
    socket.on("error", this.#on_error);
    // What a TLS socket of a server tells of its connection, once it is made.
    socket.on("_tlsError", this.#on_error);
    socket.on("end", this.#on_end);
    socket.on("close", this.#on_close);
    // It keeps the process alive as long as its loop runs, and no longer.
    socket.unref();
    if (socket.errored) this.#error = this._convert_error(socket.errored);
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
    const fatal = this.#has_failed() || (this._closing && this._socket.destroyed);
    if (!fatal && !this.is_reading() && !this._reads_while_closing()) return;
    this.#scheduled = true;
    this._loop._add(this.#reader);
  }

  /** Whether there is an error to be told now: one of reading comes behind what was not read yet. */
  #has_failed(): boolean {
    return this.#error !== null && (!this.#paused || this.#writes_fail || this._closing || !this.#is_native);
  }

  /** Whether the native socket itself is what is read and written. */
  get #is_native(): boolean {
    return this._socket === this.#native.socket;
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
    if (this.#ended || this.#error !== null || !this.is_reading() || this._conn_lost > 0) return false;
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
    else if (this.#has_failed()) this._fatal_error(this.#error, "Fatal read error on socket transport");
    else if (this.#ended && (this._closing ? this._reads_while_closing() : !this.#paused)) {
      this.#ended = false;
      this._read_eof();
    } else if (this._closing && this._socket.destroyed) this._force_close(null);
    if (this._conn_lost === 0 && this.#has_more()) this.#schedule();
  });

  #has_more(): boolean {
    if (this.#received.size > 0 || this.#ended || this.#error !== null) return true;
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
    if (keep_open) this.#stopped = true;
    else this.close();
  }

  override is_reading(): boolean {
    return !this._closing && !this.#paused;
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

  // ---- writing

  override write(data: BytesLike): void {
    const bytes = to_bytes(data);
    this.#check_writable("write");
    this._send(bytes);
  }

  /** Writes, also while a file is sent. */
  _send(bytes: Buffer): void {
    if (bytes.length === 0 || this.#is_lost()) return;
    this._loop._poll_soon();
    const socket = this._socket;
    if (socket.writableLength === 0 && this.#is_native) {
      // Nearly always it is sent at once; whoever asked to be told would pay for it with a tick of Node's.
      let sent: number;
      try {
        sent = send_now(socket, bytes);
      } catch (error) {
        this.#write_failed(error as Error);
        return;
      }
      if (sent === bytes.length) return;
      socket.write(sent === 0 ? bytes : bytes.subarray(sent));
      if (this.#has_not_written() || socket.writableLength === 0) return;
      this.#watch_writing();
      // It was not: what is asked behind it is told when it is sent.
      socket.write(NOTHING, this.#written);
    } else {
      // TLS never sends at once.
      if (socket.writableLength === 0) this.#watch_writing();
      socket.write(bytes, this.#written);
    }
    this._maybe_pause_protocol();
  }

  override writelines(list_of_data: Iterable<BytesLike>): void {
    const parts = [...list_of_data].map((data) => to_bytes(data)).filter((bytes) => bytes.length > 0);
    this.#check_writable("writelines");
    if (parts.length === 0 || this.#is_lost()) return;
    this._loop._poll_soon();
    const socket = this._socket;
    const was_empty = socket.writableLength === 0;
    socket.cork();
    for (const bytes of parts) socket.write(bytes, this.#written);
    socket.uncork();
    if (this.#has_not_written() || socket.writableLength === 0) return;
    if (was_empty) this.#watch_writing();
    this._maybe_pause_protocol();
  }

  /** @throws RuntimeError after `write_eof()` and during `sendfile()`. */
  #check_writable(method: string): void {
    if (this.#eof_written) throw new RuntimeError(`Cannot call ${method}() after write_eof()`);
    if (this._sends_file) throw new RuntimeError(`unable to ${method}; sendfile is in progress`);
  }

  #is_lost(): boolean {
    if (this._conn_lost > 0) {
      if (this._conn_lost >= LOG_THRESHOLD_FOR_CONNLOST_WRITES) log_error(this._lost_message, null);
      this._conn_lost += 1;
      return true;
    }
    if (this.#error !== null && this.#is_native) {
      this._fatal_error(this.#error, WRITE_ERROR);
      return true;
    }
    // Node has noticed, and the loop will hear of it.
    return this._socket.destroyed || this._socket.writableEnded;
  }

  /** Whether Node's own write has failed on the spot. */
  #has_not_written(): boolean {
    const { errored } = this._socket;
    if (errored === null || !this.#is_native) return false;
    this.#write_failed(errored);
    return true;
  }

  #write_failed(error: Error): void {
    this._fatal_error(this._convert_error(error), WRITE_ERROR);
  }

  protected get _lost_message(): string {
    return "socket.send() raised exception.";
  }

  /** Something has to wait: the protocol is told that it was sent in the context of who has written it. */
  #watch_writing(): void {
    this.#writer = detached_handle(this._loop, this.#on_written);
  }

  readonly #on_written = as_method("_SelectorSocketTransport._write_ready", (): void => this._after_write());

  /** Some of the write buffer was sent, and somebody wants to know. */
  #write_ready(): void {
    if (this.#writer !== null) this._loop._add(this.#writer);
  }

  protected _after_write(): void {
    if (this._conn_lost > 0) return;
    this._maybe_resume_protocol();
    if (this._socket.writableLength > 0) return;
    if (this._closing) this._flushed();
  }

  override get_write_buffer_size(): number {
    if (this._conn_lost > 0) return 0;
    return this.#is_native ? unsent(this._socket) : this._socket.writableLength;
  }

  override can_write_eof(): boolean {
    return true;
  }

  override write_eof(): void {
    if (this._closing || this.#eof_written) return;
    this.#eof_written = true;
    this._socket.end();
    this._loop._poll_soon();
  }

  // ---- the end

  override is_closing(): boolean {
    return this.#successor?.is_closing() ?? this._closing;
  }

  override close(): void {
    if (this.#successor !== null) this.#successor.close();
    if (this._closing) return;
    this._closing = true;
    this.#left_unread = this.#has_unread();
    this._drop_unread();
    this._socket.pause();
    if (this._socket.writableLength === 0 || this._socket.destroyed) this._flushed();
  }

  /** What the protocol has not got, it will not get any more. */
  protected _drop_unread(): void {
    this.#received.clear();
  }

  /** All is written after `close()`. */
  protected _flushed(): void {
    this._conn_lost += 1;
    this.#lose(null);
  }

  override abort(): void {
    if (this.#successor !== null) this.#successor.abort();
    else this._force_close(null);
  }

  /** What of Node's errors the protocol gets. */
  protected _convert_error(error: Error): Error {
    return to_os_error(error);
  }

  protected _fatal_error(error: unknown, message: string): void {
    if (!(error instanceof OSError)) {
      this._loop.call_exception_handler({
        message,
        exception: error,
        transport: this,
        protocol: this._protocol,
      });
    }
    this._force_close(error as Error);
  }

  /** What was not read turns the end into a reset, for the other side to see: the system does it, Node has read it. */
  #has_unread(): boolean {
    return this.#received.size + this._socket.readableLength > 0;
  }

  _force_close(exc: Error | null): void {
    if (this._conn_lost > 0) return;
    if (this.#has_unread()) this.#native.reset();
    else if (this._socket.writableLength > 0) this._socket.destroy();
    this._closing = true;
    this._conn_lost += 1;
    this._drop_unread();
    this._socket.pause();
    this.#lose(exc);
  }

  #lose(exc: Error | null): void {
    const lost = (error: Error | null): void => this._call_connection_lost(error);
    this._loop.call_soon(as_method(this._lost_name, lost), exc);
  }

  /** Where a report says that `connection_lost` has raised. */
  protected get _lost_name(): string {
    return "_SelectorSocketTransport._call_connection_lost";
  }

  protected _call_connection_lost(exc: Error | null): void {
    try {
      if (this._protocol_knows) this._protocol.connection_lost(exc);
    } finally {
      this.#give_back();
    }
  }

  /** Whether `connection_made` was called, or will have been. */
  protected get _protocol_knows(): boolean {
    return true;
  }

  #give_back(): void {
    this.#closed = true;
    this._drop_unread();
    if (this.#left_unread && this.#is_native) this.#native.reset();
    this._socket.destroy();
    this.#native.close();
    this._loop._poll_soon();
    this._loop._given_back(this);
    this.#server?._detach(this);
    this.#server = null;
  }

  /** The loop is closed and has left this open. */
  _loop_closed(): void {
    if (!this._closing) warn_unclosed(this._loop, `transport ${this.__repr__()}`);
    this._closing = true;
    this._conn_lost += 1;
    this.#give_back();
  }

  // ---- protocols

  override set_protocol(protocol: BaseProtocol): void {
    this._protocol = protocol;
    this.#buffered = protocol instanceof BufferedProtocol;
  }

  override get_protocol(): BaseProtocol {
    return this._protocol;
  }

  /** Hands the socket over to the transport that `start_tls` makes; what was read and not consumed goes back into it. */
  _hand_over(to: (native: NodeSocket, server: Server | null) => SocketTransport): SocketTransport {
    const socket = this._socket;
    socket.removeListener("data", this.#on_data);
    socket.removeListener("end", this.#on_end);
    socket.removeListener("close", this.#on_close);
    socket.pause();
    this.#untap();
    if (this.#received.size > 0) socket.unshift(this.#received.take_all());
    if (this.#scheduled) this.#reader?.cancel();
    const successor = to(this.#native, this.#server);
    this.#successor = successor;
    this._loop._given_back(this);
    this.#server?._detach(this);
    this.#server = null;
    return successor;
  }

  protected get _name(): string {
    return "_SelectorSocketTransport";
  }

  override __repr__(): string {
    const info = [this._name];
    if (this.#closed) info.push("closed");
    else if (this._closing) info.push("closing");
    info.push(`fd=${this.#native.last_fileno()}`);
    if (!this.#closed && !this._loop.is_closed()) {
      const size = this.get_write_buffer_size();
      const reads = this.#begun && this.is_reading() && !this.#stopped;
      info.push(`read=${reads ? "polling" : "idle"}`);
      info.push(`write=<${size > 0 ? "polling" : "idle"}, bufsize=${size}>`);
    }
    return `<${info.join(" ")}>`;
  }
}

/** For a waiter that a cancelled task may have given up. */
export function set_result_unless_cancelled(future: Future<void>): void {
  if (!future.done()) future.set_result(undefined);
}
