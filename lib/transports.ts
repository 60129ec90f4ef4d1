/**
 * Transports: what a protocol writes to, as in CPython's `transports.py`.
 *
 * The public classes are interfaces whose methods throw `NotImplementedError`; the loop makes the transports that work.
 * `FlowControlTransport` is CPython's `_FlowControlMixin`: it tells the protocol when to stop writing and when to go on.
 */
import type { EventLoop } from "./node-events.js";
import type { BaseProtocol } from "./protocols.js";
import { first_by_name, type Named, the_argument } from "./python/arguments.js";
import { is_fatal, NotImplementedError, ValueError } from "./python/exceptions.js";
import { is_plain_object } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { address, repr, type_name } from "./python/repr.js";
import type { Address } from "./socket.js";
import type { TransportSocket } from "./trsock.js";

/** What a transport's `writelines` takes. */
export type LinesOfBytes = Iterable<BytesLike> | Named<"list_of_data", Iterable<BytesLike>>;

/** What a transport's `write` takes; a string is sent as UTF-8. */
export type BytesLike = Uint8Array | string;

/** What `get_extra_info` knows, by CPython's names; a transport has those that make sense for it. */
export interface ExtraInfo {
  readonly peername: Address;
  readonly sockname: Address;
  readonly socket: TransportSocket;
  readonly [name: string]: unknown;
}

/** What `get_extra_info` is asked, by name. */
export interface ExtraInfoKeywords<K extends string> {
  readonly name: K;
  readonly default?: unknown;
}

/** What a transport is made with. */
export interface TransportOptions {
  readonly extra?: Record<string, unknown> | null | undefined;
}

/**
 * What all transports have.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#base-transport
 */
export class BaseTransport extends Printable {
  /** @internal */ _extra: Record<string, unknown>;

  /** @param options.extra - what `get_extra_info` shall know. */
  constructor(options: TransportOptions = {}) {
    super();
    this._extra = options.extra ?? {};
  }

  /** A piece of information about the transport, or `otherwise` where it has none. */
  get_extra_info<K extends keyof ExtraInfo & string>(
    given: K | ExtraInfoKeywords<K>,
    otherwise?: unknown,
  ): ExtraInfo[K] {
    const [name, by_default] = first_by_name<K>("name", given) ?? [given as K, otherwise];
    const info = this._extra[name];
    return (info === undefined ? default_of(by_default) : info) as ExtraInfo[K];
  }

  /** Whether it is closing or closed. */
  is_closing(): boolean {
    throw new NotImplementedError();
  }

  /** Closes it: what is buffered is still written, then the protocol's `connection_lost(null)` is called. */
  close(): void {
    throw new NotImplementedError();
  }

  /** Has another protocol called from now on. */
  set_protocol(_protocol: BaseProtocol | Named<"protocol", BaseProtocol>): void {
    throw new NotImplementedError();
  }

  /** The protocol that it calls. */
  get_protocol(): BaseProtocol {
    throw new NotImplementedError();
  }

  __repr__(): string {
    return `<${this.constructor.name} object at ${address(this)}>`;
  }
}

/** The `default` of `get_extra_info(name, default)`, which may be given as a keyword too. */
function default_of(otherwise: unknown): unknown {
  if (is_plain_object(otherwise) && Object.keys(otherwise).join() === "default") return otherwise.default;
  return otherwise ?? null;
}

/**
 * A transport that reads. A `Transport` is one too.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#read-only-transports
 */
export class ReadTransport extends BaseTransport {
  static {
    // As in Python, where `Transport` derives from both.
    Object.defineProperty(ReadTransport, Symbol.hasInstance, {
      value(this: { readonly prototype: object }, value: unknown): boolean {
        const object = Object(value);
        if (Object.prototype.isPrototypeOf.call(this.prototype, object)) return true;
        return (this as unknown) === ReadTransport && value instanceof Transport;
      },
    });
  }

  /** Whether it receives data. */
  is_reading(): boolean {
    throw new NotImplementedError();
  }

  /** Receives no more until `resume_reading()`. Does nothing if it is paused or closing. */
  pause_reading(): void {
    throw new NotImplementedError();
  }

  /** Receives again. */
  resume_reading(): void {
    throw new NotImplementedError();
  }
}

/** What `sendto` is given by name. */
export interface DatagramKeywords {
  readonly data: BytesLike;
  readonly addr?: Address | null | undefined;
}

/** What `sendto` is given. */
export type SendtoArguments =
  | [data: BytesLike, addr?: Address | null]
  | [data: BytesLike, keywords: Named<"addr", Address | null>]
  | [keywords: DatagramKeywords];

/** The marks of `set_write_buffer_limits`, in bytes. */
export interface WriteBufferLimits {
  readonly high?: number | null | undefined;
  readonly low?: number | null | undefined;
}

/**
 * A transport that writes.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#write-only-transports
 */
export class WriteTransport extends BaseTransport {
  /**
   * Sets the marks between which the write buffer may rise and fall before the protocol is told, in bytes.
   *
   * @param high - by default 64 KiB, or four times `low`; may be `{ high, low }`.
   * @param low - by default a quarter of `high`.
   * @throws ValueError unless `high >= low >= 0`.
   */
  set_write_buffer_limits(_high?: number | WriteBufferLimits | null, _low?: number | null): void {
    throw new NotImplementedError();
  }

  /** How many bytes wait to be written. */
  get_write_buffer_size(): number {
    throw new NotImplementedError();
  }

  /** The marks: `[low, high]`, in bytes. */
  get_write_buffer_limits(): readonly [low: number, high: number] {
    throw new NotImplementedError();
  }

  /** Writes, now or as soon as possible; never waits. */
  write(_data: BytesLike | Named<"data", BytesLike>): void {
    throw new NotImplementedError();
  }

  /** Writes one after the other. */
  writelines(given: LinesOfBytes): void {
    this.write(Buffer.concat(list_of_bytes(given)));
  }

  /** Closes the writing end once all is written; data may still be received. */
  write_eof(): void {
    throw new NotImplementedError();
  }

  /** Whether `write_eof()` works here. */
  can_write_eof(): boolean {
    throw new NotImplementedError();
  }

  /** Closes it at once; what is buffered is lost. Then the protocol's `connection_lost(null)` is called. */
  abort(): void {
    throw new NotImplementedError();
  }
}

/**
 * A transport that reads and writes.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#asyncio.Transport
 */
export class Transport extends WriteTransport implements ReadTransport {
  /** Whether it receives data. */
  is_reading(): boolean {
    throw new NotImplementedError();
  }

  /** Receives no more until `resume_reading()`. Does nothing if it is paused or closing. */
  pause_reading(): void {
    throw new NotImplementedError();
  }

  /** Receives again. */
  resume_reading(): void {
    throw new NotImplementedError();
  }
}

/**
 * A transport of datagrams.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#datagram-transports
 */
export class DatagramTransport extends BaseTransport {
  static {
    // As in Python, where the loop's own derive from both.
    Object.defineProperty(DatagramTransport, Symbol.hasInstance, {
      value(this: { readonly prototype: object }, value: unknown): boolean {
        if (Object.prototype.isPrototypeOf.call(this.prototype, Object(value))) return true;
        if ((this as unknown) !== DatagramTransport) return false;
        return value instanceof FlowControlTransport && value._sends_datagrams;
      },
    });
  }

  /**
   * Sends a datagram to `addr`, or to the address that the transport was made with; never waits.
   *
   * What the operating system refuses is told to the protocol's `error_received`.
   *
   * @throws ValueError for another address than the one that it was made with; OSError if it is closed.
   */
  sendto(..._given: SendtoArguments): void {
    throw new NotImplementedError();
  }

  /** Closes it at once; what is buffered is lost. Then the protocol's `connection_lost(null)` is called. */
  abort(): void {
    throw new NotImplementedError();
  }
}

/**
 * A transport of a child process.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#subprocess-transports
 */
export class SubprocessTransport extends BaseTransport {
  /** The child's process id. */
  get_pid(): number {
    throw new NotImplementedError();
  }

  /** Its exit status, minus the number of the signal that ended it, or `null` while it runs. */
  get_returncode(): number | null {
    throw new NotImplementedError();
  }

  /** The transport of the pipe at the child's descriptor `fd`, or `null`. */
  get_pipe_transport(_fd: number | Named<"fd", number>): BaseTransport | null {
    throw new NotImplementedError();
  }

  /** Sends it a signal, by name or number. */
  send_signal(_signal: NodeJS.Signals | number | Named<"signal", NodeJS.Signals | number>): void {
    throw new NotImplementedError();
  }

  /** Asks it to end: SIGTERM. */
  terminate(): void {
    throw new NotImplementedError();
  }

  /** Ends it: SIGKILL. */
  kill(): void {
    throw new NotImplementedError();
  }
}

const HIGH_WATER = 64 * 1024;

/**
 * CPython's `_FlowControlMixin`, the base of every stream transport of the loop.
 *
 * A derived class calls `_maybe_pause_protocol()` when its write buffer has grown, `_maybe_resume_protocol()` when it
 * has shrunk.
 */
export abstract class FlowControlTransport extends Transport {
  readonly _loop: EventLoop;
  protected abstract _protocol: BaseProtocol;
  protected _protocol_paused = false;
  /** How much was written to what is gone, before the loop has heard of that, in bytes: a part of the write buffer. */
  protected _dropped = 0;
  #high_water: number = this._usual_high_water;
  #low_water: number = this._usual_high_water / 4;

  constructor(loop: EventLoop, extra: Record<string, unknown> | null = null) {
    super({ extra });
    this._loop = loop;
  }

  abstract override get_write_buffer_size(): number;

  /** How full the write buffer may be by default. */
  protected get _usual_high_water(): number {
    return HIGH_WATER;
  }

  /** Whether it is a `DatagramTransport` too. */
  get _sends_datagrams(): boolean {
    return false;
  }

  /** Whether the protocol was told to pause. */
  get _is_protocol_paused(): boolean {
    return this._protocol_paused;
  }

  protected _maybe_pause_protocol(): void {
    if (this._protocol_paused || this.get_write_buffer_size() <= this.#high_water) return;
    this._tell_protocol("pause_writing");
  }

  protected _maybe_resume_protocol(): void {
    if (!this._protocol_paused || this.get_write_buffer_size() > this.#low_water) return;
    this._tell_protocol("resume_writing");
  }

  /** Node has noticed, and the loop will hear of it, if whoever writes on and on is held back. */
  protected _drop(size: number): void {
    this._dropped += size;
    this._maybe_pause_protocol();
  }

  protected _tell_protocol(what: "pause_writing" | "resume_writing"): void {
    this._protocol_paused = what === "pause_writing";
    const protocol = this._protocol;
    try {
      protocol[what]();
    } catch (exception) {
      if (is_fatal(exception)) throw exception;
      this._loop.call_exception_handler({
        message: `protocol.${what}() failed`,
        exception,
        transport: this,
        protocol,
      });
    }
  }

  override get_write_buffer_limits(): readonly [low: number, high: number] {
    return [this.#low_water, this.#high_water];
  }

  override set_write_buffer_limits(high?: number | WriteBufferLimits | null, low?: number | null): void {
    const given: WriteBufferLimits = is_plain_object(high) ? high : { high: high as number | null, low };
    const high_water = given.high ?? (is_given(given.low) ? 4 * given.low : this._usual_high_water);
    const low_water = given.low ?? Math.floor(high_water / 4);
    if (!(high_water >= low_water && low_water >= 0)) {
      throw new ValueError(`high (${repr(high_water)}) must be >= low (${repr(low_water)}) must be >= 0`);
    }
    this.#high_water = high_water;
    this.#low_water = low_water;
    this._maybe_pause_protocol();
  }
}

function is_given(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}

/**
 * The bytes of what a person gives `writelines`.
 *
 * @internal
 */
export function list_of_bytes(given: LinesOfBytes): Buffer[] {
  const list = the_argument<Iterable<BytesLike>>("writelines", "list_of_data", given as Iterable<BytesLike>);
  return [...list].map((data) => to_bytes(data));
}

/**
 * The bytes of what a person writes.
 *
 * @internal
 * @throws TypeError if there are none: "data argument must be a bytes-like object, not 'int'".
 */
export function to_bytes(data: BytesLike): Buffer {
  if (data instanceof Buffer) return data;
  if (typeof data === "string") return Buffer.from(data);
  if (data instanceof Uint8Array) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  throw new TypeError(`data argument must be a bytes-like object, not ${repr(type_name(data))}`);
}
