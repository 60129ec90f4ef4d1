/**
 * The names of ports: Node resolves hosts only, so the system's own table is read here.
 */
import { join } from "node:path";
import { fs } from "./builtins.js";

export type ServiceProtocol = "tcp" | "udp";

/** `http/tcp` to its port, `80/tcp` to its name; aliases too, behind the names. */
let table: { readonly ports: Map<string, number>; readonly names: Map<string, string> } | null = null;

/** The port of a service, or null. */
export function port_of_service(name: string, protocol: ServiceProtocol): number | null {
  return services().ports.get(`${name}/${protocol}`) ?? null;
}

/** The service at a port, or null. */
export function service_of_port(port: number, protocol: ServiceProtocol): string | null {
  return services().names.get(`${port}/${protocol}`) ?? null;
}

function services(): NonNullable<typeof table> {
  table ??= read_services();
  return table;
}

function read_services(): NonNullable<typeof table> {
  const ports = new Map<string, number>();
  const names = new Map<string, string>();
  for (const line of services_file().split("\n")) {
    const [name, at, ...aliases] = line.replace(/#.*/, "").trim().split(/\s+/);
    const [port, protocol] = at?.split("/") ?? [];
    if (name === undefined || port === undefined || protocol === undefined) continue;
    for (const each of [name, ...aliases]) {
      if (!ports.has(`${each}/${protocol}`)) ports.set(`${each}/${protocol}`, Number(port));
    }
    if (!names.has(`${port}/${protocol}`)) names.set(`${port}/${protocol}`, name);
  }
  return { ports, names };
}

function services_file(): string {
  const windows = process.platform === "win32";
  const folder = windows ? join(process.env.SystemRoot ?? "C:\\Windows", "System32/drivers/etc") : "/etc";
  try {
    return fs.readFileSync(join(folder, "services"), "utf8");
  } catch {
    // A system without the table knows ports by number only.
    return "";
  }
}
