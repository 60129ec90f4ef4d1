/**
 * The writing side of a transport over one of Node's stream sockets.
 *
 * Writing is Node's: its buffer is the write buffer whose size the protocol is told of. A short message is sent past it,
 * as CPython's `write` does with all, where nothing waits before it.
 */
import type { Handle } from "../events.js";
import { log_error } from "../internal/exception-handler.js";
import { as_method } from "../internal/methods.js";
import { unsent } from "../internal/node/node-socket.js";
import { send_now } from "../internal/node/socket-shortcuts.js";
import { type Named, the_argument } from "../python/arguments.js";
import { RuntimeError } from "../python/exceptions.js";
import { type BytesLike, type LinesOfBytes, list_of_bytes, to_bytes } from "../transports.js";
import { BaseSocketTransport } from "./base-socket-transport.js";
import { detached_handle } from "./handles.js";

const NOTHING: Buffer = Buffer.alloc(0);
const WRITE_ERROR = "Fatal write error on socket transport";
/** After the connection is lost, this many writes are ignored in silence. */
const LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5;

export abstract class SocketWriteTransport extends BaseSocketTransport {
  /** Whether `sendfile` is under way: nobody else may write then. */
  _sends_file = false;
  /** Whether `write_eof()` was called. */
  #eof_written = false;
  /** Runs `_after_write` in the loop. */
  #writer: Handle | null = null;

  /** Some of the write buffer was sent, which may matter to somebody. */
  readonly #written = (): void => {
    if (this._waits_for_writing && this.#writer !== null) this._loop._add(this.#writer);
  };

  /** Whether it matters that some was sent. */
  protected get _waits_for_writing(): boolean {
    return this._protocol_paused || this._closing;
  }

  override write(data: BytesLike | Named<"data", BytesLike>): void {
    const bytes = to_bytes(the_argument("write", "data", data));
    this.#check_writable("write");
    this._send(bytes);
  }

  /** Writes, also while a file is sent. */
  _send(bytes: Buffer): void {
    if (bytes.length === 0 || this.#is_lost(bytes.length)) return;
    this._loop._poll_soon();
    const socket = this._socket;
    if (socket.writableLength === 0 && this._is_native) {
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

  override writelines(list_of_data: LinesOfBytes): void {
    const parts = list_of_bytes(list_of_data).filter((bytes) => bytes.length > 0);
    this.#check_writable("writelines");
    const size = parts.reduce((sum, bytes) => sum + bytes.length, 0);
    if (parts.length === 0 || this.#is_lost(size)) return;
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

  #is_lost(size: number): boolean {
    if (this._conn_lost > 0) {
      if (this._conn_lost >= LOG_THRESHOLD_FOR_CONNLOST_WRITES) log_error(this._lost_message, null);
      this._conn_lost += 1;
      return true;
    }
    if (this._error !== null && this._is_native) {
      this._fatal_error(this._error, WRITE_ERROR);
      return true;
    }
    if (!this._socket.destroyed && !this._socket.writableEnded) return false;
    if (!this._closing) this._drop(size);
    return true;
  }

  /** Whether Node's own write has failed on the spot. */
  #has_not_written(): boolean {
    const { errored } = this._socket;
    if (errored === null || !this._is_native) return false;
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

  protected _after_write(): void {
    if (this._conn_lost > 0) return;
    this._maybe_resume_protocol();
    if (this._socket.writableLength > 0) return;
    if (this._closing) this._flushed();
  }

  override get_write_buffer_size(): number {
    if (this._conn_lost > 0) return 0;
    return this._dropped + (this._is_native ? unsent(this._socket) : this._socket.writableLength);
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
}
