/** Socket addresses: between Node's objects and Python's tuples. */
import { repr } from "../python/repr.js";
import { type Address, AF_INET, AF_INET6 } from "../socket.js";

/** Python's tuple of an address as Node gives it. */
export function inet_address(host: string, port: number): Exclude<Address, string> {
  if (!host.includes(":")) return [host, port];
  const [bare = host, zone = ""] = host.split("%");
  return [bare, port, 0, Number(zone) || 0];
}

/** The family of a numeric address. */
export function family_of(host: string): number {
  return host.includes(":") ? AF_INET6 : AF_INET;
}

/** An address in a message, where Python has a tuple and an array would be written as a list. */
export function repr_address(address: Address): string {
  return typeof address === "string" ? repr(address) : `(${address.map((part) => repr(part)).join(", ")})`;
}
