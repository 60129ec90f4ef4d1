/**
 * A transport over TLS, as CPython's `sslproto.py`.
 *
 * CPython runs OpenSSL over a plain transport's data; here Node's TLS socket does that. What is left are the order of
 * the callbacks (the protocol hears of the connection once the handshake is done) and the end: whoever closes sends a
 * close notification and waits for the other side's.
 */
import type { TLSSocket } from "node:tls";
import type { TimerHandle } from "../events.js";
import type { Future } from "../futures.js";
import { log_error } from "../internal/exception-handler.js";
import { as_method } from "../internal/methods.js";
import type { NodeSocket } from "../internal/node/node-socket.js";
import { peercert_of } from "../internal/node/peercert.js";
import { cipher_of, type TlsSettings, to_ssl_error } from "../internal/node/tls.js";
import type { EventLoop } from "../node-events.js";
import type { BaseProtocol, Protocol } from "../protocols.js";
import {
  ConnectionAbortedError,
  ConnectionResetError,
  is_fatal,
  NotImplementedError,
  TimeoutError,
  ValueError,
} from "../python/exceptions.js";
import { address, repr } from "../python/repr.js";
import type { Server } from "../server.js";
import { type LinesOfBytes, list_of_bytes, type WriteBufferLimits } from "../transports.js";
import { detached_handle } from "./handles.js";
import { SocketTransport } from "./socket-transport.js";
import { TlsFlow } from "./tls-flow.js";

/** In seconds. */
const HANDSHAKE_TIMEOUT = 60;
const SHUTDOWN_TIMEOUT = 30;
const HIGH_WATER = 512 * 1024;
/** More often than this the two sides do not take turns to begin or to end. */
const FLIGHTS = 8;

/** What of TLS the callers of the loop's methods decide. */
export interface TlsPlan {
  readonly settings: TlsSettings;
  readonly server_side: boolean;
  readonly server_hostname: string;
  readonly handshake_timeout: number;
  readonly shutdown_timeout: number;
}

/** What the keywords about TLS have in common; the times are in seconds. */
export interface TlsKeywords {
  /** How long the handshake may take, by default 60. */
  readonly ssl_handshake_timeout?: number | null | undefined;
  /** How long the other side may take to say that it is done, by default 30. */
  readonly ssl_shutdown_timeout?: number | null | undefined;
}

/** @throws ValueError for a timeout that is not positive. */
export function tls_plan(
  settings: TlsSettings,
  server_side: boolean,
  server_hostname: string,
  timeouts: TlsKeywords,
): TlsPlan {
  const { ssl_handshake_timeout, ssl_shutdown_timeout } = timeouts;
  check_timeout("ssl_handshake_timeout", ssl_handshake_timeout);
  check_timeout("ssl_shutdown_timeout", ssl_shutdown_timeout);
  return {
    settings,
    server_side,
    server_hostname,
    handshake_timeout: ssl_handshake_timeout ?? HANDSHAKE_TIMEOUT,
    shutdown_timeout: ssl_shutdown_timeout ?? SHUTDOWN_TIMEOUT,
  };
}

function check_timeout(name: string, seconds: number | null | undefined): void {
  if (seconds === null || seconds === undefined || seconds > 0) return;
  throw new ValueError(`${name} should be a positive number, got ${repr(seconds)}`);
}

export class TlsTransport extends SocketTransport {
  readonly #plan: TlsPlan;
  readonly #tls: TLSSocket;
  readonly #flow: TlsFlow = new TlsFlow();
  #waiter: Future<void> | null;
  /** Whether the protocol knows of the connection. */
  #connection_made: boolean;
  #secured = false;
  #forced = false;
  /** Whether what is written is gathered. */
  #gathers = false;
  #eof_told = false;
  #end_written = false;
  #end_seen = false;
  #peer_ended = false;
  #handshake_timer: TimerHandle | null = null;
  #shutdown_timer: TimerHandle | null = null;

  /**
   * Begins the handshake; `waiter` is done once it is.
   *
   * @param connection_made - whether the protocol had a connection already, before `start_tls`.
   */
  constructor(
    loop: EventLoop,
    native: NodeSocket,
    protocol: BaseProtocol,
    plan: TlsPlan,
    waiter: Future<void>,
    server: Server | null = null,
    connection_made = false,
  ) {
    const { settings, server_side, server_hostname } = plan;
    const tls = server_side
      ? settings.accept(native.socket)
      : settings.connect(native.socket, server_hostname);
    super(loop, native, protocol, { server, socket: tls, extra: { sslcontext: settings.sslcontext } });
    this.#plan = plan;
    this.#tls = tls;
    this.#waiter = waiter;
    this.#connection_made = connection_made;
    this._watch();
    loop._poll_soon(FLIGHTS);
    const secured = detached_handle(loop, () => this.#handshake_done());
    tls.once(server_side ? "secure" : "secureConnect", () => loop._add(secured));
    this.#handshake_timer = loop.call_later(plan.handshake_timeout, () => this.#check_handshake_timeout());
  }

  // ---- the handshake

  #check_handshake_timeout(): void {
    if (this.#secured) return;
    const text = `SSL handshake is taking longer than ${float(this.#plan.handshake_timeout)} seconds: aborting the connection`;
    this._fatal_error(new ConnectionAbortedError(text), "SSL handshake failed");
  }

  #handshake_done(): void {
    if (this._conn_lost > 0) return;
    const { settings, server_side } = this.#plan;
    const refused = server_side ? settings.refuse_client(this.#tls) : null;
    if (refused !== null) {
      this._fatal_error(refused, "SSL handshake failed on verifying the certificate");
      return;
    }
    this.#secured = true;
    this.#handshake_timer?.cancel();
    Object.assign(this._extra, {
      peercert: peercert_of(this.#tls, settings.has_verified(this.#tls, server_side)),
      cipher: cipher_of(this.#tls),
      compression: null,
      ssl_object: this.#tls,
    });
    if (!this.#connection_made) {
      this.#connection_made = true;
      try {
        this._protocol.connection_made(this);
      } catch (error) {
        if (is_fatal(error)) throw error;
        // CPython is in the middle of reading from the socket.
        this._fatal_error(error, super._failed_read("buffer_updated"));
        return;
      }
    }
    this.#wake_waiter(null);
    this._start_reading();
  }

  protected override _failed_read(_method: string): string {
    return "Fatal error on SSL protocol";
  }

  protected override get _lost_name(): string {
    return `${this._protocol.constructor.name}.connection_lost`;
  }

  #wake_waiter(error: Error | null): void {
    const waiter = this.#waiter;
    this.#waiter = null;
    if (waiter === null || waiter.done()) return;
    if (error === null) waiter.set_result(undefined);
    else waiter.set_exception(error);
  }

  protected override _convert_error(error: Error): Error {
    return to_ssl_error(error, this.#plan.server_hostname);
  }

  protected override _fatal_error(error: unknown, message: string): void {
    this._force_close(error as Error);
    this._report(error, message);
  }

  override _force_close(exc: Error | null): void {
    this.#forced = true;
    if (this.#gathers) this.#let_go();
    // Nothing more may be sent of the handshake.
    if (!this.#secured) this._socket.destroy();
    super._force_close(exc);
    if (!this.#secured) this.#wake_waiter(exc);
  }

  protected override _call_connection_lost(exc: Error | null): void {
    this.#handshake_timer?.cancel();
    this.#shutdown_timer?.cancel();
    if (this.#forced && this.#secured) {
      // What CPython has below, a plain transport, has come to its end first.
      this.#forced = false;
      this._socket.destroy();
      const lost = (): void => super._call_connection_lost(exc);
      this._loop.call_soon(as_method(this._lost_name, lost));
    } else super._call_connection_lost(exc);
    this.#wake_waiter(exc);
  }

  protected override get _protocol_knows(): boolean {
    return this.#connection_made;
  }

  // ---- the end

  protected override _reads_while_closing(): boolean {
    return true;
  }

  protected override _read_eof(): void {
    if (!this.#secured) {
      this._fatal_error(new ConnectionResetError(), "SSL handshake failed");
      return;
    }
    this.#end_seen = true;
    this.#tell_eof();
    this.close();
    // What CPython has below, a plain transport, is closed in a handle, and says in another that it is lost.
    this._loop.call_soon(() => this._loop.call_soon(() => this.#peer_has_ended()));
  }

  #peer_has_ended(): void {
    this.#peer_ended = true;
    this.#maybe_shut_down();
  }

  /** After the ends of both sides Node destroys the socket by itself. */
  protected override _is_cut_off(): boolean {
    return !(this.#end_seen && this.#end_written) && super._is_cut_off();
  }

  #tell_eof(): void {
    if (this.#eof_told) return;
    this.#eof_told = true;
    try {
      const keep_open = (this._protocol as Protocol).eof_received();
      if (keep_open) log_error("returning true from eof_received() has no effect when using ssl", null);
    } catch (error) {
      if (is_fatal(error)) throw error;
      this._fatal_error(error, "Error calling eof_received()");
    }
  }

  override close(): void {
    if (this._closing || this.is_closing()) {
      super.close();
      return;
    }
    if (!this.#secured) {
      this._force_close(null);
      return;
    }
    this._closing = true;
    this._drop_unread();
    const { shutdown_timeout } = this.#plan;
    this.#shutdown_timer = this._loop.call_later(shutdown_timeout, () => this.#check_shutdown_timeout());
    const ended = detached_handle(this._loop, () => {
      this.#end_written = true;
      this.#maybe_shut_down();
    });
    this._socket.end(() => this._loop._add(ended));
    this._loop._poll_soon(FLIGHTS);
    // Its end is to be seen.
    this._socket.resume();
  }

  #check_shutdown_timeout(): void {
    if (this._conn_lost === 0) this._force_close(new TimeoutError("SSL shutdown timed out"));
  }

  /** Both sides have said that they are done. */
  #maybe_shut_down(): void {
    if (this.#end_written && this.#peer_ended && this._conn_lost === 0) this._flushed();
  }

  // ---- writing

  override _send(bytes: Buffer): void {
    this.#count([bytes], () => super._send(bytes));
  }

  override writelines(list_of_data: LinesOfBytes): void {
    const parts = list_of_bytes(list_of_data);
    this.#count(parts, () => super.writelines(parts));
  }

  #count(parts: readonly Buffer[], write: () => void): void {
    const before = this._socket.writableLength;
    this.#gather();
    write();
    const unsent = this._socket.writableLength;
    // Node has noticed, and the loop will hear of it, if whoever writes on and on is held back.
    const is_gone = this._socket.destroyed && !this._closing;
    if (unsent === before && !is_gone) return;
    this.#flow.wrote(parts, is_gone ? Number.POSITIVE_INFINITY : unsent);
    this.#control_writing();
  }

  /**
   * Node's TLS takes nothing more while it writes, and does not say before its next turn that it has written: what is
   * written in one iteration leaves together, before the loop polls.
   */
  #gather(): void {
    if (this.#gathers) return;
    this.#gathers = true;
    this._socket.cork();
    process.nextTick(this.#let_go);
  }

  readonly #let_go = (): void => {
    if (!this.#gathers) return;
    this.#gathers = false;
    this._socket.uncork();
  };

  protected override _after_write(): void {
    if (this._conn_lost > 0) return;
    this.#flow.sent(this._socket.writableLength);
    this.#control_writing();
  }

  protected override get _waits_for_writing(): boolean {
    return this.#flow.is_full || super._waits_for_writing;
  }

  /** Unlike a plain transport's, the protocol is paused as soon as the buffer is full. */
  #control_writing(): void {
    const size = this.#flow.size;
    const [low, high] = this.get_write_buffer_limits();
    if (!this._protocol_paused && size >= high) this._tell_protocol("pause_writing");
    else if (this._protocol_paused && size <= low) this._tell_protocol("resume_writing");
  }

  // Called where plain transports look whether they have to pause.
  protected override _maybe_pause_protocol(): void {}

  protected override get _usual_high_water(): number {
    return HIGH_WATER;
  }

  override get_write_buffer_size(): number {
    return this._conn_lost > 0 ? 0 : this.#flow.size;
  }

  override set_write_buffer_limits(high?: number | WriteBufferLimits | null, low?: number | null): void {
    super.set_write_buffer_limits(high, low);
    this.#control_writing();
  }

  override can_write_eof(): boolean {
    return false;
  }

  /** @throws NotImplementedError always: TLS has no half-closed connections. */
  override write_eof(): void {
    throw new NotImplementedError("TLS cannot be half closed; close() the transport instead");
  }

  protected override get _lost_message(): string {
    return "SSL connection is closed";
  }

  override __repr__(): string {
    return `<asyncio.sslproto._SSLProtocolTransport object at ${address(this)}>`;
  }
}

/** A number of seconds as Python writes its floats. */
function float(seconds: number): string {
  return Number.isInteger(seconds) ? `${seconds}.0` : String(seconds);
}
