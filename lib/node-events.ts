/**
 * The event loop on Node, as CPython's `unix_events.py` and `selector_events.py` are on Unix.
 *
 * The methods here are thin: each area's logic is in a file of its own under `network`, none of which is loaded before
 * one of them is called.
 */
import type { FileHandle } from "node:fs/promises";
import type { Socket } from "node:net";
import { BaseEventLoop, type NamedCallback } from "./base-events.js";
import { type Coroutine, coroutine } from "./coroutines.js";
import { _set_loop_factory, type Callback, type CallbackKeywords } from "./events.js";
import type { AddressHints, Host, Port } from "./internal/node/names.js";
import type { OsPath } from "./internal/node/paths.js";
import type { ReadablePipe, WritablePipe } from "./internal/node/pipe-ends.js";
import { SignalHandlers, signal_name } from "./internal/node/signals.js";
import type { Ssl } from "./internal/node/tls.js";
import type {
  AcceptedSocketOptions,
  CreateConnectionOptions,
  CreateUnixConnectionOptions,
  HostAndPort,
  StartTlsOptions,
} from "./network/connections.js";
import type {
  DatagramAddresses,
  DatagramConnection,
  DatagramEndpointOptions,
  EndpointAddress,
} from "./network/datagrams.js";
import type { ChildConnection, OsText, ProcessOptions } from "./network/processes.js";
import type { SendfileArguments } from "./network/sendfile.js";
import type { CreateServerOptions, CreateUnixServerOptions, Hosts, HostsAndPort } from "./network/servers.js";
import {
  type ByPlaceOrName,
  CONNECTION_KEYWORDS,
  child_arguments,
  ENDPOINT_ADDRESSES,
  ENDPOINT_KEYWORDS,
  type Factory,
  HINTS,
  HOST_AND_PORT,
  PATH,
  type Path,
  type PlaceAndKeywords,
  pipe_arguments,
  SERVER_KEYWORDS,
  SOCK,
  type StartTlsArguments,
  TIMEOUT_KEYWORDS,
  TLS_KEYWORDS,
  UNIX_CONNECTION_KEYWORDS,
  UNIX_SERVER_KEYWORDS,
  with_factory,
} from "./network-arguments.js";
import type * as networks from "./networks.js";
import type { BaseProtocol, SubprocessProtocol } from "./protocols.js";
import { first_by_name, type Named, take_arguments, the_argument } from "./python/arguments.js";
import { NotImplementedError } from "./python/exceptions.js";
import type { NoKwargs } from "./python/kwargs.js";
import { check_keywords } from "./python/kwargs.js";
import type { Server } from "./server.js";
import type { Address, AddressInfo } from "./socket.js";
import type { BaseTransport, ReadTransport, Transport, WriteTransport } from "./transports.js";

type Networks = typeof networks;
type Arguments<Name extends keyof Networks> = Parameters<Networks[Name]>;
type Outcome<Name extends keyof Networks> = Awaited<ReturnType<Networks[Name]>>;
type Methods = {
  readonly [Name in keyof Networks]: (...args: Arguments<Name>) => PromiseLike<Outcome<Name>>;
};

let loaded: Methods | null = null;

/** A method of the loop that is written in the part for networks, pipes and processes. */
function networking<Name extends keyof Networks>(
  name: Name,
): (...args: Arguments<Name>) => Coroutine<Outcome<Name>> {
  return coroutine(`EventLoop.${name}`, async (...args: Arguments<Name>): Promise<Outcome<Name>> => {
    const [loop] = args;
    loaded ??= await loop._hold<Methods>(import("./networks.js"));
    return loaded[name](...args);
  });
}

/** Something of Node's that belongs to a loop, and must not outlive it: a transport, a server. */
export interface Resource {
  /** The loop is closed while this is open: give it back to Node, and warn. */
  _loop_closed(): void;
}

/**
 * asyncio's event loop, on Node's own.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html
 */
export class EventLoop extends BaseEventLoop {
  readonly #resources = new Set<Resource>();
  readonly #signals = new SignalHandlers();

  /** @internal */
  _opened(resource: Resource): void {
    this.#resources.add(resource);
  }

  /** @internal */
  _given_back(resource: Resource): void {
    this.#resources.delete(resource);
  }

  /** @internal */
  override _open_count(): number {
    return this.#resources.size;
  }

  /**
   * Has `callback(...args)` called by the loop whenever the signal comes, in place of what the process would do.
   *
   * @param sig - a name such as `"SIGTERM"`, or a number.
   * @throws ValueError for an unknown signal; RuntimeError for one that cannot be caught, or if the loop is closed;
   * TypeError if `callback` is no function.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.add_signal_handler
   */
  add_signal_handler<A extends unknown[]>(
    sig: string | number,
    callback: Callback<A>,
    ...args: [...A, CallbackKeywords]
  ): void;
  add_signal_handler(keywords: NamedCallback & Named<"sig", string | number>): void;
  add_signal_handler(sig: string | number, keywords: NamedCallback): void;
  add_signal_handler<A extends unknown[]>(
    sig: string | number,
    callback: Callback<A> & NoKwargs<A>,
    ...args: A
  ): void;
  add_signal_handler(
    sig: string | number | object,
    callback?: Callback<never[]> | object,
    ...args: unknown[]
  ): void {
    const named = first_by_name<string | number>("sig", sig);
    if (named !== null) {
      this.add_signal_handler(named[0], named[1] as unknown as NamedCallback);
      return;
    }
    const signal = signal_name(sig as string | number);
    this._check_closed();
    this.#signals.add(signal, this._make_handle("add_signal_handler", callback, args));
  }

  /**
   * Takes the handler of a signal away; says whether there was one.
   *
   * @throws ValueError for an unknown signal.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.remove_signal_handler
   */
  remove_signal_handler(sig: string | number | Named<"sig", string | number>): boolean {
    return this.#signals.remove(signal_name(the_argument("remove_signal_handler", "sig", sig)));
  }

  // ---- names

  /**
   * The addresses of a host and port.
   *
   * @param host - a name or an address; `null` for this machine.
   * @param port - a number, or the name of a service.
   * @throws socket.gaierror if there are none.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.getaddrinfo
   */
  getaddrinfo(
    host: Host | (Required<HostAndPort> & AddressHints),
    port?: Port | (Named<"port", Port> & AddressHints),
    options: AddressHints = {},
  ): Coroutine<AddressInfo[]> {
    check_keywords("getaddrinfo", options, HINTS);
    const named = first_by_name<Host>("host", host);
    if (named !== null) return this.getaddrinfo(named[0], named[1] as Named<"port", Port>);
    const at = first_by_name<Port>("port", port);
    if (at !== null) return this.getaddrinfo(host, ...at);
    return EventLoop.#getaddrinfo(this, host as Host, port as Port, options);
  }

  static readonly #getaddrinfo = networking("getaddrinfo");

  /**
   * The names of a host and a port.
   *
   * @param flags - `NI_*`; or `{ flags }`.
   * @throws socket.gaierror if the address is none.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.getnameinfo
   */
  getnameinfo(
    ...given: PlaceAndKeywords<
      [sockaddr: Address, flags?: number],
      Named<"sockaddr", Address>,
      { readonly flags?: number }
    >
  ): Coroutine<[host: string, service: string]>;
  getnameinfo(
    sockaddr: Address,
    keywords: { readonly flags?: number },
  ): Coroutine<[host: string, service: string]>;
  getnameinfo(...given: readonly unknown[]): Coroutine<[host: string, service: string]> {
    const { sockaddr, flags } = take_arguments<{ sockaddr: Address; flags: number }, "sockaddr">(
      "getnameinfo",
      given,
      ["sockaddr", "flags"],
      [],
      ["sockaddr"],
    );
    return EventLoop.#getnameinfo(this, sockaddr, flags ?? 0);
  }

  static readonly #getnameinfo = networking("getnameinfo");

  // ---- connections

  /**
   * Connects to a host's port, by TCP.
   *
   * @example
   * const [transport, protocol] = await loop.create_connection(() => new EchoClient(), "127.0.0.1", 8888);
   *
   * @throws OSError if none of the addresses answers; ssl.SSLError if the handshake fails.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.create_connection
   */
  create_connection<P extends BaseProtocol>(
    keywords: Factory<P> & HostAndPort & CreateConnectionOptions,
  ): Coroutine<Connection<P>>;
  create_connection<P extends BaseProtocol>(
    protocol_factory: () => P,
    ...given: PlaceAndKeywords<[host?: Host, port?: Port], HostAndPort, CreateConnectionOptions>
  ): Coroutine<Connection<P>>;
  create_connection(...given: readonly unknown[]): Coroutine<Connection<BaseProtocol>> {
    const { protocol_factory, ...taken } = with_factory<HostAndPort & CreateConnectionOptions>(
      "create_connection",
      given,
      HOST_AND_PORT,
      CONNECTION_KEYWORDS,
    );
    return EventLoop.#create_connection(this, protocol_factory, taken);
  }

  static readonly #create_connection = networking("create_connection");

  /**
   * Connects to a Unix socket.
   *
   * @throws OSError if nobody listens there.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.create_unix_connection
   */
  create_unix_connection<P extends BaseProtocol>(
    keywords: Factory<P> & Path & CreateUnixConnectionOptions,
  ): Coroutine<Connection<P>>;
  create_unix_connection<P extends BaseProtocol>(
    protocol_factory: () => P,
    ...given: PlaceAndKeywords<[path?: OsPath | null], Path, CreateUnixConnectionOptions>
  ): Coroutine<Connection<P>>;
  create_unix_connection(...given: readonly unknown[]): Coroutine<Connection<BaseProtocol>> {
    const { protocol_factory, ...taken } = with_factory<Path & CreateUnixConnectionOptions>(
      "create_unix_connection",
      given,
      PATH,
      UNIX_CONNECTION_KEYWORDS,
    );
    return EventLoop.#create_unix_connection(this, protocol_factory, taken);
  }

  static readonly #create_unix_connection = networking("create_unix_connection");

  /**
   * Makes a transport of a connection that something else has accepted: one of Node's sockets.
   *
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.connect_accepted_socket
   */
  connect_accepted_socket<P extends BaseProtocol>(
    keywords: Factory<P> & Named<"sock", Socket> & AcceptedSocketOptions,
  ): Coroutine<Connection<P>>;
  connect_accepted_socket<P extends BaseProtocol>(
    protocol_factory: () => P,
    ...given: PlaceAndKeywords<[sock?: Socket], { readonly sock: Socket }, AcceptedSocketOptions>
  ): Coroutine<Connection<P>>;
  connect_accepted_socket(...given: readonly unknown[]): Coroutine<Connection<BaseProtocol>> {
    const { protocol_factory, ...taken } = with_factory<Named<"sock", Socket> & AcceptedSocketOptions>(
      "connect_accepted_socket",
      given,
      SOCK,
      TLS_KEYWORDS,
    );
    return EventLoop.#connect_accepted_socket(this, protocol_factory, taken);
  }

  static readonly #connect_accepted_socket = networking("connect_accepted_socket");

  /**
   * Goes over to TLS on a connection; gives the transport that the protocol uses from then on.
   *
   * @throws TypeError if the transport is none of a socket; ssl.SSLError if the handshake fails.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.start_tls
   */
  start_tls(keywords: StartTlsArguments & StartTlsOptions): Coroutine<Transport>;
  start_tls(
    transport: BaseTransport,
    protocol: BaseProtocol,
    sslcontext: Ssl,
    options?: StartTlsOptions,
  ): Coroutine<Transport>;
  start_tls(...given: readonly unknown[]): Coroutine<Transport> {
    const place = ["transport", "protocol", "sslcontext"] as const;
    // The last but one may itself be a plain object.
    const args = given.length === place.length ? [...given, {}] : given;
    const { transport, protocol, sslcontext, ...options } = take_arguments<
      StartTlsArguments & StartTlsOptions,
      (typeof place)[number]
    >("start_tls", args, place, ["server_side", "server_hostname", ...TIMEOUT_KEYWORDS], place);
    return EventLoop.#start_tls(this, transport, protocol, sslcontext, options);
  }

  static readonly #start_tls = networking("start_tls");

  /**
   * Sends a file, from `offset` on, `count` bytes or all of it; gives the number of bytes.
   *
   * Differs from CPython: the file is read and written, and its own position stays as it is.
   *
   * @throws RuntimeError if the transport is closing or none of a socket; SendfileNotAvailableError for
   * `{ fallback: false }`, since Node has no `sendfile` of the operating system.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.sendfile
   */
  sendfile(keywords: SendfileArguments): Coroutine<number>;
  sendfile(
    transport: BaseTransport,
    ...given:
      | [keywords: Omit<SendfileArguments, "transport">]
      | [
          file: FileHandle,
          ...PlaceAndKeywords<
            [offset?: number, count?: number | null],
            Pick<SendfileArguments, "offset" | "count">,
            Pick<SendfileArguments, "fallback">
          >,
        ]
  ): Coroutine<number>;
  sendfile(...given: readonly unknown[]): Coroutine<number> {
    const place = ["transport", "file", "offset", "count"] as const;
    const { transport, file, ...others } = take_arguments<SendfileArguments, "transport" | "file">(
      "sendfile",
      given,
      place,
      ["fallback"],
      ["transport", "file"],
    );
    return EventLoop.#sendfile(this, transport, file, others);
  }

  static readonly #sendfile = networking("sendfile");

  // ---- servers

  /**
   * Listens on a port, by TCP, at one host, at several, or (`null` or `""`) at all addresses of this machine.
   *
   * @example
   * const server = await loop.create_server(() => new EchoServer(), "127.0.0.1", 8888);
   *
   * @throws OSError if it cannot be bound.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.create_server
   */
  create_server(keywords: Factory & HostsAndPort & CreateServerOptions): Coroutine<Server>;
  create_server(
    protocol_factory: () => BaseProtocol,
    ...given: PlaceAndKeywords<[host?: Hosts, port?: Port], HostsAndPort, CreateServerOptions>
  ): Coroutine<Server>;
  create_server(...given: readonly unknown[]): Coroutine<Server> {
    const { protocol_factory, ...taken } = with_factory<HostsAndPort & CreateServerOptions>(
      "create_server",
      given,
      HOST_AND_PORT,
      SERVER_KEYWORDS,
    );
    return EventLoop.#create_server(this, protocol_factory, taken);
  }

  static readonly #create_server = networking("create_server");

  /**
   * Listens on a Unix socket. One that is left over at that path is removed.
   *
   * @throws OSError if it cannot be bound.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.create_unix_server
   */
  create_unix_server(keywords: Factory & Path & CreateUnixServerOptions): Coroutine<Server>;
  create_unix_server(
    protocol_factory: () => BaseProtocol,
    ...given: PlaceAndKeywords<[path?: OsPath | null], Path, CreateUnixServerOptions>
  ): Coroutine<Server>;
  create_unix_server(...given: readonly unknown[]): Coroutine<Server> {
    const { protocol_factory, ...taken } = with_factory<Path & CreateUnixServerOptions>(
      "create_unix_server",
      given,
      PATH,
      UNIX_SERVER_KEYWORDS,
    );
    return EventLoop.#create_unix_server(this, protocol_factory, taken);
  }

  static readonly #create_unix_server = networking("create_unix_server");

  // ---- datagrams

  /**
   * Makes an endpoint of datagrams, UDP, that is bound to `local_addr`, connected to `remote_addr`, or both.
   *
   * @example
   * const [transport, protocol] = await loop.create_datagram_endpoint(() => new Echo(), ["127.0.0.1", 9999]);
   *
   * Differs from CPython: what has come and the loop has not got to is kept up to 256 KiB, besides what the system keeps.
   *
   * @throws OSError if it cannot be bound or connected; NotImplementedError for `AF_UNIX`, which Node has for streams only.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.create_datagram_endpoint
   */
  create_datagram_endpoint<P extends BaseProtocol>(
    keywords: Factory<P> & DatagramAddresses & DatagramEndpointOptions,
  ): Coroutine<DatagramConnection<P>>;
  create_datagram_endpoint<P extends BaseProtocol>(
    protocol_factory: () => P,
    ...given: PlaceAndKeywords<
      [local_addr?: EndpointAddress, remote_addr?: EndpointAddress],
      DatagramAddresses,
      DatagramEndpointOptions
    >
  ): Coroutine<DatagramConnection<P>>;
  create_datagram_endpoint(...given: readonly unknown[]): Coroutine<DatagramConnection<BaseProtocol>> {
    const { protocol_factory, ...taken } = with_factory<DatagramAddresses & DatagramEndpointOptions>(
      "create_datagram_endpoint",
      given,
      ENDPOINT_ADDRESSES,
      ENDPOINT_KEYWORDS,
    );
    return EventLoop.#create_datagram_endpoint(this, protocol_factory, taken);
  }

  static readonly #create_datagram_endpoint = networking("create_datagram_endpoint");

  // ---- pipes and processes

  /**
   * Reads from a pipe: one of Node's streams, a descriptor or a `FileHandle`, which the transport closes in the end.
   *
   * Differs from CPython: standard input stays open.
   *
   * @throws ValueError for a file: "Pipe transport is for pipes/sockets only."; OSError for a descriptor that is none.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.connect_read_pipe
   */
  connect_read_pipe<P extends BaseProtocol>(
    ...given: ByPlaceOrName<"protocol_factory", () => P, "pipe", ReadablePipe>
  ): Coroutine<readonly [transport: ReadTransport, protocol: P]>;
  connect_read_pipe(
    ...given: readonly unknown[]
  ): Coroutine<readonly [transport: ReadTransport, protocol: BaseProtocol]> {
    const [protocol_factory, pipe] = pipe_arguments<ReadablePipe>("connect_read_pipe", given);
    return EventLoop.#connect_read_pipe(this, protocol_factory, pipe);
  }

  static readonly #connect_read_pipe = networking("connect_read_pipe");

  /**
   * Writes to a pipe: one of Node's streams, a descriptor or a `FileHandle`, which the transport closes in the end.
   *
   * Differs from CPython: standard output and error stay open, and Node may write to them at once, however slow the
   * reader is.
   *
   * @throws ValueError for a file: "Pipe transport is only for pipes, sockets and character devices"; OSError for a
   * descriptor that is none.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.connect_write_pipe
   */
  connect_write_pipe<P extends BaseProtocol>(
    ...given: ByPlaceOrName<"protocol_factory", () => P, "pipe", WritablePipe>
  ): Coroutine<readonly [transport: WriteTransport, protocol: P]>;
  connect_write_pipe(
    ...given: readonly unknown[]
  ): Coroutine<readonly [transport: WriteTransport, protocol: BaseProtocol]> {
    const [protocol_factory, pipe] = pipe_arguments<WritablePipe>("connect_write_pipe", given);
    return EventLoop.#connect_write_pipe(this, protocol_factory, pipe);
  }

  static readonly #connect_write_pipe = networking("connect_write_pipe");

  /**
   * Runs a program, with pipes for standard input, output and error unless the keywords say otherwise.
   *
   * @param args - its arguments, and behind them the keywords: those of Python's `subprocess.Popen`.
   * @throws FileNotFoundError if there is no such program or no such `cwd`; PermissionError if it cannot be executed;
   * NotImplementedError for keywords that Node cannot serve.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.subprocess_exec
   */
  subprocess_exec<P extends SubprocessProtocol>(
    keywords: Factory<P> & Named<"program", OsText> & ProcessOptions,
  ): Coroutine<ChildConnection<P>>;
  subprocess_exec<P extends SubprocessProtocol>(
    protocol_factory: () => P,
    ...args: readonly OsText[] | readonly [...args: OsText[], keywords: ProcessOptions]
  ): Coroutine<ChildConnection<P>>;
  subprocess_exec(...given: readonly unknown[]): Coroutine<ChildConnection<SubprocessProtocol>> {
    const [factory, command, options] = child_arguments("subprocess_exec", "program", given);
    return EventLoop.#subprocess_exec(this, factory, command, options) as Coroutine<
      ChildConnection<SubprocessProtocol>
    >;
  }

  static readonly #subprocess_exec = networking("subprocess_exec");

  /**
   * Runs a command by the shell, `/bin/sh`.
   *
   * @throws ValueError if it is no text; OSError if the shell cannot be run; NotImplementedError for keywords that Node
   * cannot serve.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.subprocess_shell
   */
  subprocess_shell<P extends SubprocessProtocol>(
    keywords: Factory<P> & Named<"cmd", OsText> & ProcessOptions,
  ): Coroutine<ChildConnection<P>>;
  subprocess_shell<P extends SubprocessProtocol>(
    protocol_factory: () => P,
    ...given: [cmd: OsText, keywords?: ProcessOptions] | [keywords: Named<"cmd", OsText> & ProcessOptions]
  ): Coroutine<ChildConnection<P>>;
  subprocess_shell(...given: readonly unknown[]): Coroutine<ChildConnection<SubprocessProtocol>> {
    const [factory, [cmd], options] = child_arguments("subprocess_shell", "cmd", given);
    return EventLoop.#subprocess_shell(this, factory, cmd, options) as Coroutine<
      ChildConnection<SubprocessProtocol>
    >;
  }

  static readonly #subprocess_shell = networking("subprocess_shell");

  // ---- what Node cannot do

  /** @throws NotImplementedError always: Node does not watch descriptors. */
  add_reader(_fd: unknown, _callback: (...args: never[]) => unknown, ..._args: unknown[]): never {
    throw unable("add_reader", "use loop.connect_read_pipe() or a stream");
  }

  /** @throws NotImplementedError always: Node does not watch descriptors. */
  remove_reader(_fd: unknown): never {
    throw unable("remove_reader", "use loop.connect_read_pipe() or a stream");
  }

  /** @throws NotImplementedError always: Node does not watch descriptors. */
  add_writer(_fd: unknown, _callback: (...args: never[]) => unknown, ..._args: unknown[]): never {
    throw unable("add_writer", "use loop.connect_write_pipe() or a stream");
  }

  /** @throws NotImplementedError always: Node does not watch descriptors. */
  remove_writer(_fd: unknown): never {
    throw unable("remove_writer", "use loop.connect_write_pipe() or a stream");
  }

  /** @throws NotImplementedError always: Node has no raw sockets. */
  sock_recv(_sock: unknown, _nbytes: number): never {
    throw unable("sock_recv", "use asyncio.open_connection() and reader.read()");
  }

  /** @throws NotImplementedError always: Node has no raw sockets. */
  sock_recv_into(_sock: unknown, _buf: Uint8Array): never {
    throw unable("sock_recv_into", "use loop.create_connection() with a BufferedProtocol");
  }

  /** @throws NotImplementedError always: Node has no raw sockets. */
  sock_recvfrom(_sock: unknown, _bufsize: number): never {
    throw unable("sock_recvfrom", "use loop.create_datagram_endpoint()");
  }

  /** @throws NotImplementedError always: Node has no raw sockets. */
  sock_recvfrom_into(_sock: unknown, _buf: Uint8Array, _nbytes?: number): never {
    throw unable("sock_recvfrom_into", "use loop.create_datagram_endpoint()");
  }

  /** @throws NotImplementedError always: Node has no raw sockets. */
  sock_sendall(_sock: unknown, _data: unknown): never {
    throw unable("sock_sendall", "use asyncio.open_connection(), writer.write() and writer.drain()");
  }

  /** @throws NotImplementedError always: Node has no raw sockets. */
  sock_sendto(_sock: unknown, _data: unknown, _address: unknown): never {
    throw unable("sock_sendto", "use loop.create_datagram_endpoint() and transport.sendto()");
  }

  /** @throws NotImplementedError always: Node has no raw sockets. */
  sock_connect(_sock: unknown, _address: unknown): never {
    throw unable("sock_connect", "use asyncio.open_connection() or loop.create_connection()");
  }

  /** @throws NotImplementedError always: Node has no raw sockets. */
  sock_accept(_sock: unknown): never {
    throw unable("sock_accept", "use asyncio.start_server() or loop.create_server()");
  }

  /** @throws NotImplementedError always: Node has no raw sockets. */
  sock_sendfile(_sock: unknown, _file: unknown, ..._given: unknown[]): never {
    throw unable("sock_sendfile", "use loop.sendfile() with a transport");
  }

  /** @internal */
  protected override _close(): void {
    this.#signals.clear();
    for (const resource of this.#resources) resource._loop_closed();
    this.#resources.clear();
  }
}

/** What connecting gives. */
export type Connection<P> = readonly [transport: Transport, protocol: P];

function unable(method: string, instead: string): NotImplementedError {
  return new NotImplementedError(`${method}() cannot be had on Node; ${instead}`);
}

_set_loop_factory(() => new EventLoop());
