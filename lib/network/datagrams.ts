/**
 * The loop's `create_datagram_endpoint`, as in CPython's `base_events.py`.
 *
 * Node binds and connects to numeric addresses on the spot, as CPython does. It always binds: an endpoint that was
 * given no address of its own has a port from the beginning, and not from the first datagram on.
 */
import type { Socket } from "node:dgram";
import { copy_context } from "../contextvars.js";
import { ambient } from "../internal/ambient.js";
import { check_port, node_host, repr_address } from "../internal/node/addresses.js";
import {
  DatagramSocket,
  type InetAddress,
  is_bound,
  new_datagram_socket,
  remote_address,
} from "../internal/node/datagram-socket.js";
import { os_error, to_os_error } from "../internal/node/errors.js";
import type { Host, Port } from "../internal/node/names.js";
import type { EventLoop } from "../node-events.js";
import type { BaseProtocol } from "../protocols.js";
import { NotImplementedError, OSError, ValueError } from "../python/exceptions.js";
import { repr } from "../python/repr.js";
import { AF_INET, AF_INET6, AF_UNIX, SO_BROADCAST, SOCK_DGRAM, SOL_SOCKET } from "../socket.js";
import type { DatagramTransport, Transport } from "../transports.js";
import { ensure_resolved } from "./connect.js";
import { SelectorDatagramTransport } from "./datagram-transport.js";
import { check_reuse_port } from "./reuse-port.js";

/** An end of `create_datagram_endpoint`. */
export type EndpointAddress = readonly [host: Host, port: Port] | null | undefined;

/** The ends of `create_datagram_endpoint`. */
export interface DatagramAddresses {
  /** Where to bind to. */
  readonly local_addr?: EndpointAddress;
  /** The only place to send to and to receive from. */
  readonly remote_addr?: EndpointAddress;
}

/** The keywords of `create_datagram_endpoint`. */
export interface DatagramEndpointOptions {
  readonly family?: number | null | undefined;
  readonly proto?: number | null | undefined;
  readonly flags?: number | null | undefined;
  /** Lets several sockets be bound to one port. */
  readonly reuse_port?: boolean | null | undefined;
  /** Lets it send to broadcast addresses; it is not connected to `remote_addr` then. */
  readonly allow_broadcast?: boolean | null | undefined;
  /** A socket of `node:dgram`, in place of all of these. */
  readonly sock?: Socket | null | undefined;
}

/** What `create_datagram_endpoint` gives: its transport reads and has a write buffer too, as CPython's. */
export type DatagramConnection<P> = readonly [transport: DatagramTransport & Transport, protocol: P];

type Given = DatagramAddresses & DatagramEndpointOptions;

export async function create_datagram_endpoint(
  loop: EventLoop,
  factory: () => BaseProtocol,
  given: Given,
): Promise<DatagramConnection<BaseProtocol>> {
  const { sock } = given;
  const [native, address] =
    sock === null || sock === undefined ? await open(loop, given) : [await adopt(loop, sock, given), null];
  let transport: SelectorDatagramTransport | null = null;
  try {
    const protocol = factory();
    const waiter = loop.create_future<void>();
    transport = new SelectorDatagramTransport(loop, native, protocol, address, waiter);
    await waiter;
    return [transport, protocol];
  } catch (error) {
    if (transport === null) native.close();
    else transport.close();
    throw error;
  }
}

// ---- a socket of Node's

async function adopt(loop: EventLoop, sock: Socket, given: Given): Promise<DatagramSocket> {
  if (typeof sock.addMembership !== "function") {
    throw new ValueError(`A datagram socket was expected, got ${repr(sock)}`);
  }
  const problems = Object.entries({
    local_addr: given.local_addr,
    remote_addr: given.remote_addr,
    family: given.family,
    proto: given.proto,
    flags: given.flags,
    reuse_port: given.reuse_port,
    allow_broadcast: given.allow_broadcast,
  })
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? repr_address(value as never) : repr(value)}`);
  if (problems.length > 0) {
    throw new ValueError(
      `socket modifier keyword arguments can not be used when sock is specified. (${problems.join(", ")})`,
    );
  }
  if (!is_bound(sock)) await bound(loop, sock);
  return new DatagramSocket(sock);
}

/** Waits until a socket has its own address, which somebody may have seen to already. */
async function bound(loop: EventLoop, sock: Socket): Promise<void> {
  const listening = loop.create_future<void>();
  const on_listening = (): void => {
    if (!listening.done()) listening.set_result(undefined);
  };
  const on_error = (error: Error): void => {
    if (!listening.done()) listening.set_exception(to_os_error(error));
  };
  sock.once("listening", on_listening);
  sock.once("error", on_error);
  try {
    try {
      sock.bind({ port: 0, exclusive: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_SOCKET_ALREADY_BOUND") throw error;
    }
    await listening;
  } finally {
    sock.off("listening", on_listening);
    sock.off("error", on_error);
  }
}

// ---- a socket of our own

/** What to bind and to connect one socket to. */
interface Ends {
  readonly family: number;
  readonly proto: number;
  local: InetAddress | null;
  remote: InetAddress | null;
}

async function open(
  loop: EventLoop,
  given: Given,
): Promise<[native: DatagramSocket, address: InetAddress | null]> {
  let first: OSError | null = null;
  for (const ends of await possible_ends(loop, given)) {
    if (given.reuse_port) check_reuse_port();
    try {
      return [await open_one(loop, ends, given), ends.remote];
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      first ??= error;
    }
  }
  throw first;
}

/** One for each family and protocol that has all the ends. */
async function possible_ends(loop: EventLoop, given: Given): Promise<Ends[]> {
  const family = given.family ?? 0;
  const proto = given.proto ?? 0;
  const wants_local = is_there(given.local_addr);
  const wants_remote = is_there(given.remote_addr);
  if (!wants_local && !wants_remote) {
    if (family === 0) throw new ValueError("unexpected address family");
    return [{ family, proto, local: null, remote: null }];
  }
  const addresses = [given.local_addr, given.remote_addr];
  if (family === AF_UNIX) {
    for (const address of addresses) {
      if (address !== null && address !== undefined && typeof address !== "string") {
        throw new TypeError("string is expected");
      }
    }
    return [{ family, proto, local: null, remote: null }];
  }
  const found = new Map<string, Ends>();
  for (const [index, address] of addresses.entries()) {
    if (address === null || address === undefined) continue;
    if (!Array.isArray(address) || address.length !== 2) throw new TypeError("2-tuple is expected");
    const [host, port] = address as readonly [Host, Port];
    const hints = { family, type: SOCK_DGRAM, proto, flags: given.flags ?? 0 };
    const infos = await ensure_resolved(loop, host, port, hints);
    if (infos.length === 0) throw new OSError("getaddrinfo() returned empty list");
    for (const [fam, , pro, , sockaddr] of infos) {
      const key = `${fam}/${pro}`;
      const ends: Ends = found.get(key) ?? { family: fam, proto: pro, local: null, remote: null };
      found.set(key, ends);
      ends[index === 0 ? "local" : "remote"] = sockaddr;
    }
  }
  const whole = [...found.values()].filter(
    ({ local, remote }) => !(wants_local && local === null) && !(wants_remote && remote === null),
  );
  if (whole.length === 0) throw new ValueError("can not get address information");
  return whole;
}

function is_there(address: EndpointAddress): boolean {
  return address !== null && address !== undefined && (address as readonly unknown[]).length > 0;
}

async function open_one(loop: EventLoop, ends: Ends, given: Given): Promise<DatagramSocket> {
  const { family, proto, local, remote } = ends;
  if (family === AF_UNIX) {
    throw new NotImplementedError(
      "create_datagram_endpoint() cannot be had for AF_UNIX on Node; use loop.create_unix_connection()",
    );
  }
  if (family !== AF_INET && family !== AF_INET6) throw os_error("EAFNOSUPPORT");
  const connects = remote !== null && !given.allow_broadcast;
  // A socket must not hold on to the task that made it.
  const scope = { _loop: loop, _task: null, _context: copy_context() };
  const socket = ambient.run(scope, () => new_datagram_socket(family, given.reuse_port ?? false));
  try {
    bind(socket, local);
  } catch (error) {
    socket.close();
    throw error;
  }
  const native = new DatagramSocket(socket, { proto, anonymous: local === null && !connects });
  loop._opened(native);
  try {
    if (given.allow_broadcast) native.setsockopt(SOL_SOCKET, SO_BROADCAST, 1);
    if (connects) await connect(loop, socket, remote);
    return native;
  } catch (error) {
    native.close();
    throw error;
  } finally {
    loop._given_back(native);
  }
}

function bind(socket: Socket, local: InetAddress | null): void {
  let failure: Error | null = null;
  const on_error = (error: Error): void => {
    failure = error;
  };
  socket.on("error", on_error);
  if (local !== null) check_port("bind", local[1]);
  const address = local === null ? {} : { address: node_host(local), port: local[1] };
  socket.bind({ port: 0, ...address, exclusive: true });
  socket.off("error", on_error);
  if (failure !== null) throw to_os_error(failure);
}

async function connect(loop: EventLoop, socket: Socket, remote: InetAddress): Promise<void> {
  const port = remote[1];
  check_port("connect", port);
  if (port === 0) throw os_error("EINVAL");
  const failed = loop.create_future<never>();
  socket.connect(port, node_host(remote), ((error?: Error) => {
    if (error !== undefined && !failed.done()) failed.set_exception(to_os_error(error));
  }) as () => void);
  if (remote_address(socket) === null) await failed;
}
