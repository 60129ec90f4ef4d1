/**
 * The loop's methods that make a connection, as in CPython's `base_events.py` and `unix_events.py`.
 */
import type { Socket } from "node:net";
import type { Future } from "../futures.js";
import type { AddressHints, Host, Port } from "../internal/node/names.js";
import { NodeSocket } from "../internal/node/node-socket.js";
import type { OsPath } from "../internal/node/paths.js";
import { no_context, type Ssl, TlsSettings } from "../internal/node/tls.js";
import type { EventLoop } from "../node-events.js";
import type { BaseProtocol } from "../protocols.js";
import { ConnectionResetError, ValueError } from "../python/exceptions.js";
import { repr } from "../python/repr.js";
import type { Server } from "../server.js";
import type { BaseTransport, Transport } from "../transports.js";
import { sleep } from "../waiting.js";
import { connect_tcp, connect_unix } from "./connect.js";
import { SocketTransport } from "./socket-transport.js";
import { type TlsKeywords, type TlsPlan, TlsTransport, tls_plan } from "./tls-transport.js";
import { unix_path } from "./unix-paths.js";

/** The keywords about TLS of a client. */
export interface ClientTlsKeywords extends TlsKeywords {
  /** `true`, or what `node:tls` takes, or a `tls.SecureContext`, or an `asyncio.ssl.SSLContext`. */
  readonly ssl?: boolean | Ssl | null | undefined;
  /** Whose certificate the server has to show, by default that of `host`; `""` for anyone's. */
  readonly server_hostname?: string | null | undefined;
}

/** The keywords of `create_connection`. */
export interface CreateConnectionOptions extends ClientTlsKeywords {
  readonly family?: number | null | undefined;
  readonly proto?: number | null | undefined;
  readonly flags?: number | null | undefined;
  /** A connected socket, in place of `host` and `port`. */
  readonly sock?: Socket | null | undefined;
  /** Where to connect from. */
  readonly local_addr?: readonly [host: Host, port: Port] | null | undefined;
  /** After how many seconds the next address is tried beside the present one. */
  readonly happy_eyeballs_delay?: number | null | undefined;
  /** How many addresses of the first family are tried before those of the others. */
  readonly interleave?: number | null | undefined;
  /** Throws an `ExceptionGroup` of all that went wrong. */
  readonly all_errors?: boolean | null | undefined;
}

/** Where `create_connection` connects to. */
export interface HostAndPort {
  readonly host?: Host;
  readonly port?: Port;
}

/** The keywords of `create_unix_connection`. */
export interface CreateUnixConnectionOptions extends ClientTlsKeywords {
  /** A connected socket, in place of a path. */
  readonly sock?: Socket | null | undefined;
}

/** The keywords of `connect_accepted_socket`. */
export interface AcceptedSocketOptions extends TlsKeywords {
  /** The own certificate and key, as `node:tls` takes them, or a context. */
  readonly ssl?: Ssl | null | undefined;
}

/** The keywords of `start_tls`. */
export interface StartTlsOptions extends TlsKeywords {
  readonly server_side?: boolean | null | undefined;
  /** Whose certificate the server has to show; `""` for anyone's. */
  readonly server_hostname?: string | null | undefined;
}

type ProtocolFactory<P extends BaseProtocol> = () => P;
type Connection<P> = readonly [transport: Transport, protocol: P];

/** @throws ValueError for a keyword about TLS where there is none. */
export function check_tls_keywords(given: TlsKeywords, ssl: unknown): void {
  for (const name of ["ssl_handshake_timeout", "ssl_shutdown_timeout"] as const) {
    if (is_given(given[name]) && !ssl) throw new ValueError(`${name} is only meaningful with ssl`);
  }
}

export function is_given<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

export async function create_connection(
  loop: EventLoop,
  factory: ProtocolFactory<BaseProtocol>,
  given: HostAndPort & CreateConnectionOptions,
): Promise<Connection<BaseProtocol>> {
  const { ssl, host, port, sock } = given;
  let { server_hostname } = given;
  if (is_given(server_hostname) && !ssl) {
    throw new ValueError("server_hostname is only meaningful with ssl");
  }
  if (!is_given(server_hostname) && ssl) {
    if (!host) throw new ValueError("You must set server_hostname when using ssl without a host");
    server_hostname = String(host);
  }
  check_tls_keywords(given, ssl);
  if (!is_given(host) && !is_given(port)) {
    if (!is_given(sock)) throw new ValueError("host and port was not specified and no sock specified");
    return await connected(loop, from_node(sock), factory, client_tls(given, server_hostname ?? ""));
  }
  if (is_given(sock)) throw new ValueError("host/port and sock can not be specified at the same time");
  const plan = client_tls(given, server_hostname ?? "");
  const hints: AddressHints = { family: given.family, proto: given.proto, flags: given.flags };
  const native = await connect_tcp(loop, {
    host,
    port,
    hints,
    local_addr: given.local_addr ?? null,
    happy_eyeballs_delay: given.happy_eyeballs_delay ?? null,
    interleave: given.interleave ?? null,
    all_errors: given.all_errors ?? false,
  });
  return await connected(loop, native, factory, plan);
}

export async function create_unix_connection(
  loop: EventLoop,
  factory: ProtocolFactory<BaseProtocol>,
  given: { readonly path?: OsPath | null | undefined } & CreateUnixConnectionOptions,
): Promise<Connection<BaseProtocol>> {
  const { ssl, path, sock, server_hostname } = given;
  if (ssl && !is_given(server_hostname)) {
    throw new ValueError("you have to pass server_hostname when using ssl");
  }
  if (!ssl && is_given(server_hostname)) {
    throw new ValueError("server_hostname is only meaningful with ssl");
  }
  check_tls_keywords(given, ssl);
  if (is_given(path) && is_given(sock)) {
    throw new ValueError("path and sock can not be specified at the same time");
  }
  const plan = client_tls(given, server_hostname ?? "");
  if (is_given(path)) return await connected(loop, await connect_unix(loop, unix_path(path)), factory, plan);
  if (!is_given(sock)) throw new ValueError("no path and sock were specified");
  return await connected(loop, from_node(sock), factory, plan);
}

export async function connect_accepted_socket(
  loop: EventLoop,
  factory: ProtocolFactory<BaseProtocol>,
  given: { readonly sock?: Socket } & AcceptedSocketOptions,
): Promise<Connection<BaseProtocol>> {
  const { ssl } = given;
  const native = from_node(given.sock);
  check_tls_keywords(given, ssl);
  const plan = ssl ? server_tls(new TlsSettings(ssl), given) : null;
  return await connected(loop, native, factory, plan);
}

export async function start_tls(
  loop: EventLoop,
  transport: BaseTransport,
  protocol: BaseProtocol,
  sslcontext: Ssl,
  given: StartTlsOptions,
): Promise<Transport> {
  // Not as the keyword `ssl`: which context it is has to be said.
  if ((sslcontext as unknown) === true) throw no_context(sslcontext);
  const settings = new TlsSettings(sslcontext);
  if (!(transport instanceof SocketTransport)) {
    throw new TypeError(`transport ${repr(transport)} is not supported by start_tls()`);
  }
  // CPython waits for the end of the handshake's time.
  if (transport.is_closing()) throw new ConnectionResetError();
  const plan = tls_plan(settings, given.server_side ?? false, given.server_hostname ?? "", given);
  // What comes from now on is no business of the present protocol.
  transport.pause_reading();
  let secure: SocketTransport = transport;
  try {
    await sleep(0);
    const waiter = loop.create_future<void>();
    secure = transport._hand_over(
      (native, server) => new TlsTransport(loop, native, protocol, plan, waiter, server, true),
    );
    await waiter;
  } catch (error) {
    secure.close();
    throw error;
  }
  return secure;
}

function client_tls(given: ClientTlsKeywords, server_hostname: string): TlsPlan | null {
  if (!given.ssl) return null;
  return tls_plan(new TlsSettings(given.ssl), false, server_hostname, given);
}

export function server_tls(settings: TlsSettings, given: TlsKeywords): TlsPlan {
  return tls_plan(settings, true, "", given);
}

/** @throws ValueError if it is none of Node's stream sockets. */
function from_node(sock: Socket | undefined): NodeSocket {
  if (typeof sock?.setNoDelay !== "function") {
    throw new ValueError(`A Stream Socket was expected, got ${repr(sock)}`);
  }
  sock.pause();
  sock.allowHalfOpen = true;
  const is_unix = sock.localAddress === undefined && sock.remoteAddress === undefined && !sock.destroyed;
  return new NodeSocket(sock, is_unix ? { sockname: "", peername: "" } : null);
}

/** Makes the transport, and waits until the protocol knows of it. */
async function connected(
  loop: EventLoop,
  native: NodeSocket,
  factory: ProtocolFactory<BaseProtocol>,
  tls: TlsPlan | null,
): Promise<Connection<BaseProtocol>> {
  let transport: SocketTransport | null = null;
  try {
    const protocol = factory();
    // In CPython it is a handle of its own that tells TLS of the connection.
    if (tls?.server_side === false) await sleep(0);
    const made = loop.create_future<void>();
    transport = make_transport(loop, native, protocol, tls, made);
    await made;
    return [transport, protocol];
  } catch (error) {
    if (transport === null) native.close();
    else transport.close();
    throw error;
  }
}

/** A transport over a connected socket; the future is done once its protocol knows of it. */
export function make_transport(
  loop: EventLoop,
  native: NodeSocket,
  protocol: BaseProtocol,
  tls: TlsPlan | null,
  made: Future<void>,
  server: Server | null = null,
): SocketTransport {
  if (tls !== null) return new TlsTransport(loop, native, protocol, tls, made, server);
  const transport = new SocketTransport(loop, native, protocol, { server });
  transport._begin(made);
  return transport;
}
