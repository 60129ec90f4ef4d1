/**
 * The loop's methods that make a server, as in CPython's `base_events.py` and `unix_events.py`.
 */
import type { Server as NodeServer } from "node:net";
import type { Host, Port } from "../internal/node/names.js";
import type { OsPath } from "../internal/node/paths.js";
import { type Ssl, TlsSettings } from "../internal/node/tls.js";
import type { EventLoop } from "../node-events.js";
import type { BaseProtocol } from "../protocols.js";
import { ValueError } from "../python/exceptions.js";
import { repr } from "../python/repr.js";
import { Server } from "../server.js";
import { AI_PASSIVE } from "../socket.js";
import { sleep } from "../waiting.js";
import { check_tls_keywords, is_given, make_transport, server_tls } from "./connections.js";
import { type Acceptor, Listener, type ListenPlan, listen_tcp, listen_unix } from "./listen.js";
import { check_reuse_port } from "./reuse-port.js";
import type { TlsKeywords } from "./tls-transport.js";
import { unix_path } from "./unix-paths.js";

/** What the keywords of all servers have in common. */
export interface ServerOptions extends TlsKeywords {
  /** A server of Node's that listens, in place of an address. */
  readonly sock?: NodeServer | null | undefined;
  /** How many connections may wait to be accepted, by default 100. */
  readonly backlog?: number | null | undefined;
  /** The own certificate and key, as `node:tls` takes them, or a context. */
  readonly ssl?: Ssl | null | undefined;
  /** `false` to accept connections from `start_serving()` or `serve_forever()` on only. */
  readonly start_serving?: boolean | null | undefined;
}

/** The keywords of `create_server`. */
export interface CreateServerOptions extends ServerOptions {
  readonly family?: number | null | undefined;
  readonly flags?: number | null | undefined;
  /** Whether a port that was just in use can be had. Node always sets this where CPython does by default. */
  readonly reuse_address?: boolean | null | undefined;
  /** Lets several sockets listen on one port. */
  readonly reuse_port?: boolean | null | undefined;
  readonly keep_alive?: boolean | null | undefined;
}

/** The keywords of `create_unix_server`. */
export interface CreateUnixServerOptions extends ServerOptions {
  /** Whether the socket is removed from the file system when the server is closed, as it is by default. */
  readonly cleanup_socket?: boolean | null | undefined;
}

/** One host, or several. */
export type Hosts = Host | readonly Host[] | ReadonlySet<Host>;

/** Where `create_server` listens: one host, or several; none or `""` for all of this machine's addresses. */
export interface HostsAndPort {
  readonly host?: Hosts;
  readonly port?: Port;
}

export async function create_server(
  loop: EventLoop,
  factory: () => BaseProtocol,
  given: HostsAndPort & CreateServerOptions,
): Promise<Server> {
  const { host, port, sock } = given;
  const acceptor = acceptor_of(loop, factory, given);
  if (!is_given(host) && !is_given(port)) {
    if (!is_given(sock)) throw new ValueError("Neither host/port nor sock were specified");
    return await started(loop, [from_node(loop, sock, given, acceptor)], given);
  }
  if (is_given(sock)) throw new ValueError("host/port and sock can not be specified at the same time");
  if (given.reuse_port) check_reuse_port();
  const several = Array.isArray(host) || host instanceof Set;
  const hosts = several ? [...(host as Iterable<Host>)] : [host === "" ? null : (host as Host)];
  const hints = { family: given.family, flags: given.flags ?? AI_PASSIVE };
  return await started(loop, await listen_tcp(loop, hosts, port, hints, plan_of(given), acceptor), given);
}

export async function create_unix_server(
  loop: EventLoop,
  factory: () => BaseProtocol,
  given: { readonly path?: OsPath | null | undefined } & CreateUnixServerOptions,
): Promise<Server> {
  const { path, sock } = given;
  const acceptor = acceptor_of(loop, factory, given);
  if (is_given(path)) {
    if (is_given(sock)) throw new ValueError("path and sock can not be specified at the same time");
    return await started(loop, [await listen_unix(loop, unix_path(path), plan_of(given), acceptor)], given);
  }
  if (!is_given(sock)) throw new ValueError("path was not specified, and no sock specified");
  return await started(loop, [from_node(loop, sock, given, acceptor)], given);
}

function plan_of(given: CreateServerOptions & CreateUnixServerOptions): ListenPlan {
  return {
    backlog: given.backlog ?? 100,
    reuse_port: given.reuse_port ?? false,
    keep_alive: given.keep_alive ?? false,
    at_once: given.start_serving ?? true,
    cleanup: given.cleanup_socket ?? true,
  };
}

function acceptor_of(loop: EventLoop, factory: () => BaseProtocol, given: ServerOptions): Acceptor {
  if (typeof given.ssl === "boolean") throw new TypeError("ssl argument must be an SSLContext or None");
  check_tls_keywords(given, given.ssl);
  const tls = given.ssl ? server_tls(new TlsSettings(given.ssl), given) : null;
  return {
    protocol_factory: factory,
    accept(native, protocol, server) {
      const made = loop.create_future<void>();
      return { transport: make_transport(loop, native, protocol, tls, made, server), made };
    },
  };
}

function from_node(loop: EventLoop, sock: NodeServer, given: ServerOptions, acceptor: Acceptor): Listener {
  if (typeof sock?.listen !== "function" || !sock.listening) {
    throw new ValueError(`A Stream Socket was expected, got ${repr(sock)}`);
  }
  return new Listener(loop, plan_of(given), acceptor, sock);
}

async function started(
  loop: EventLoop,
  listeners: readonly Listener[],
  given: ServerOptions,
): Promise<Server> {
  const server = new Server(loop, listeners);
  if (given.start_serving ?? true) {
    await server._start_serving();
    await sleep(0);
  }
  return server;
}
