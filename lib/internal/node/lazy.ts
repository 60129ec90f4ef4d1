/**
 * Node's modules that most programs do without, loaded when they are first used: `import asyncio` stays cheap.
 */
import { builtin } from "./builtins.js";

export const modules = (): typeof import("node:module") => builtin("node:module");
export const paths = (): typeof import("node:path") => builtin("node:path");
export const urls = (): typeof import("node:url") => builtin("node:url");
export const os = (): typeof import("node:os") => builtin("node:os");
export const net = (): typeof import("node:net") => builtin("node:net");
export const tty = (): typeof import("node:tty") => builtin("node:tty");
export const tls = (): typeof import("node:tls") => builtin("node:tls");
export const dns = (): typeof import("node:dns") => builtin("node:dns");
export const dgram = (): typeof import("node:dgram") => builtin("node:dgram");
export const inspector = (): typeof import("node:inspector") => builtin("node:inspector");
export const child_process = (): typeof import("node:child_process") => builtin("node:child_process");
export const worker_threads = (): typeof import("node:worker_threads") => builtin("node:worker_threads");
