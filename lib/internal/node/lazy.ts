/**
 * Node's modules that most programs do without, loaded when they are first used: `import asyncio` stays cheap.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export const os = (): typeof import("node:os") => require("node:os");
export const net = (): typeof import("node:net") => require("node:net");
export const tty = (): typeof import("node:tty") => require("node:tty");
export const tls = (): typeof import("node:tls") => require("node:tls");
export const dns = (): typeof import("node:dns") => require("node:dns");
export const dgram = (): typeof import("node:dgram") => require("node:dgram");
export const child_process = (): typeof import("node:child_process") => require("node:child_process");
export const worker_threads = (): typeof import("node:worker_threads") => require("node:worker_threads");
