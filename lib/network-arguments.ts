/**
 * How the loop's methods for networks, pipes and processes take their arguments: which may be given by their names, and
 * which keywords there are. Apart from those methods themselves, so that neither has to be loaded for the other.
 */
import type { OsPath } from "./internal/node/paths.js";
import type { Ssl } from "./internal/node/tls.js";
import type {
  AcceptedSocketOptions,
  CreateConnectionOptions,
  CreateUnixConnectionOptions,
} from "./network/connections.js";
import type { OsText, ProcessOptions } from "./network/processes.js";
import type { CreateServerOptions, CreateUnixServerOptions } from "./network/servers.js";
import type { BaseProtocol, SubprocessProtocol } from "./protocols.js";
import { first_by_name, type Named, take_arguments, the_argument } from "./python/arguments.js";
import { check_keywords, is_plain_object } from "./python/kwargs.js";
import type { BaseTransport } from "./transports.js";

/** Arguments that may be given by place, with keywords behind them, or all as keywords. */
export type PlaceAndKeywords<Place extends unknown[], Named, Keywords> =
  | [...Place]
  | [...place: Required<Place>, keywords?: Keywords]
  | [keywords: Named & Keywords];

/** Two arguments that both may be given by their names. */
export type ByPlaceOrName<FirstName extends string, First, SecondName extends string, Second> =
  | [first: First, second: Second]
  | [first: First, keywords: Named<SecondName, Second>]
  | [keywords: Named<FirstName, First> & Named<SecondName, Second>];

export type Factory<P extends BaseProtocol = BaseProtocol> = Named<"protocol_factory", () => P>;

/** The arguments of a method whose first is a factory of protocols. */
export function with_factory<T extends object>(
  method: string,
  given: readonly unknown[],
  by_place: readonly (keyof T & string)[],
  keywords_only: readonly (keyof T & string)[],
): Factory & Partial<T> {
  const place = ["protocol_factory", ...by_place] as const;
  return take_arguments<Factory & T, "protocol_factory">(
    method,
    given,
    place as readonly (keyof (Factory & T) & string)[],
    keywords_only as readonly (keyof (Factory & T) & string)[],
    ["protocol_factory"],
  );
}

/** The factory and the pipe, either of which may be given by its name. */
export function pipe_arguments<Pipe>(
  method: string,
  given: readonly unknown[],
): [factory: () => BaseProtocol, pipe: Pipe] {
  const [first, second] = given;
  const named = first_by_name<() => BaseProtocol>("protocol_factory", first);
  if (named === null) return [first as () => BaseProtocol, the_argument(method, "pipe", second as Pipe)];
  const [factory, others] = named;
  check_keywords(method, others, ["pipe"]);
  return [factory, others.pipe as Pipe];
}

/** The factory, the command and the keywords of a child process; the keywords may hold what comes before them. */
export function child_arguments(
  method: string,
  command_name: "program" | "cmd",
  given: readonly unknown[],
): [factory: () => SubprocessProtocol, command: [OsText, ...OsText[]], keywords: ProcessOptions] {
  const last = given.at(-1);
  // Which keywords there are is known where the process is started, and others are refused there.
  const [place, keywords] = is_plain_object(last) ? [given.slice(0, -1), last] : [given, {}];
  const rest = command_name === "program" ? place.slice(2) : [];
  const by_place = ["protocol_factory", command_name] as const;
  const {
    protocol_factory,
    [command_name]: command,
    ...options
  } = take_arguments<ChildArguments, (typeof by_place)[number]>(
    method,
    [...place.slice(0, place.length - rest.length), keywords],
    by_place,
    Object.keys(keywords) as (keyof ChildArguments)[],
    by_place,
  );
  return [protocol_factory, [command, ...(rest as OsText[])], options];
}

type ChildArguments = Factory<SubprocessProtocol> &
  Named<"program", OsText> &
  Named<"cmd", OsText> &
  ProcessOptions;

/** What `start_tls` cannot do without. */
export interface StartTlsArguments {
  readonly transport: BaseTransport;
  readonly protocol: BaseProtocol;
  readonly sslcontext: Ssl;
}

/** Where a Unix socket is. */
export interface Path {
  readonly path?: OsPath | null | undefined;
}

export const PATH = ["path"] as const;
export const SOCK = ["sock"] as const;
export const HINTS = ["family", "type", "proto", "flags"] as const;
export const HOST_AND_PORT = ["host", "port"] as const;
export const TIMEOUT_KEYWORDS = ["ssl_handshake_timeout", "ssl_shutdown_timeout"] as const;
export const TLS_KEYWORDS: readonly (keyof AcceptedSocketOptions)[] = ["ssl", ...TIMEOUT_KEYWORDS];
export const UNIX_CONNECTION_KEYWORDS: readonly (keyof CreateUnixConnectionOptions)[] = [
  "sock",
  "server_hostname",
  ...TLS_KEYWORDS,
];
export const CONNECTION_KEYWORDS: readonly (keyof CreateConnectionOptions)[] = [
  ...UNIX_CONNECTION_KEYWORDS,
  "family",
  "proto",
  "flags",
  "local_addr",
  "happy_eyeballs_delay",
  "interleave",
  "all_errors",
];

const COMMON_SERVER_KEYWORDS = ["sock", "backlog", "start_serving", ...TLS_KEYWORDS] as const;
export const UNIX_SERVER_KEYWORDS: readonly (keyof CreateUnixServerOptions)[] = [
  ...COMMON_SERVER_KEYWORDS,
  "cleanup_socket",
];
export const SERVER_KEYWORDS: readonly (keyof CreateServerOptions)[] = [
  ...COMMON_SERVER_KEYWORDS,
  "family",
  "flags",
  "reuse_address",
  "reuse_port",
  "keep_alive",
];

export const ENDPOINT_ADDRESSES = ["local_addr", "remote_addr"] as const;
export const ENDPOINT_KEYWORDS = [
  "family",
  "proto",
  "flags",
  "reuse_port",
  "allow_broadcast",
  "sock",
] as const;
