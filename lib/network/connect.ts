/**
 * Connecting: which addresses to try, in what order, and what to say when none answers, as in CPython's
 * `BaseEventLoop.create_connection`. Node's own attempt at this (`autoSelectFamily`) is turned off.
 */
import type { Socket, SocketConnectOpts } from "node:net";
import { copy_context } from "../contextvars.js";
import { ambient } from "../internal/ambient.js";
import {
  check_port,
  family_of,
  inet_address,
  ip_version,
  node_host,
  repr_address,
} from "../internal/node/addresses.js";
import { errno_of_error, to_os_error } from "../internal/node/errors.js";
import { net } from "../internal/node/lazy.js";
import type { AddressHints, Host, Port } from "../internal/node/names.js";
import { NodeSocket } from "../internal/node/node-socket.js";
import type { EventLoop } from "../node-events.js";
import { ExceptionGroup } from "../python/exception-groups.js";
import { OSError } from "../python/exceptions.js";
import { repr } from "../python/repr.js";
import {
  type Address,
  type AddressInfo,
  AF_INET,
  AF_INET6,
  IPPROTO_TCP,
  IPPROTO_UDP,
  SOCK_DGRAM,
  SOCK_STREAM,
} from "../socket.js";
import { detached_handle } from "./handles.js";
import { staggered_race } from "./staggered.js";

/** Where to connect to, and how. */
export interface ConnectPlan {
  readonly host: Host;
  readonly port: Port;
  readonly hints: AddressHints;
  readonly local_addr: readonly [host: Host, port: Port] | null;
  readonly happy_eyeballs_delay: number | null;
  readonly interleave: number | null;
  readonly all_errors: boolean;
}

/** The addresses of a host and port; without a look-up if they are numbers already. */
export async function ensure_resolved(
  loop: EventLoop,
  host: Host,
  port: Port,
  hints: AddressHints,
): Promise<readonly AddressInfo[]> {
  const known = numeric_address(host, port, hints);
  return known === null ? await loop.getaddrinfo(host, port, hints) : [known];
}

function numeric_address(host: Host, port: Port, hints: AddressHints): AddressInfo | null {
  if (typeof host !== "string" || host.includes("%") || ip_version(host) === 0) return null;
  const { type = SOCK_STREAM } = hints;
  const proto = type === SOCK_DGRAM ? IPPROTO_UDP : IPPROTO_TCP;
  if ((hints.proto ?? 0) !== 0 && hints.proto !== IPPROTO_TCP && hints.proto !== IPPROTO_UDP) return null;
  const number = port === null || port === undefined || port === "" ? 0 : Number(port);
  if (!Number.isInteger(number)) return null;
  const family = family_of(host);
  if ((hints.family ?? 0) !== 0 && hints.family !== family) return null;
  return [family, type ?? SOCK_STREAM, proto, "", inet_address(host, number)];
}

/** Tries one address after another, or one beside another; gives the first socket that is connected. */
export async function connect_tcp(loop: EventLoop, plan: ConnectPlan): Promise<NodeSocket> {
  const hints = { ...plan.hints, type: SOCK_STREAM };
  let infos = await ensure_resolved(loop, plan.host, plan.port, hints);
  const locals =
    plan.local_addr === null
      ? null
      : await ensure_resolved(loop, plan.local_addr[0], plan.local_addr[1], hints);
  if (infos.length === 0 || locals?.length === 0) throw new OSError("getaddrinfo() returned empty list");
  const interleave = plan.interleave ?? (plan.happy_eyeballs_delay === null ? 0 : 1);
  if (interleave > 0) infos = interleave_addrinfos(infos, interleave);

  const failures: Error[][] = [];
  const attempts = infos.map((info) => async (): Promise<NodeSocket> => {
    const own: Error[] = [];
    failures.push(own);
    return await connect_from(loop, info, locals, own);
  });
  const socket =
    plan.happy_eyeballs_delay === null
      ? await first_to_succeed(attempts)
      : await staggered_race(loop, attempts, plan.happy_eyeballs_delay, (loser) => loser.close());
  if (socket !== null) return socket;
  throw combined(failures.flat(), plan.all_errors);
}

async function first_to_succeed<T>(attempts: readonly (() => Promise<T>)[]): Promise<T | null> {
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
    }
  }
  return null;
}

function combined(failures: readonly Error[], all_errors: boolean): Error {
  const [first] = failures as [Error, ...Error[]];
  if (all_errors) return new ExceptionGroup("create_connection failed", [...failures]);
  if (failures.every(({ message }) => message === first.message)) return first;
  return new OSError(`Multiple exceptions: ${failures.map(({ message }) => message).join(", ")}`);
}

/** Alternates between the families; the first one's leading addresses stay in front. */
export function interleave_addrinfos(
  infos: readonly AddressInfo[],
  first_address_family_count: number,
): readonly AddressInfo[] {
  const by_family = new Map<number, AddressInfo[]>();
  for (const info of infos) by_family.set(info[0], [...(by_family.get(info[0]) ?? []), info]);
  const lists = [...by_family.values()];
  const reordered = lists[0]?.splice(0, first_address_family_count - 1) ?? [];
  for (let i = 0; lists.some((list) => i < list.length); i += 1) {
    for (const list of lists) {
      const info = list[i];
      if (info !== undefined) reordered.push(info);
    }
  }
  return reordered;
}

/** Connects to one address, from the first of the local ones that can be bound. What fails is added to `failures`. */
async function connect_from(
  loop: EventLoop,
  info: AddressInfo,
  locals: readonly AddressInfo[] | null,
  failures: Error[],
): Promise<NodeSocket> {
  const [family, , , , address] = info;
  check_port("connect", address[1]);
  const remote = { host: node_host(address), port: address[1], family: family === AF_INET6 ? 6 : 4 };
  try {
    if (locals === null) return await connect(loop, remote, address);
    for (const [local_family, , , , local] of locals) {
      if (local_family !== family) continue;
      try {
        const options = { ...remote, localAddress: node_host(local), localPort: local[1] };
        return await connect(loop, options, address);
      } catch (error) {
        if (!is_bind_error(error)) throw error;
        failures.push(bind_error(local, error));
      }
    }
    throw failures.pop() ?? new OSError(`no matching local address with ${family_repr(family)} found`);
  } catch (error) {
    if (error instanceof OSError) failures.push(error);
    throw error;
  }
}

function is_bind_error(error: unknown): error is OSError {
  return error instanceof OSError && (error.cause as NodeJS.ErrnoException | undefined)?.syscall === "bind";
}

/** CPython's text for an address that is taken, or none of this machine's. */
export function bind_error(address: Address, error: OSError): OSError {
  const text = `error while attempting to bind on address ${repr_address(address)}: ${error.message.toLowerCase()}`;
  return new OSError(error.errno, text, { cause: error.cause });
}

function family_repr(family: number): string {
  const name = family === AF_INET ? "AF_INET" : family === AF_INET6 ? "AF_INET6" : repr(family);
  return `family=<AddressFamily.${name}: ${family}>`;
}

/** Without giving way, since a Unix socket is connected at once, or not at all. */
export async function connect_unix(loop: EventLoop, path: string): Promise<NodeSocket> {
  const connected = new Promise<Socket>((resolve, reject) => {
    const socket = open_socket(loop, { path }, (error) => {
      if (error === null) {
        resolve(socket);
      } else {
        socket.destroy();
        reject(to_os_error(error));
      }
    });
  });
  return new NodeSocket(await loop._hold(connected), { sockname: "", peername: path });
}

/** Those that Python's `connect` raises at once; the others come with the address they were about. */
const IMMEDIATE = new Set([
  "EACCES",
  "EADDRNOTAVAIL",
  "EAFNOSUPPORT",
  "EINVAL",
  "ENETUNREACH",
  "EPERM",
  "EADDRINUSE",
]);

async function connect(
  loop: EventLoop,
  options: SocketConnectOpts,
  address: Exclude<Address, string>,
): Promise<NodeSocket> {
  const connected = loop.create_future<void>();
  let failure: Error | null = null;
  // A handle of the loop, as where CPython learns that the socket can be written to: a server in the same loop, whose
  // socket could be read before that, comes first.
  const handle = detached_handle(loop, () => {
    if (connected.done()) return;
    if (failure === null) connected.set_result(undefined);
    else connected.set_exception(connect_error(failure, address));
  });
  const socket = open_socket(loop, options, (error) => {
    failure ??= error;
    loop._add(handle);
  });
  const resource = { _loop_closed: () => void socket.destroy() };
  loop._opened(resource);
  try {
    await connected;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    loop._given_back(resource);
  }
  return new NodeSocket(socket);
}

/** A socket that is about to connect, and does not read before it is resumed. */
function open_socket(
  loop: EventLoop,
  options: SocketConnectOpts,
  done: (error: Error | null) => void,
): Socket {
  // It must not hold on to the task that makes it.
  return ambient.run({ _loop: loop, _task: null, _context: copy_context() }, () => {
    const socket = new (net().Socket)({ allowHalfOpen: true });
    socket.pause();
    // The process waits for the loop, and not for its sockets.
    socket.unref();
    socket.once("connect", () => done(null));
    // Stays: an error may come before the transport listens for it.
    socket.on("error", done);
    socket.connect({ autoSelectFamily: false, ...options } as SocketConnectOpts);
    loop._poll_soon();
    return socket;
  });
}

function connect_error(error: Error, address: Exclude<Address, string>): Error {
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  if (errno_of_error(error) === null || syscall === "bind" || IMMEDIATE.has(code)) return to_os_error(error);
  return to_os_error(error, { strerror: `Connect call failed ${repr_address(address)}` });
}
