/**
 * A transport over one of Node's datagram sockets, as CPython's `_SelectorDatagramTransport`.
 *
 * Node receives by itself and between the loop's iterations: datagrams wait here for a handle of the loop, which hands
 * over one in each iteration. What is too much is dropped, as the operating system does with what nobody fetches.
 */
import type { Handle } from "../events.js";
import type { Future } from "../futures.js";
import { log_error } from "../internal/exception-handler.js";
import { as_method, method_of } from "../internal/methods.js";
import { family_of, ip_version, repr_address } from "../internal/node/addresses.js";
import type { DatagramListener, DatagramSocket, InetAddress } from "../internal/node/datagram-socket.js";
import { os_error } from "../internal/node/errors.js";
import { eai } from "../internal/node/names.js";
import type { EventLoop, Resource } from "../node-events.js";
import type { BaseProtocol, DatagramProtocol } from "../protocols.js";
import { type Named, take_arguments, the_argument } from "../python/arguments.js";
import { OSError, ValueError } from "../python/exceptions.js";
import { repr, type_name } from "../python/repr.js";
import { type Address, AF_INET6, EAI_ADDRFAMILY } from "../socket.js";
import {
  type BaseTransport,
  type DatagramKeywords,
  type DatagramTransport,
  FlowControlTransport,
  type SendtoArguments,
  to_bytes,
} from "../transports.js";
import { TransportSocket } from "../trsock.js";
import { detached_handle } from "./handles.js";
import { warn_unclosed } from "./unclosed.js";
import { set_result_unless_cancelled } from "./waiters.js";

/** How much may wait for the loop, in bytes, and what each datagram counts besides its data. */
const MAX_RECEIVED = 256 * 1024;
const OVERHEAD = 256;
/** What CPython counts for the address of one that waits to be sent. */
const HEADER = 8;
/** After the connection is lost, this many datagrams are ignored in silence. */
const LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5;

type Received = { readonly data: Buffer; readonly from: InetAddress } | { readonly error: Error };

export class SelectorDatagramTransport
  extends FlowControlTransport
  implements DatagramTransport, DatagramListener, Resource
{
  protected _protocol: BaseProtocol;
  readonly #native: DatagramSocket;
  /** The only one to send to, or null. */
  readonly #address: InetAddress | null;
  readonly #is_connected: boolean;
  #closing = false;
  /** How often the loss of the connection was reported, or a datagram ignored since. */
  #conn_lost = 0;
  #closed = false;
  #paused = false;

  #received: Received[] = [];
  #received_size = 0;
  /** Runs `#read_ready` in the loop; null until the connection is made. */
  #reader: Handle | null = null;
  #reader_waits = false;

  /** What the system has not taken yet, or whose host is being looked up, in bytes. */
  #buffer_size = 0;
  #failures: Error[] = [];
  #writer: Handle | null = null;

  constructor(
    loop: EventLoop,
    native: DatagramSocket,
    protocol: BaseProtocol,
    address: InetAddress | null,
    waiter: Future<void>,
  ) {
    const { sockname, peername } = native;
    super(loop, { socket: new TransportSocket(native), sockname, peername });
    this.#native = native;
    this._protocol = protocol;
    this.#address = address;
    this.#is_connected = peername !== null;
    loop._opened(this);
    native.listen(this);
    loop.call_soon(method_of(protocol, "connection_made"), this as BaseTransport);
    loop.call_soon(() => this.#start_reading());
    loop.call_soon(set_result_unless_cancelled, waiter);
  }

  override get _sends_datagrams(): boolean {
    return true;
  }

  // ---- receiving

  #start_reading(): void {
    this.#reader?.cancel();
    this.#reader = detached_handle(this._loop, this.#read_ready);
    this.#reader_waits = false;
    this.#schedule();
  }

  received(data: Buffer, from: InetAddress): void {
    const size = data.length + OVERHEAD;
    if (this.#closing || this.#received_size + size > MAX_RECEIVED) return;
    this.#received_size += size;
    this.#received.push({ data, from });
    this.#schedule();
  }

  failed(error: Error): void {
    if (this.#closing) return;
    this.#received.push({ error });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#reader === null || this.#reader_waits || !this.is_reading()) return;
    if (this.#received.length === 0) return;
    this.#reader_waits = true;
    this._loop._add(this.#reader);
  }

  readonly #read_ready = as_method("_SelectorDatagramTransport._read_ready", (): void => {
    this.#reader_waits = false;
    const next = this.is_reading() ? this.#received.shift() : undefined;
    if (next === undefined) return;
    const protocol = this._protocol as DatagramProtocol;
    try {
      if ("error" in next) {
        protocol.error_received(next.error);
      } else {
        this.#received_size -= next.data.length + OVERHEAD;
        protocol.datagram_received(next.data, next.from);
      }
    } finally {
      // Behind what the protocol has scheduled.
      this.#schedule();
    }
  });

  override is_reading(): boolean {
    return !this.#closing && !this.#paused;
  }

  override pause_reading(): void {
    if (this.is_reading()) this.#paused = true;
  }

  override resume_reading(): void {
    if (this.#closing || !this.#paused) return;
    this.#paused = false;
    if (this.#reader !== null) this.#start_reading();
  }

  // ---- sending

  /** @throws ValueError for another address than the only one; TypeError if the data is none. */
  sendto(...given: SendtoArguments): void {
    const { data, addr = null } = take_arguments<DatagramKeywords, "data">(
      "sendto",
      given,
      ["data", "addr"],
      [],
      ["data"],
    );
    // The caller may write over his own as soon as this returns.
    const bytes = Buffer.from(to_bytes(data));
    if (this.#address !== null) {
      if (addr !== null && !is_same(addr, this.#address)) {
        throw new ValueError(`Invalid address: must be None or ${repr_address(this.#address)}`);
      }
      if (this.#conn_lost > 0) {
        if (this.#conn_lost >= LOG_THRESHOLD_FOR_CONNLOST_WRITES) {
          log_error("socket.send() raised exception.", null);
        }
        this.#conn_lost += 1;
        return;
      }
    }
    if (this.#closed) throw os_error("EBADF");
    let failure: OSError | null;
    try {
      failure = this.#send(bytes, this.#address ?? addr);
    } catch (error) {
      this.#fatal_error(error as Error, "Fatal write error on datagram transport");
      return;
    }
    if (failure !== null) (this._protocol as DatagramProtocol).error_received(failure);
  }

  /** @returns what went wrong at once. @throws what is wrong with the address. */
  #send(data: Buffer, addr: Address | null): OSError | null {
    let address: InetAddress | null = null;
    if (!this.#is_connected) {
      address = checked_address(addr, this.#native.family);
      const refused = refused_address(address, this.#native.family);
      if (refused !== null) return refused;
    }
    this.#writer ??= detached_handle(this._loop, this.#sendto_ready);
    const size = data.length + HEADER;
    const answer = this.#native.send(data, address, (error) => this.#sent(size, error));
    this._loop._poll_soon();
    if (answer === "sent") return null;
    if (answer !== "later") return answer;
    this.#buffer_size += size;
    this._maybe_pause_protocol();
    return null;
  }

  /** Node has the system's answer to what had to wait. */
  #sent(size: number, error: Error | null): void {
    this.#buffer_size -= size;
    if (error !== null) this.#failures.push(error);
    if (!this.#closed) this._loop._add(this.#writer as Handle);
  }

  readonly #sendto_ready = as_method("_SelectorDatagramTransport._sendto_ready", (): void => {
    const failures = this.#failures;
    this.#failures = [];
    for (const error of failures) (this._protocol as DatagramProtocol).error_received(error);
    if (this.#conn_lost > 0) return;
    this._maybe_resume_protocol();
    if (this.#closing && this.#buffer_size === 0) {
      this.#conn_lost += 1;
      this.#call_connection_lost(null);
    }
  });

  override get_write_buffer_size(): number {
    return this.#conn_lost > 0 ? 0 : this.#buffer_size;
  }

  // ---- the end

  override is_closing(): boolean {
    return this.#closing;
  }

  override close(): void {
    if (this.#closing) return;
    this.#closing = true;
    if (this.#buffer_size > 0) return;
    this.#conn_lost += 1;
    this.#lose(null);
  }

  override abort(): void {
    this.#force_close(null);
  }

  #fatal_error(exception: Error, message: string): void {
    if (!(exception instanceof OSError)) {
      this._loop.call_exception_handler({ message, exception, transport: this, protocol: this._protocol });
    }
    this.#force_close(exception);
  }

  #force_close(exc: Error | null): void {
    if (this.#conn_lost > 0) return;
    this.#closing = true;
    this.#conn_lost += 1;
    this.#lose(exc);
  }

  #lose(exc: Error | null): void {
    const lost = (error: Error | null): void => this.#call_connection_lost(error);
    this._loop.call_soon(as_method("_SelectorTransport._call_connection_lost", lost), exc);
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
    this.#received = [];
    this.#native.close();
    this._loop._given_back(this);
  }

  /** The loop is closed and has left this open. */
  _loop_closed(): void {
    if (!this.#closing) warn_unclosed(this._loop, `transport ${this.__repr__()}`);
    this.#closing = true;
    this.#conn_lost += 1;
    this.#give_back();
  }

  override set_protocol(protocol: BaseProtocol | Named<"protocol", BaseProtocol>): void {
    this._protocol = the_argument("set_protocol", "protocol", protocol);
  }

  override get_protocol(): BaseProtocol {
    return this._protocol;
  }

  override __repr__(): string {
    const info = ["_SelectorDatagramTransport"];
    if (this.#closed) info.push("closed");
    else if (this.#closing) info.push("closing");
    info.push(`fd=${this.#native.last_fileno()}`);
    if (!this.#closed && !this._loop.is_closed()) {
      const size = this.get_write_buffer_size();
      info.push(`read=${this.#reader !== null && this.is_reading() ? "polling" : "idle"}`);
      info.push(`write=<${size > 0 ? "polling" : "idle"}, bufsize=${size}>`);
    }
    return `<${info.join(" ")}>`;
  }
}

function is_same(addr: Address, other: InetAddress): boolean {
  return addr.length === other.length && other.every((part, index) => part === addr[index]);
}

/** @throws TypeError or RangeError (Python's OverflowError) for what is no address of the family. */
function checked_address(addr: unknown, family: number): InetAddress {
  const name = family === AF_INET6 ? "AF_INET6" : "AF_INET";
  if (!Array.isArray(addr)) {
    throw new TypeError(`sendto(): ${name} address must be tuple, not ${type_name(addr)}`);
  }
  const [host, port] = addr as readonly unknown[];
  if (family === AF_INET6 ? addr.length < 2 || addr.length > 4 : addr.length !== 2) {
    const wanted =
      family === AF_INET6 ? "a tuple (host, port[, flowinfo[, scopeid]])" : "a pair (host, port)";
    throw new TypeError(`${name} address must be ${wanted}`);
  }
  if (typeof host !== "string") {
    throw new TypeError(`str, bytes or bytearray expected, not ${type_name(host)}`);
  }
  if (!Number.isInteger(port)) {
    throw new TypeError(`${repr(type_name(port))} object cannot be interpreted as an integer`);
  }
  if (Number(port) < 0 || Number(port) > 0xffff) throw new RangeError("sendto(): port must be 0-65535.");
  return addr as unknown as InetAddress;
}

/** What the system would say to an address, of what Node does not take at all. */
function refused_address([host, port]: InetAddress, family: number): OSError | null {
  if (ip_version(host) !== 0 && family_of(host) !== family) return eai(EAI_ADDRFAMILY);
  return port === 0 ? os_error("EINVAL") : null;
}
