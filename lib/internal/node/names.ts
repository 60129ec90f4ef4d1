/**
 * `getaddrinfo` and `getnameinfo`, over `node:dns`.
 *
 * Node's `lookup` calls the C library's getaddrinfo as Python does, but takes no port and gives addresses only. So the
 * kinds of socket, the ports and their names are worked out here, in the C library's order.
 */
import type { LookupAddress } from "node:dns";
import type { Future } from "../../futures.js";
import type { EventLoop } from "../../node-events.js";
import { OSError } from "../../python/exceptions.js";
import { repr, type_name } from "../../python/repr.js";
import {
  type Address,
  type AddressInfo,
  AF_INET,
  AF_INET6,
  AF_UNSPEC,
  AI_ADDRCONFIG,
  AI_ALL,
  AI_CANONNAME,
  AI_NUMERICHOST,
  AI_NUMERICSERV,
  AI_PASSIVE,
  AI_V4MAPPED,
  EAI_ADDRFAMILY,
  EAI_AGAIN,
  EAI_FAIL,
  EAI_FAMILY,
  EAI_MEMORY,
  EAI_NONAME,
  EAI_SERVICE,
  EAI_SOCKTYPE,
  gaierror,
  IPPROTO_TCP,
  IPPROTO_UDP,
  NI_DGRAM,
  NI_NAMEREQD,
  NI_NOFQDN,
  NI_NUMERICHOST,
  NI_NUMERICSERV,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_STREAM,
} from "../../socket.js";
import { inet_address, ip_version } from "./addresses.js";
import { dns } from "./lazy.js";
import { port_of_service, type ServiceProtocol, service_of_port } from "./services.js";

/** A host as Python takes it: a name, an address, or none, which means this machine. */
export type Host = string | Uint8Array | null | undefined;
/** A port as Python takes it: a number, or the name of a service. */
export type Port = number | string | Uint8Array | null | undefined;

/** The keywords of `getaddrinfo`, by CPython's numbers. */
export interface AddressHints {
  readonly family?: number | null | undefined;
  readonly type?: number | null | undefined;
  readonly proto?: number | null | undefined;
  readonly flags?: number | null | undefined;
}

const TEXTS: Readonly<Record<number, string>> = {
  [EAI_NONAME]: "Name or service not known",
  [EAI_AGAIN]: "Temporary failure in name resolution",
  [EAI_FAIL]: "Non-recoverable failure in name resolution",
  [EAI_FAMILY]: "ai_family not supported",
  [EAI_SOCKTYPE]: "ai_socktype not supported",
  [EAI_SERVICE]: "Servname not supported for ai_socktype",
  [EAI_ADDRFAMILY]: "Address family for hostname not supported",
  [EAI_MEMORY]: "Memory allocation failure",
};

/** Node's codes for what the C library answers. */
const CODES: Readonly<Record<string, number>> = {
  ENOTFOUND: EAI_NONAME,
  EAI_NONAME,
  EAI_AGAIN,
  EAI_FAIL,
  EAI_MEMORY,
};

export function eai(code: number, cause?: unknown): gaierror {
  return new gaierror(code, TEXTS[code] ?? "Unknown error", cause === undefined ? {} : { cause });
}

/** Python's error for one of `node:dns`. */
export function from_dns(error: NodeJS.ErrnoException): gaierror {
  return eai(CODES[error.code ?? ""] ?? EAI_FAIL, error);
}

/** The kinds of socket, in the C library's order. A raw one has no port that could have a name. */
const KINDS: readonly (readonly [type: number, proto: number, service: ServiceProtocol | null])[] = [
  [SOCK_STREAM, IPPROTO_TCP, "tcp"],
  [SOCK_DGRAM, IPPROTO_UDP, "udp"],
  [SOCK_RAW, 0, null],
];

/** @throws gaierror */
export async function getaddrinfo(
  loop: EventLoop,
  host: Host,
  port: Port,
  hints: AddressHints,
): Promise<AddressInfo[]> {
  const flags = hints.flags ?? 0;
  const family = hints.family ?? AF_UNSPEC;
  const name = text(host, "getaddrinfo() argument 1 must be string or None");
  if (typeof port === "number" && !Number.isInteger(port)) throw new OSError("Int or String expected");
  const service = typeof port === "number" ? port : text(port, "Int or String expected");
  if (name === null && service === null) throw eai(EAI_NONAME);
  if (family !== AF_UNSPEC && family !== AF_INET && family !== AF_INET6) throw eai(EAI_FAMILY);
  const kinds = kinds_with_ports(hints.type ?? 0, hints.proto ?? 0, service, flags);
  const hosts = name === null ? own_addresses(family, flags) : await resolve(loop, name, family, flags);
  const canonname = (flags & AI_CANONNAME) !== 0 ? (name ?? "") : "";
  return hosts.flatMap(({ address, family: version }, place) =>
    kinds.map(
      ([type, proto, at]): AddressInfo => [
        version === 6 ? AF_INET6 : AF_INET,
        type,
        proto,
        place === 0 ? canonname : "",
        inet_address(address, at),
      ],
    ),
  );
}

function text(value: Host | Port, complaint: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  throw new TypeError(complaint);
}

function kinds_with_ports(
  type: number,
  proto: number,
  service: string | number | null,
  flags: number,
): [type: number, proto: number, port: number][] {
  const by_type = KINDS.filter((kind) => type === 0 || kind[0] === type);
  if (by_type.length === 0) throw eai(EAI_SOCKTYPE);
  const wanted = by_type.filter(([kind, known]) => proto === 0 || known === proto || kind === SOCK_RAW);
  const kinds = proto === 0 ? wanted : wanted.filter(([kind]) => kind !== SOCK_RAW || type === SOCK_RAW);
  if (kinds.length === 0) throw eai(type === 0 ? EAI_SERVICE : EAI_SOCKTYPE);
  const found: [number, number, number][] = [];
  for (const [kind, known, protocol] of kinds) {
    const port = port_number(service, protocol, flags);
    if (port !== null) found.push([kind, kind === SOCK_RAW ? proto : known, port]);
  }
  if (found.length === 0) throw eai(EAI_SERVICE);
  return found;
}

function port_number(
  service: string | number | null,
  protocol: ServiceProtocol | null,
  flags: number,
): number | null {
  if (service === null || service === "") return 0;
  const number = Number(service);
  // The C library takes the lower half of what is too large, and a sign for the beginning of a name.
  if (Number.isInteger(number) && number >= 0) return number & 0xffff;
  if ((flags & AI_NUMERICSERV) !== 0) throw eai(EAI_NONAME);
  return protocol === null ? null : port_of_service(String(service), protocol);
}

/** This machine: where to listen, or where to connect to. */
function own_addresses(family: number, flags: number): LookupAddress[] {
  const passive = (flags & AI_PASSIVE) !== 0;
  const four = { address: passive ? "0.0.0.0" : "127.0.0.1", family: 4 };
  const six = { address: passive ? "::" : "::1", family: 6 };
  if (family !== AF_UNSPEC) return [family === AF_INET6 ? six : four];
  return passive ? [four, six] : [six, four];
}

async function resolve(
  loop: EventLoop,
  name: string,
  family: number,
  flags: number,
): Promise<LookupAddress[]> {
  const version = ip_version(name);
  if (version !== 0) {
    const wanted = family === AF_UNSPEC || (family === AF_INET6) === (version === 6);
    if (wanted) return [{ address: name, family: version }];
    if (version === 4 && (flags & AI_V4MAPPED) !== 0) return [{ address: `::ffff:${name}`, family: 6 }];
    throw eai(EAI_ADDRFAMILY);
  }
  // Node would take an empty name for this machine.
  if (name === "" || (flags & AI_NUMERICHOST) !== 0) throw eai(EAI_NONAME);
  const { lookup, ADDRCONFIG, V4MAPPED, ALL } = dns();
  const hints =
    ((flags & AI_ADDRCONFIG) !== 0 ? ADDRCONFIG : 0) |
    ((flags & AI_V4MAPPED) !== 0 ? V4MAPPED : 0) |
    ((flags & AI_ALL) !== 0 ? ALL : 0);
  const options = { all: true, verbatim: true, hints, family: { [AF_INET]: 4, [AF_INET6]: 6 }[family] ?? 0 };
  return await answer<LookupAddress[]>(loop, (done) => lookup(name, options as { all: true }, done));
}

/** Waits for one of `node:dns`'s callbacks. */
async function answer<T>(
  loop: EventLoop,
  ask: (done: (error: NodeJS.ErrnoException | null, value: T) => void) => void,
): Promise<T> {
  const answered: Future<T> = loop.create_future<T>();
  ask((error, value) => {
    if (answered.done()) return;
    if (error === null) answered.set_result(value);
    else answered.set_exception(from_dns(error));
  });
  return await answered;
}

/** @throws gaierror */
export async function getnameinfo(
  loop: EventLoop,
  sockaddr: Address,
  flags: number,
): Promise<[host: string, service: string]> {
  if (!Array.isArray(sockaddr)) throw new TypeError("getnameinfo() argument 1 must be a tuple");
  const [host, port] = sockaddr as readonly unknown[];
  if (typeof host !== "string" || sockaddr.length < 2) {
    throw new TypeError("getnameinfo(): illegal sockaddr argument");
  }
  if (!Number.isInteger(port)) {
    throw new TypeError(`${repr(type_name(port))} object cannot be interpreted as an integer`);
  }
  if (Number(port) < 0) throw eai(EAI_SERVICE);
  if (ip_version(host) === 0) throw eai(EAI_NONAME);
  return [await host_name(loop, host, flags), service_name(Number(port) & 0xffff, flags)];
}

function service_name(port: number, flags: number): string {
  if ((flags & NI_NUMERICSERV) !== 0) return String(port);
  return service_of_port(port, (flags & NI_DGRAM) === 0 ? "tcp" : "udp") ?? String(port);
}

async function host_name(loop: EventLoop, host: string, flags: number): Promise<string> {
  if ((flags & NI_NUMERICHOST) !== 0) return host;
  try {
    const name = await answer<string>(loop, (done) => dns().lookupService(host, 0, done));
    return (flags & NI_NOFQDN) !== 0 ? (name.split(".")[0] ?? name) : name;
  } catch (error) {
    if (error instanceof gaierror && error.errno === EAI_NONAME && (flags & NI_NAMEREQD) === 0) return host;
    throw error;
  }
}
