/**
 * One of Node's datagram sockets, as `TransportSocket` shows it and as a transport uses it.
 *
 * Node looks up every address, and answers in a later tick; CPython's `sendto` has sent, or failed, when it returns. So
 * numeric addresses are looked up on the spot, and the answer that the system gives at once is read off Node's inner
 * handle. On a Node that hides it, errors come a tick later, and nothing else changes.
 */
import type { RemoteInfo, Socket, SocketOptions } from "node:dgram";
import type { Resource } from "../../node-events.js";
import type { OSError } from "../../python/exceptions.js";
import {
  type Address,
  AF_INET6,
  IP_ADD_MEMBERSHIP,
  IP_DROP_MEMBERSHIP,
  IP_MULTICAST_LOOP,
  IP_MULTICAST_TTL,
  IP_TTL,
  IPPROTO_IP,
  IPPROTO_UDP,
  SO_BROADCAST,
  SO_RCVBUF,
  SO_SNDBUF,
  SO_TYPE,
  SOCK_DGRAM,
  SOL_SOCKET,
} from "../../socket.js";
import type { NativeSocket } from "../../trsock.js";
import { family_of, inet_address, ip_version, node_host } from "./addresses.js";
import { util } from "./builtins.js";
import { to_os_error } from "./errors.js";
import { dgram, dns } from "./lazy.js";
import { from_dns } from "./names.js";

export type InetAddress = Exclude<Address, string>;

/** What a socket tells its transport. */
export interface DatagramListener {
  received(data: Buffer, from: InetAddress): void;
  failed(error: Error): void;
}

/** A socket for one family of addresses, which can be told to share its port. */
export function new_datagram_socket(family: number, reuse_port: boolean): Socket {
  const options: SocketOptions & { readonly reusePort?: boolean } = {
    type: family === AF_INET6 ? "udp6" : "udp4",
    lookup: look_up as unknown as NonNullable<SocketOptions["lookup"]>,
    ...(reuse_port ? { reusePort: true } : {}),
  };
  return dgram().createSocket(options);
}

type LookedUp = (error: Error | null, address: string, family: number) => void;

function look_up(host: string, family: number, done: LookedUp): void {
  if (ip_version(host) !== 0) done(null, host, family);
  else dns().lookup(host, { family }, (error, ...found) => done(error && from_dns(error), ...found));
}

export class DatagramSocket implements NativeSocket, Resource {
  readonly socket: Socket;
  readonly family: number;
  readonly type: number = SOCK_DGRAM;
  readonly proto: number;
  readonly #fileno: number;
  readonly #options = new Map<number, number>();
  #listener: DatagramListener | null = null;
  /** What went wrong before anybody listened. */
  #early_error: Error | null = null;
  /** Python has no name for a socket that was neither bound nor connected and has sent nothing. */
  #anonymous: boolean;
  #closed = false;
  /** What the system has answered to the send that is under way: a number below 0 is an error, 0 is "later". */
  #answer: number | null = null;

  /** @param socket - has to be bound. */
  constructor(
    socket: Socket,
    { proto = 0, anonymous = false }: { readonly proto?: number; readonly anonymous?: boolean } = {},
  ) {
    this.socket = socket;
    this.proto = proto === 0 && !anonymous ? IPPROTO_UDP : proto;
    this.#anonymous = anonymous;
    this.family = family_of(socket.address().address);
    const handle = inner_handle(socket);
    this.#fileno = handle?.fd ?? -1;
    if (handle !== null) this.#watch_answers(handle);
    socket.on("message", (data: Buffer, from: RemoteInfo) => {
      this.#listener?.received(data, inet_address(from.address, from.port));
    });
    socket.on("error", (error) => {
      if (this.#listener === null) this.#early_error ??= to_os_error(error);
      else this.#listener.failed(to_os_error(error));
    });
    // The process waits for the loop, and not for its sockets.
    socket.unref();
  }

  /** From now on it tells what it receives. */
  listen(listener: DatagramListener): void {
    this.#listener = listener;
    if (this.#early_error !== null) listener.failed(this.#early_error);
  }

  #watch_answers(handle: InnerHandle): void {
    const { send } = handle;
    if (typeof send !== "function") return;
    handle.send = (...given) => {
      const answer = send.apply(handle, given);
      this.#answer = answer;
      return answer;
    };
  }

  /**
   * Sends to an address, or to the one that it is connected to.
   *
   * @param done - called when it is over, in the case of `"later"`.
   * @returns what the system has answered.
   */
  send(
    data: Buffer,
    address: InetAddress | null,
    done: (error: Error | null) => void,
  ): "sent" | "later" | OSError {
    this.#answer = null;
    this.#anonymous = false;
    let over = false;
    const on_answer = (error: Error | null): void => {
      if (!over) done(error && to_os_error(error));
    };
    if (address === null) this.socket.send(data, on_answer);
    else this.socket.send(data, address[1], node_host(address), on_answer);
    const answer = this.#answer as number | null;
    over = answer !== null && answer !== 0;
    if (!over) return "later";
    return (answer as number) > 0 ? "sent" : (to_os_error(send_error(answer as number)) as OSError);
  }

  get sockname(): Address {
    if (this.#anonymous) return inet_address(this.family === AF_INET6 ? "::" : "0.0.0.0", 0);
    const { address, port } = this.socket.address();
    return inet_address(address, port);
  }

  get peername(): Address | null {
    return remote_address(this.socket);
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
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.socket.close();
    } catch {
      // Somebody else has.
    }
  }

  /** Before a transport has it. */
  _loop_closed(): void {
    this.close();
  }

  setsockopt(level: number, option: number, value: number | Uint8Array): boolean {
    const { socket } = this;
    if (typeof value !== "number") return set_membership(socket, level, option, value);
    if (level === SOL_SOCKET && option === SO_BROADCAST) socket.setBroadcast(value !== 0);
    else if (level === SOL_SOCKET && option === SO_RCVBUF) socket.setRecvBufferSize(value);
    else if (level === SOL_SOCKET && option === SO_SNDBUF) socket.setSendBufferSize(value);
    else if (level === IPPROTO_IP && option === IP_TTL) socket.setTTL(value);
    else if (level === IPPROTO_IP && option === IP_MULTICAST_TTL) socket.setMulticastTTL(value);
    else if (level === IPPROTO_IP && option === IP_MULTICAST_LOOP) socket.setMulticastLoopback(value !== 0);
    else return false;
    if (level === SOL_SOCKET) this.#options.set(option, value);
    return true;
  }

  getsockopt(level: number, option: number): number | null {
    if (level !== SOL_SOCKET) return null;
    if (option === SO_TYPE) return SOCK_DGRAM;
    if (option === SO_RCVBUF) return this.socket.getRecvBufferSize();
    if (option === SO_SNDBUF) return this.socket.getSendBufferSize();
    return option === SO_BROADCAST ? (this.#options.get(option) ?? 0) : null;
  }
}

/** Joins or leaves a group; the value is C's `struct ip_mreq`: the group's address, then the interface's. */
function set_membership(socket: Socket, level: number, option: number, value: Uint8Array): boolean {
  if (level !== IPPROTO_IP || value.length !== 8) return false;
  const group = value.subarray(0, 4).join(".");
  const own = value.subarray(4).join(".");
  if (option === IP_ADD_MEMBERSHIP) socket.addMembership(group, own);
  else if (option === IP_DROP_MEMBERSHIP) socket.dropMembership(group, own);
  else return false;
  return true;
}

/** The address that a socket is connected to, or null. */
export function remote_address(socket: Socket): InetAddress | null {
  try {
    const { address, port } = socket.remoteAddress();
    return inet_address(address, port);
  } catch {
    return null;
  }
}

/** Whether a socket has an address of its own. */
export function is_bound(socket: Socket): boolean {
  try {
    socket.address();
    return true;
  } catch {
    return false;
  }
}

/** What a send of Node's would have failed with. */
function send_error(errno: number): Error {
  const code = util.getSystemErrorName(errno);
  return Object.assign(new Error(`send ${code}`), { errno, code, syscall: "send" });
}

interface InnerHandle {
  readonly fd?: number;
  send?: (...given: unknown[]) => number;
}

/** What Node keeps behind a socket, where it shows it. */
export function inner_handle(socket: Socket): InnerHandle | null {
  const key = Object.getOwnPropertySymbols(socket).find(({ description }) => description === "state symbol");
  const state = key && (socket as unknown as Record<symbol, { readonly handle?: InnerHandle | null }>)[key];
  return state?.handle ?? null;
}
