/**
 * What a child process has as standard input, output and error: from Python's words to Node's.
 */
import type { StdioOptions } from "node:child_process";
import type { Socket } from "node:net";
import { join } from "node:path";
import { ValueError } from "../../python/exceptions.js";
import { repr } from "../../python/repr.js";
import { DEVNULL, PIPE, STDOUT, type Stdio } from "../stdio.js";
import { fs } from "./builtins.js";
import { os_error, to_os_error } from "./errors.js";
import { net, os } from "./lazy.js";
import { fileno_of } from "./pipe-ends.js";

/** The three streams of a child. */
export interface ChildStdio {
  readonly stdin: Stdio | null;
  readonly stdout: Stdio | null;
  readonly stderr: Stdio | null;
}

/** Node's word for each of a child's descriptors, and what becomes of it once the child has them. */
export interface NodeStdio {
  readonly stdio: Exclude<StdioOptions, string>;
  /** The parent's end of the pipe that is both standard output and standard error. */
  readonly shared: Socket | null;
  /** Gives back what only the child needs. */
  close(): void;
}

/** A descriptor of the child in Node's words: one, or "inherit", "pipe", "ignore". */
type Slot = Exclude<StdioOptions, string>[number];

/**
 * @throws ValueError if standard output shall go to STDOUT; OSError for a descriptor that cannot be one; TypeError for
 * what has none.
 */
export async function node_stdio(given: ChildStdio, pass_fds: readonly number[]): Promise<NodeStdio> {
  const { stdin, stdout, stderr } = given;
  if (stdout === STDOUT) throw new ValueError("STDOUT can only be used for stderr");
  const slots: Slot[] = [slot(stdin, 0), slot(stdout, 1)];
  slots.push(stderr === STDOUT ? (stdout === null ? 1 : slots[1]) : slot(stderr, 2));
  for (const fd of pass_fds) {
    while (slots.length <= fd) slots.push("ignore");
    if (fd > 2) slots[fd] = fd;
  }
  if (stdout !== PIPE || stderr !== STDOUT) return { stdio: slots, shared: null, close: () => {} };
  const [ours, childs] = await socket_pair();
  slots[1] = childs;
  slots[2] = childs;
  return { stdio: slots, shared: ours, close: () => void childs.destroy() };
}

function slot(given: Stdio | null, fd: number): Slot {
  if (given === null) return fd;
  if (given === PIPE) return "pipe";
  if (given === DEVNULL) return "ignore";
  if (typeof given === "number") {
    if (!Number.isInteger(given) || given < 0) throw os_error("EBADF");
    return given;
  }
  const object = Object(given) as Opening;
  if (typeof object.fileno === "function") return object.fileno();
  if (typeof object.fd === "number" && object.fd >= 0) return object.fd;
  // Node takes it by its handle.
  if (fileno_of(object) >= 0) return given as Socket;
  throw new TypeError(`a descriptor, a FileHandle or a stream that has one is required, not ${repr(given)}`);
}

/** A stream of a file, which has no descriptor until it is open. */
interface Opening {
  readonly fd?: number | null;
  readonly pending?: boolean;
  fileno?(): number;
  once?(event: string, listener: (error: Error) => void): unknown;
}

/** Waits for files that are still being opened. @throws OSError if one cannot be. */
export async function opened({ stdin, stdout, stderr }: ChildStdio): Promise<void> {
  for (const given of [stdin, stdout, stderr]) {
    const file = Object(given) as Opening;
    if (file.fd !== null || file.pending !== true || file.once === undefined) continue;
    await new Promise<void>((resolve, reject) => {
      file.once?.("open", () => resolve());
      file.once?.("error", (error) => reject(to_os_error(error)));
    });
  }
}

/**
 * Two Unix sockets that are connected to each other. Node makes such pairs for children by itself, but none that stands
 * for two descriptors at once.
 */
async function socket_pair(): Promise<readonly [Socket, Socket]> {
  const server = net().createServer({ allowHalfOpen: true, pauseOnConnect: true });
  let folder: string | null = null;
  let ours: Socket | null = null;
  try {
    // Nobody else may enter it.
    folder = fs.mkdtempSync(join(os().tmpdir(), "asyncio-"));
    const path = join(folder, "s");
    return await new Promise((resolve, reject) => {
      server.once("error", reject);
      server.once("connection", (childs) => resolve([ours as Socket, childs]));
      server.listen(path, () => {
        ours = net().connect({ path, allowHalfOpen: true });
        ours.once("error", reject);
      });
    });
  } catch (error) {
    (ours as Socket | null)?.destroy();
    throw to_os_error(error);
  } finally {
    // Which removes the socket's file.
    server.close();
    if (folder !== null) fs.rmdirSync(folder);
  }
}
