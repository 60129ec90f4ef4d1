/** Socket addresses: between Node's texts and Python's tuples. */
import { repr } from "../../python/repr.js";
import { type Address, AF_INET, AF_INET6 } from "../../socket.js";
import { net, os } from "./lazy.js";

/** Python's tuple of a numeric address: a link-local one names its interface by a number, where Node has its name. */
export function inet_address(host: string, port: number): Exclude<Address, string> {
  if (!host.includes(":")) return [host, port];
  const [bare = host, zone] = host.split("%");
  return [bare, port, 0, zone === undefined ? 0 : scope_id(zone)];
}

/** The host of such a tuple, as Node takes it. */
export function node_host(address: Exclude<Address, string>): string {
  const scope = address[3] ?? 0;
  return scope === 0 ? address[0] : `${address[0]}%${zone(scope)}`;
}

function scope_id(zone: string): number {
  const found = os()
    .networkInterfaces()
    [zone]?.find(({ family }) => family === "IPv6");
  return found?.scopeid ?? (Number(zone) || 0);
}

function zone(scope_id: number): string {
  for (const [name, addresses = []] of Object.entries(os().networkInterfaces())) {
    if (addresses.some((each) => each.family === "IPv6" && each.scopeid === scope_id)) return name;
  }
  return String(scope_id);
}

/** @throws RangeError, Python's OverflowError. */
export function check_port(method: string, port: number): void {
  if (port < 0 || port > 0xffff) throw new RangeError(`${method}(): port must be 0-65535.`);
}

/** 4 or 6 for a numeric address, 0 for a name. */
export function ip_version(host: string): 0 | 4 | 6 {
  return net().isIP(host) as 0 | 4 | 6;
}

/** The family of a numeric address. */
export function family_of(host: string): number {
  return host.includes(":") ? AF_INET6 : AF_INET;
}

/** An address in a message, where Python has a tuple and an array would be written as a list. */
export function repr_address(address: Address): string {
  return typeof address === "string" ? repr(address) : `(${address.map((part) => repr(part)).join(", ")})`;
}
