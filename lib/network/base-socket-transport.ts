/**
 * What has one of Node's stream sockets, and how it gives it back, as CPython's `_SelectorTransport`.
 *
 * Both ways to an end (`close()`, which waits for what is written, and an error or `abort()`, which do not) call the
 * protocol's `connection_lost` in a handle of its own. Node's socket is destroyed behind it, and not before.
 */
import type { Socket } from "node:net";
import { as_method } from "../internal/methods.js";
import { to_os_error } from "../internal/node/errors.js";
import type { NodeSocket } from "../internal/node/node-socket.js";
import type { EventLoop, Resource } from "../node-events.js";
import type { BaseProtocol } from "../protocols.js";
import { type Named, the_argument } from "../python/arguments.js";
import { OSError } from "../python/exceptions.js";
import type { Server } from "../server.js";
import { FlowControlTransport } from "../transports.js";
import { TransportSocket } from "../trsock.js";
import { warn_unclosed } from "./unclosed.js";

/** How a transport is made. */
export interface SocketTransportOptions {
  readonly server?: Server | null | undefined;
  /** What `get_extra_info` shall know besides. */
  readonly extra?: Record<string, unknown>;
  /** What is read and written in place of the native socket itself: TLS. */
  readonly socket?: Socket;
}

export abstract class BaseSocketTransport extends FlowControlTransport implements Resource {
  readonly _socket: Socket;
  protected readonly _native: NodeSocket;
  /** Whether the native socket itself is what is read and written. */
  protected readonly _is_native: boolean;
  protected _protocol: BaseProtocol;
  #server: Server | null;

  /** Whether `close()` or something like it was called. */
  protected _closing = false;
  /** How often the loss of the connection was reported, or a write ignored since. */
  protected _conn_lost = 0;
  /** The first error that Node has told of. */
  protected _error: Error | null = null;
  /** Whether something came that nobody has got, since it was closed before. */
  protected _left_unread = false;
  #closed = false;
  /** Who has the socket since `start_tls`. */
  #successor: BaseSocketTransport | null = null;

  constructor(loop: EventLoop, native: NodeSocket, protocol: BaseProtocol, options: SocketTransportOptions) {
    super(loop, {
      socket: new TransportSocket(native),
      sockname: native.sockname,
      peername: native.peername,
      ...options.extra,
    });
    this._native = native;
    this._socket = options.socket ?? native.socket;
    this._is_native = this._socket === native.socket;
    this._protocol = protocol;
    this.#server = options.server ?? null;
    this.#server?._attach(this);
    loop._opened(this);
    // It keeps the process alive as long as its loop runs, and no longer.
    this._socket.unref();
  }

  /** How much of what has come the protocol has not got, in bytes. */
  protected abstract get _unread(): number;

  /** What the protocol has not got, it will not get any more. */
  protected abstract _drop_unread(): void;

  /** Whether it waits for something to read. */
  protected abstract get _is_polling(): boolean;

  override is_closing(): boolean {
    return this.#successor?.is_closing() ?? this._closing;
  }

  override close(): void {
    if (this.#successor !== null) this.#successor.close();
    if (this._closing) return;
    this._closing = true;
    this._left_unread = this.#has_unread();
    this._drop_unread();
    this._socket.pause();
    if (this._socket.writableLength === 0 || this._socket.destroyed) this._flushed();
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
    this._report(error, message);
    this._force_close(error as Error);
  }

  /** An error of the system's is the peer's or the network's, and no news. */
  protected _report(error: unknown, message: string): void {
    if (error instanceof OSError) return;
    this._loop.call_exception_handler({
      message,
      exception: error,
      transport: this,
      protocol: this._protocol,
    });
  }

  _force_close(exc: Error | null): void {
    if (this._conn_lost > 0) return;
    if (this.#has_unread()) this._native.reset();
    else if (this._socket.writableLength > 0) this._socket.destroy();
    this._closing = true;
    this._conn_lost += 1;
    this._drop_unread();
    this._socket.pause();
    this.#lose(exc);
  }

  /** What was not read turns the end into a reset, for the other side to see: the system does it, Node has read it. */
  #has_unread(): boolean {
    return this._unread + this._socket.readableLength > 0;
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
    if ((this._left_unread || this.#has_unread()) && this._is_native) this._native.reset();
    this._socket.destroy();
    this._native.close();
    this._loop._poll_soon();
    this.#leave();
  }

  /** Neither the loop nor the server has to see to it any longer. */
  #leave(): void {
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

  /** Hands the socket over to the transport that `start_tls` makes. */
  _hand_over<T extends BaseSocketTransport>(to: (native: NodeSocket, server: Server | null) => T): T {
    const successor = to(this._native, this.#server);
    this.#successor = successor;
    this.#leave();
    return successor;
  }

  override set_protocol(protocol: BaseProtocol | Named<"protocol", BaseProtocol>): void {
    this._protocol = the_argument("set_protocol", "protocol", protocol);
  }

  override get_protocol(): BaseProtocol {
    return this._protocol;
  }

  protected get _name(): string {
    return "_SelectorSocketTransport";
  }

  override __repr__(): string {
    const info = [this._name];
    if (this.#closed) info.push("closed");
    else if (this._closing) info.push("closing");
    info.push(`fd=${this._native.last_fileno()}`);
    if (!this.#closed && !this._loop.is_closed()) {
      const size = this.get_write_buffer_size();
      info.push(`read=${this._is_polling ? "polling" : "idle"}`);
      info.push(`write=<${size > 0 ? "polling" : "idle"}, bufsize=${size}>`);
    }
    return `<${info.join(" ")}>`;
  }
}
