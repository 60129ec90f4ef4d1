/**
 * Listening, as in CPython's `BaseEventLoop.create_server` and `_accept_connection`.
 *
 * Node accepts by itself and between the loop's iterations: its sockets wait here for a handle of the loop, which gives
 * each a task of its own, in the context in which the server was started.
 */
import type { ListenOptions, Server as NodeServer, ServerOpts, Socket } from "node:net";
import { dirname } from "node:path";
import { copy_context } from "../contextvars.js";
import { coroutine } from "../coroutines.js";
import type { Handle } from "../events.js";
import { ambient } from "../internal/ambient.js";
import { check_port, family_of, inet_address, node_host, repr_address } from "../internal/node/addresses.js";
import { fs } from "../internal/node/builtins.js";
import { os_error, to_os_error } from "../internal/node/errors.js";
import { net } from "../internal/node/lazy.js";
import type { AddressHints, Host, Port } from "../internal/node/names.js";
import { descriptor, NodeSocket } from "../internal/node/node-socket.js";
import type { EventLoop, Resource } from "../node-events.js";
import type { BaseProtocol } from "../protocols.js";
import { is_fatal, OSError } from "../python/exceptions.js";
import { repr } from "../python/repr.js";
import type { Server } from "../server.js";
import { type Address, type AddressInfo, AF_INET6, AF_UNIX, IPPROTO_TCP, SOCK_STREAM } from "../socket.js";
import type { BaseTransport } from "../transports.js";
import { type NativeSocket, TransportSocket } from "../trsock.js";
import { gather } from "../waiting.js";
import { bind_error, ensure_resolved } from "./connect.js";
import { detached_handle } from "./handles.js";
import { warn_unclosed } from "./unclosed.js";
import { file_of, keeping, remove_stale_socket } from "./unix-paths.js";

/** How to listen, wherever it is. */
export interface ListenPlan {
  readonly backlog: number;
  readonly reuse_port: boolean;
  readonly keep_alive: boolean;
  /** False if the socket shall only be bound for now. */
  readonly at_once: boolean;
  /** Whether a Unix socket is removed from the file system when it is closed. */
  readonly cleanup: boolean;
}

/** Makes the transport of a connection that was accepted; the future is done once its protocol knows of it. */
export type Accept = (
  native: NodeSocket,
  protocol: BaseProtocol,
  server: Server,
) => {
  readonly transport: BaseTransport;
  readonly made: PromiseLike<void>;
};

/** What is called for each connection. */
export interface Acceptor {
  readonly protocol_factory: () => BaseProtocol;
  readonly accept: Accept;
}

/** Binds to each of the hosts' addresses once. */
export async function listen_tcp(
  loop: EventLoop,
  hosts: readonly Host[],
  port: Port,
  hints: AddressHints,
  plan: ListenPlan,
  acceptor: Acceptor,
): Promise<Listener[]> {
  const infos = new Map<string, AddressInfo>();
  const found = await gather(...hosts.map((host) => server_addresses(loop, host, port, hints)));
  for (const info of found.flat()) infos.set(JSON.stringify(info), info);
  const listeners: Listener[] = [];
  try {
    for (const [, , , , address] of infos.values()) {
      const listener = new Listener(loop, plan, acceptor);
      try {
        await listener.bind_tcp(address);
        listeners.push(listener);
      } catch (error) {
        listener.close();
        // A machine without IPv6 serves by IPv4 only.
        if (error instanceof OSError && is_unavailable(error)) continue;
        throw error instanceof OSError ? bind_error(address, error) : error;
      }
    }
    if (listeners.length > 0) return listeners;
    const addresses = [...infos.values()].map((info) => info[4]);
    throw new OSError(`could not bind on any address out of [${addresses.map(repr_address).join(", ")}]`);
  } catch (error) {
    for (const listener of listeners) listener.close();
    throw error;
  }
}

const server_addresses = coroutine(
  "BaseEventLoop._create_server_getaddrinfo",
  async (loop: EventLoop, host: Host, port: Port, hints: AddressHints): Promise<readonly AddressInfo[]> => {
    const infos = await ensure_resolved(loop, host, port, { ...hints, type: SOCK_STREAM });
    if (infos.length === 0) throw new OSError(`getaddrinfo(${repr(host)}) returned empty list`);
    return infos;
  },
);

function is_unavailable(error: OSError): boolean {
  const { code } = error.cause as NodeJS.ErrnoException;
  return code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT";
}

/** Binds to a path, from which a socket that is left over is removed. */
export async function listen_unix(
  loop: EventLoop,
  path: string,
  plan: ListenPlan,
  acceptor: Acceptor,
): Promise<Listener> {
  remove_stale_socket(path);
  const listener = new Listener(loop, plan, acceptor);
  try {
    await listener.bind_unix(path);
    return listener;
  } catch (error) {
    listener.close();
    throw error instanceof OSError ? unix_bind_error(path, error) : error;
  }
}

function unix_bind_error(path: string, error: OSError): OSError {
  const { code } = error.cause as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    return new OSError(error.errno, `Address ${repr(path)} is already in use`, { cause: error.cause });
  }
  // Node says so of a folder that is not there.
  return code === "EACCES" && !fs.existsSync(dirname(path)) ? os_error("ENOENT") : error;
}

/** One socket that listens. */
export class Listener implements Resource {
  readonly #loop: EventLoop;
  readonly #plan: ListenPlan;
  readonly #acceptor: Acceptor;
  readonly #native: NodeServer;
  /** Bound and not listening yet. */
  #bound: object | null = null;
  #socket: TransportSocket | null = null;
  #unix_path: string | null = null;
  /** What had that path when it was bound. */
  #file: bigint | null = null;
  #server: Server | null = null;
  /** Accepted by Node, and not yet by the loop. */
  #accepted: NodeSocket[] = [];
  #handle: Handle | null = null;
  #scheduled = false;

  constructor(loop: EventLoop, plan: ListenPlan, acceptor: Acceptor, native: NodeServer | null = null) {
    this.#loop = loop;
    this.#plan = plan;
    this.#acceptor = acceptor;
    const scope = { _loop: loop, _task: null, _context: copy_context() };
    this.#native = native ?? ambient.run(scope, () => new (net().Server)(server_options(plan)));
    this.#native.on("connection", this.#on_connection);
    this.#native.unref();
    loop._opened(this);
    if (native !== null) this.#set_socket(native.address());
  }

  /** What `server.sockets` shows. */
  get socket(): TransportSocket {
    return this.#socket as TransportSocket;
  }

  async bind_tcp(address: Exclude<Address, string>): Promise<void> {
    const host = node_host(address);
    const ipv6 = family_of(host) === AF_INET6;
    check_port("bind", address[1]);
    if (!this.#plan.at_once && this.#bind_only(host, address[1], ipv6)) return;
    await this.#listen({
      host,
      port: address[1],
      ipv6Only: ipv6,
      ...(this.#plan.reuse_port ? { reusePort: true } : {}),
    } as ListenOptions);
  }

  async bind_unix(path: string): Promise<void> {
    this.#unix_path = path;
    if (!this.#plan.at_once && this.#bind_only(path, -1, false)) return;
    await this.#listen({ path });
  }

  /**
   * Binds without listening, which Node has for its clusters only. Without it, connections are taken but wait until
   * the server is started; CPython refuses them.
   *
   * @returns false if this Node has nothing of that kind.
   */
  #bind_only(host: string, port: number, ipv6: boolean): boolean {
    const create = (net() as unknown as { _createServerHandle?: CreateServerHandle })._createServerHandle;
    if (typeof create !== "function") return false;
    const type = port === -1 ? -1 : ipv6 ? 6 : 4;
    const handle = create(host, port, type, undefined, ipv6 ? UV_TCP_IPV6ONLY : 0);
    if (typeof handle === "number") throw to_os_error({ errno: handle });
    this.#bound = handle;
    const address: BoundAddress = {};
    handle.getsockname?.(address);
    this.#set_socket({ address: address.address ?? "", port: address.port ?? 0 }, handle);
    return true;
  }

  async #listen(options: ListenOptions): Promise<void> {
    const { backlog } = this.#plan;
    await this.#listening(() => this.#native.listen({ ...options, backlog, exclusive: true }));
    this.#set_socket(this.#native.address());
  }

  async #listening(begin: () => void): Promise<void> {
    const listening = new Promise<void>((resolve, reject) => {
      this.#native.once("listening", resolve);
      this.#native.on("error", (error) => {
        reject(to_os_error(error));
        this.#accept_failed(error);
      });
    });
    begin();
    await this.#loop._hold(listening);
  }

  #accept_failed(error: Error): void {
    if (!this.#native.listening) return;
    this.#loop.call_exception_handler({
      message: "socket.accept() out of system resource",
      exception: to_os_error(error),
      socket: this.socket,
    });
  }

  #set_socket(address: ReturnType<NodeServer["address"]> | BoundAddress, handle: object | null = null): void {
    const unix = typeof address === "string" || this.#unix_path !== null;
    const { address: host = "", port = 0 } = (unix ? {} : address) as BoundAddress;
    this.#unix_path ??= unix ? (address as string) : null;
    if (this.#unix_path !== null) this.#file = file_of(this.#unix_path);
    this.#socket = new TransportSocket(
      new ListeningSocket(this.#native, this.#unix_path ?? inet_address(host, port), handle),
    );
  }

  /** Accepts connections for `server`, from now on. */
  async listen(server: Server): Promise<void> {
    this.#server = server;
    this.#handle = detached_handle(this.#loop, this.#accept);
    if (this.#bound !== null) {
      const handle = this.#bound;
      this.#bound = null;
      await this.#listening(() => this.#native.listen(handle, this.#plan.backlog));
    }
    if (this.#accepted.length > 0) this.#schedule();
  }

  readonly #on_connection = (socket: Socket): void => {
    socket.pause();
    socket.allowHalfOpen = true;
    socket.unref();
    // An error may come before the transport listens for it.
    socket.on("error", () => {});
    const path = this.#unix_path;
    const native = new NodeSocket(socket, path === null ? null : { sockname: path, peername: "" });
    this.#loop._opened(native);
    this.#accepted.push(native);
    // Node takes one or two at a time, CPython all there are.
    this.#loop._poll_again();
    this.#schedule();
  };

  #schedule(): void {
    if (this.#scheduled || this.#handle === null) return;
    this.#scheduled = true;
    this.#loop._add(this.#handle);
  }

  readonly #accept = (): void => {
    this.#scheduled = false;
    const accepted = this.#accepted;
    this.#accepted = [];
    for (const native of accepted) {
      this.#loop.create_task(accept_connection(this.#loop, this.#acceptor, native, this.#server as Server));
    }
  };

  close(): void {
    this.#handle?.cancel();
    for (const native of this.#accepted) {
      this.#loop._given_back(native);
      native.close();
    }
    this.#accepted = [];
    const path = this.#unix_path;
    const is_its_own = this.#plan.cleanup && path !== null && file_of(path) === this.#file;
    if (this.#socket === null || path === null || is_its_own) this.#close_native();
    else keeping(path, () => this.#close_native());
    this.#loop._given_back(this);
  }

  #close_native(): void {
    (this.#bound as { close?(): void } | null)?.close?.();
    this.#bound = null;
    if (this.#native.listening) this.#native.close();
  }

  _loop_closed(): void {
    if (this.#socket !== null) warn_unclosed(this.#loop, repr(this.#socket));
    this.close();
  }
}

/** From libuv. */
const UV_TCP_IPV6ONLY = 1;

interface BoundAddress {
  readonly address?: string;
  readonly port?: number;
}

interface BoundHandle {
  getsockname?(into: BoundAddress): number;
}

type CreateServerHandle = (
  host: string,
  port: number,
  type: number,
  fd: undefined,
  flags: number,
) => BoundHandle | number;

function server_options({ keep_alive }: ListenPlan): ServerOpts {
  return { allowHalfOpen: true, pauseOnConnect: true, noDelay: true, keepAlive: keep_alive };
}

/** One of Node's servers, as `TransportSocket` shows it. */
class ListeningSocket implements NativeSocket {
  readonly #server: NodeServer;
  readonly family: number;
  readonly type: number = SOCK_STREAM;
  readonly proto: number;
  readonly sockname: Address;
  readonly peername = null;
  readonly #bound: object | null;

  constructor(server: NodeServer, sockname: Address, bound: object | null) {
    this.#server = server;
    this.sockname = sockname;
    this.#bound = bound;
    this.family = typeof sockname === "string" ? AF_UNIX : family_of(sockname[0]);
    this.proto = typeof sockname === "string" ? 0 : IPPROTO_TCP;
  }

  fileno(): number {
    return this.#server.listening ? descriptor(this.#server) : descriptor({ _handle: this.#bound });
  }

  is_closed(): boolean {
    return this.fileno() === -1 && !this.#server.listening;
  }
}

const accept_connection = coroutine(
  "BaseSelectorEventLoop._accept_connection2",
  async (loop: EventLoop, acceptor: Acceptor, native: NodeSocket, server: Server): Promise<void> => {
    let protocol: BaseProtocol | null = null;
    let transport: BaseTransport | null = null;
    try {
      protocol = acceptor.protocol_factory();
      const accepted = acceptor.accept(native, protocol, server);
      transport = accepted.transport;
      await accepted.made;
    } catch (exception) {
      if (transport !== null) transport.close();
      else native.close();
      if (is_fatal(exception)) throw exception;
      if (!loop.get_debug()) return;
      loop.call_exception_handler({
        message: "Error on transport creation for incoming connection",
        exception,
        ...(protocol === null ? {} : { protocol }),
        ...(transport === null ? {} : { transport }),
      });
    } finally {
      loop._given_back(native);
    }
  },
);
