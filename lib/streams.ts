/**
 * Streams, as in CPython's `streams.py`: a reader and a writer that can be awaited, over a transport and its protocol.
 *
 * Here are the functions that open them, on a client and on a server. The classes are in `stream-reader.ts`,
 * `stream-writer.ts` and `stream-reader-protocol.ts`, each with what differs on Node; what lets `drain()` wait is in
 * `flow-control.ts`.
 *
 * @see https://docs.python.org/3/library/asyncio-stream.html
 */
import { type Coroutine, coroutine } from "./coroutines.js";
import { get_running_loop } from "./events.js";
import type { Host, Port } from "./internal/node/names.js";
import type { OsPath } from "./internal/node/paths.js";
import type {
  CreateConnectionOptions,
  CreateUnixConnectionOptions,
  HostAndPort,
} from "./network/connections.js";
import type { CreateServerOptions, CreateUnixServerOptions, Hosts, HostsAndPort } from "./network/servers.js";
import type { Path, PlaceAndKeywords } from "./network-arguments.js";
import type { EventLoop } from "./node-events.js";
import { first_by_name, type Named } from "./python/arguments.js";
import { is_plain_object } from "./python/kwargs.js";
import type { Server } from "./server.js";
import { DEFAULT_LIMIT, StreamReader } from "./stream-reader.js";
import { type ClientConnectedCallback, StreamReaderProtocol } from "./stream-reader-protocol.js";
import { StreamWriter } from "./stream-writer.js";
import type { Transport } from "./transports.js";

/** What `limit` means to the functions that make a stream. */
interface Limit {
  /** How long a line may be, and half of what is read ahead, in bytes; by default 64 KiB. */
  readonly limit?: number | null | undefined;
}

/** A reader and a writer. */
export type Stream = readonly [reader: StreamReader, writer: StreamWriter];

export interface OpenConnectionOptions extends Limit, CreateConnectionOptions {}
export interface StartServerOptions extends Limit, CreateServerOptions {}
export interface OpenUnixConnectionOptions extends Limit, CreateUnixConnectionOptions {}
export interface StartUnixServerOptions extends Limit, CreateUnixServerOptions {}

/**
 * Connects to a host's port, by TCP; the keywords are those of `create_connection`, and `limit`.
 *
 * @example
 * const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8888);
 *
 * @throws OSError if none of the addresses answers; ssl.SSLError if the handshake fails.
 * @see https://docs.python.org/3/library/asyncio-stream.html#asyncio.open_connection
 */
export function open_connection(
  ...given: PlaceAndKeywords<[host?: Host, port?: Port], HostAndPort, OpenConnectionOptions>
): Coroutine<Stream> {
  return open_tcp(given);
}

const open_tcp = coroutine("open_connection", async (given: readonly unknown[]): Promise<Stream> => {
  const [args, limit] = without_limit<[HostAndPort & CreateConnectionOptions]>(given);
  return await open_stream(limit, (loop, factory) => loop.create_connection(factory, ...args));
});

/**
 * Connects to a Unix socket; the keywords are those of `create_unix_connection`, and `limit`.
 *
 * @throws OSError if nobody listens there.
 * @see https://docs.python.org/3/library/asyncio-stream.html#asyncio.open_unix_connection
 */
export function open_unix_connection(
  ...given: PlaceAndKeywords<[path?: OsPath | null], Path, OpenUnixConnectionOptions>
): Coroutine<Stream> {
  return open_unix(given);
}

const open_unix = coroutine("open_unix_connection", async (given: readonly unknown[]): Promise<Stream> => {
  const [args, limit] = without_limit<[CreateUnixConnectionOptions]>(given);
  return await open_stream(limit, (loop, factory) => loop.create_unix_connection(factory, ...args));
});

async function open_stream(
  limit: number,
  connect: (
    loop: EventLoop,
    factory: () => StreamReaderProtocol,
  ) => PromiseLike<readonly [transport: Transport, protocol: StreamReaderProtocol]>,
): Promise<Stream> {
  const loop = get_running_loop();
  const reader = new StreamReader(limit, loop);
  const protocol = new StreamReaderProtocol(reader, null, loop);
  const [transport] = await connect(loop, () => protocol);
  return [reader, new StreamWriter(transport, protocol, reader, loop)];
}

/** Takes `limit` out of the keywords, and leaves those of the loop's method. */
function without_limit<A extends unknown[]>(given: readonly unknown[]): [args: A, limit: number] {
  const last = given.at(-1);
  if (!is_plain_object(last)) return [[...given] as A, DEFAULT_LIMIT];
  const { limit, ...keywords } = last;
  return [[...given.slice(0, -1), keywords] as A, (limit as number | null | undefined) ?? DEFAULT_LIMIT];
}

/**
 * Listens on a port, by TCP, and calls `client_connected_cb(reader, writer)` for each connection; the keywords are
 * those of `create_server`, and `limit`.
 *
 * @example
 * const server = await asyncio.start_server(handle, "127.0.0.1", 8888);
 * await asyncio.async_with(server, () => server.serve_forever());
 *
 * @param client_connected_cb - what it returns, if it can be awaited, runs as a task. If it throws, the loop's exception
 * handler is told and the connection closed.
 * @throws OSError if the port cannot be bound.
 * @see https://docs.python.org/3/library/asyncio-stream.html#asyncio.start_server
 */
export function start_server(
  keywords: Named<"client_connected_cb", ClientConnectedCallback> & HostsAndPort & StartServerOptions,
): Coroutine<Server>;
export function start_server(
  client_connected_cb: ClientConnectedCallback,
  ...given: PlaceAndKeywords<[host?: Hosts, port?: Port], HostsAndPort, StartServerOptions>
): Coroutine<Server>;
export function start_server(...given: readonly unknown[]): Coroutine<Server> {
  return serve_tcp(given);
}

const serve_tcp = coroutine("start_server", async (given: readonly unknown[]): Promise<Server> => {
  const [callback, others] = without_callback("start_server", given);
  const [args, limit] = without_limit<[HostsAndPort & CreateServerOptions]>(others);
  const loop = get_running_loop();
  return await loop.create_server(stream_factory(loop, limit, callback), ...args);
});

/**
 * `start_server` on a Unix socket; the keywords are those of `create_unix_server`, and `limit`.
 *
 * @throws OSError if the path cannot be bound.
 * @see https://docs.python.org/3/library/asyncio-stream.html#asyncio.start_unix_server
 */
export function start_unix_server(
  keywords: Named<"client_connected_cb", ClientConnectedCallback> & Path & StartUnixServerOptions,
): Coroutine<Server>;
export function start_unix_server(
  client_connected_cb: ClientConnectedCallback,
  ...given: PlaceAndKeywords<[path?: OsPath | null], Path, StartUnixServerOptions>
): Coroutine<Server>;
export function start_unix_server(...given: readonly unknown[]): Coroutine<Server> {
  return serve_unix(given);
}

const serve_unix = coroutine("start_unix_server", async (given: readonly unknown[]): Promise<Server> => {
  const [callback, others] = without_callback("start_unix_server", given);
  const [args, limit] = without_limit<[Path & CreateUnixServerOptions]>(others);
  const loop = get_running_loop();
  return await loop.create_unix_server(stream_factory(loop, limit, callback), ...args);
});

/** Takes the callback out of the arguments, where it is the first or goes by its name. */
function without_callback(
  function_name: string,
  given: readonly unknown[],
): [callback: ClientConnectedCallback, others: readonly unknown[]] {
  const name = "client_connected_cb";
  const [first, ...others] = given;
  const named = first_by_name<ClientConnectedCallback>(name, first);
  if (named !== null) return [named[0], [named[1]]];
  if (first === undefined || is_plain_object(first)) {
    throw new TypeError(`${function_name}() missing 1 required positional argument: '${name}'`);
  }
  return [first as ClientConnectedCallback, others];
}

function stream_factory(
  loop: EventLoop,
  limit: number,
  callback: ClientConnectedCallback,
): () => StreamReaderProtocol {
  return () => new StreamReaderProtocol(new StreamReader(limit, loop), callback, loop);
}
