/** One of Node's stream sockets, as `TransportSocket` shows it. */
import type { Socket } from "node:net";
import type { Writable } from "node:stream";
import type { Resource } from "../../node-events.js";
import {
  type Address,
  AF_UNIX,
  IPPROTO_TCP,
  SO_KEEPALIVE,
  SO_TYPE,
  SOCK_STREAM,
  SOL_SOCKET,
  TCP_NODELAY,
} from "../../socket.js";
import type { NativeSocket } from "../../trsock.js";
import { family_of, inet_address } from "./addresses.js";

/** The two ends of a Unix connection: Node does not tell where a socket is bound. */
export interface UnixNames {
  readonly sockname: string;
  readonly peername: string;
}

export class NodeSocket implements NativeSocket, Resource {
  readonly socket: Socket;
  readonly family: number;
  readonly type: number = SOCK_STREAM;
  readonly proto: number;
  readonly sockname: Address;
  readonly peername: Address | null;
  readonly #options = new Map<number, number>();
  #fileno: number;
  #closed = false;

  constructor(socket: Socket, unix: UnixNames | null = null) {
    this.socket = socket;
    this.#fileno = descriptor(socket);
    if (unix === null) {
      const { localAddress = "0.0.0.0", localPort = 0, remoteAddress, remotePort = 0 } = socket;
      this.family = family_of(localAddress);
      this.proto = IPPROTO_TCP;
      this.sockname = inet_address(localAddress, localPort);
      // Whoever has gone already has no address.
      this.peername = remoteAddress === undefined ? null : inet_address(remoteAddress, remotePort);
    } else {
      this.family = AF_UNIX;
      this.proto = 0;
      this.sockname = unix.sockname;
      this.peername = unix.peername;
    }
    if (this.family !== AF_UNIX) this.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
  }

  fileno(): number {
    return this.#closed ? -1 : this.#fileno;
  }

  /** What was the descriptor, for the repr of a closed transport. */
  last_fileno(): number {
    return this.#fileno;
  }

  is_closed(): boolean {
    return this.#closed;
  }

  close(): void {
    this.#closed = true;
    this.socket.destroy();
  }

  /** Ends the connection so that the other side sees an error, where there is such a thing. */
  reset(): void {
    if (this.family === AF_UNIX) this.socket.destroy();
    else this.socket.resetAndDestroy();
  }

  /** Before a transport has it. */
  _loop_closed(): void {
    this.close();
  }

  setsockopt(level: number, option: number, value: number | Uint8Array): boolean {
    if (typeof value !== "number") return false;
    if (level === IPPROTO_TCP && option === TCP_NODELAY) this.socket.setNoDelay(value !== 0);
    else if (level === SOL_SOCKET && option === SO_KEEPALIVE) this.socket.setKeepAlive(value !== 0);
    else return false;
    this.#options.set(option, value);
    return true;
  }

  getsockopt(level: number, option: number): number | null {
    if (level === SOL_SOCKET && option === SO_TYPE) return SOCK_STREAM;
    const known =
      (level === IPPROTO_TCP && option === TCP_NODELAY) || (level === SOL_SOCKET && option === SO_KEEPALIVE);
    return known ? (this.#options.get(option) ?? 0) : null;
  }

  shutdown(): void {
    this.socket.end();
  }
}

/** The descriptor of one of Node's sockets or servers, on the platforms where it has one; else -1. */
export function descriptor(socket: object): number {
  return (socket as { readonly _handle?: { readonly fd?: number } | null })._handle?.fd ?? -1;
}

/** What Node's streams do not show: how much of the piece that is being written is left to the system. */
interface Writing {
  readonly _handle?: { readonly writeQueueSize?: number } | null;
  readonly _writableState?: { readonly writelen?: number };
}

/** How many bytes the system has not taken yet: Node counts a piece as long as any of it is left. */
export function unsent(stream: Writable): number {
  const { writableLength } = stream;
  if (writableLength === 0) return 0;
  const { _handle: handle, _writableState: state } = stream as Writing;
  const left = handle?.writeQueueSize;
  const piece = state?.writelen;
  if (left === undefined || piece === undefined || left > piece || piece > writableLength)
    return writableLength;
  return writableLength - piece + left;
}
