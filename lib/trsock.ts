/**
 * The socket that `get_extra_info("socket")` and `server.sockets` show, as in CPython's `trsock.py`.
 *
 * It looks like one of Python's sockets and does nothing that would disturb the transport. What Node knows of a socket
 * differs from module to module, so each hands in an adapter of its own.
 */

import { repr_address } from "./internal/node/addresses.js";
import { os_error } from "./internal/node/errors.js";
import { NotImplementedError, ValueError } from "./python/exceptions.js";
import { Printable } from "./python/printable.js";
import type { Address } from "./socket.js";

/** What there is to know of one of Node's sockets. */
export interface NativeSocket {
  readonly family: number;
  readonly type: number;
  readonly proto: number;
  /** The descriptor, or -1 if it is closed or Node does not tell. */
  fileno(): number;
  is_closed(): boolean;
  /** The own address. */
  readonly sockname: Address;
  /** The peer's address, or null if it is not connected. */
  readonly peername: Address | null;
  /** Sets an option; false if Node cannot. */
  setsockopt?(level: number, option: number, value: number | Uint8Array): boolean;
  /** Reads an option; null if Node cannot. */
  getsockopt?(level: number, option: number): number | null;
  /** Closes the writing end. */
  shutdown?(): void;
}

/**
 * A transport's socket.
 *
 * Differs from CPython: its options are those that Node can set.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#asyncio.BaseTransport.get_extra_info
 */
export class TransportSocket extends Printable {
  readonly #native: NativeSocket;

  /** @internal */
  constructor(native: NativeSocket) {
    super();
    this.#native = native;
  }

  /** `AF_INET`, `AF_INET6` or `AF_UNIX`. */
  get family(): number {
    return this.#native.family;
  }

  /** `SOCK_STREAM` or `SOCK_DGRAM`. */
  get type(): number {
    return this.#native.type;
  }

  get proto(): number {
    return this.#native.proto;
  }

  /** The descriptor, or -1 if it is closed or Node does not tell. */
  fileno(): number {
    return this.#native.fileno();
  }

  /** @throws OSError if it is closed. */
  getsockname(): Address {
    this.#check_open();
    return this.#native.sockname;
  }

  /** @throws OSError if it is closed or not connected. */
  getpeername(): Address {
    this.#check_open();
    const { peername } = this.#native;
    if (peername === null) throw os_error("ENOTCONN");
    return peername;
  }

  /**
   * Sets an option; the value of one that C has a structure for, such as `IP_ADD_MEMBERSHIP`, is its bytes.
   *
   * @throws NotImplementedError for an option that Node cannot set.
   */
  setsockopt(level: number, option: number, value: number | boolean | Uint8Array): void {
    this.#check_open();
    const bytes_or_number = value instanceof Uint8Array ? value : Number(value);
    if (this.#native.setsockopt?.(level, option, bytes_or_number)) return;
    throw new NotImplementedError(`Node cannot set the socket option ${option} of level ${level}`);
  }

  /** @throws NotImplementedError for an option that Node cannot read. */
  getsockopt(level: number, option: number): number {
    this.#check_open();
    const value = this.#native.getsockopt?.(level, option) ?? null;
    if (value === null) {
      throw new NotImplementedError(`Node cannot read the socket option ${option} of level ${level}`);
    }
    return value;
  }

  /** Asyncio's sockets never block. */
  gettimeout(): number {
    return 0;
  }

  /** @throws ValueError for any timeout but 0. */
  settimeout(value: number): void {
    if (value === 0) return;
    throw new ValueError("settimeout(): only 0 timeout is allowed on transport sockets");
  }

  /** @throws ValueError if it shall block. */
  setblocking(flag: boolean): void {
    if (!flag) return;
    throw new ValueError("setblocking(): transport sockets cannot be blocking");
  }

  #check_open(): void {
    if (this.#native.is_closed()) throw os_error("EBADF");
  }

  __repr__(): string {
    const { family, type, proto, sockname, peername } = this.#native;
    const parts = [`fd=${this.fileno()}`, `family=${family}`, `type=${type}`, `proto=${proto}`];
    if (!this.#native.is_closed()) {
      if (sockname !== "") parts.push(`laddr=${repr_address(sockname)}`);
      if (peername !== null && peername !== "") parts.push(`raddr=${repr_address(peername)}`);
    }
    return `<asyncio.TransportSocket ${parts.join(", ")}>`;
  }
}
