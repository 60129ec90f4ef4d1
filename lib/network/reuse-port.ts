/** Several sockets on one port, which Node can have from 22.12 and 23.1 on. */
import { ValueError } from "../python/exceptions.js";

/** @throws ValueError where Node cannot have them. */
export function check_reuse_port(): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const known = major > 23 || (major === 23 && minor >= 1) || (major === 22 && minor >= 12);
  if (!known) throw new ValueError("reuse_port not supported by socket module");
}
