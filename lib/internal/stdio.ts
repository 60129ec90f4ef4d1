/** What a child process may be given as standard input, output and error: Python's words for it. */
import type { FileHandle } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";

/** A pipe to the child shall be made. */
export const PIPE = -1;
/** Standard error shall go where standard output goes. */
export const STDOUT = -2;
/** Nothing shall be read; what is written shall be dropped. */
export const DEVNULL = -3;

/**
 * Where a child's stream shall come from or go: `PIPE`, `STDOUT`, `DEVNULL`, a descriptor, a `FileHandle`, or one of
 * Node's streams that has a descriptor; `null` for the parent's own.
 */
export type Stdio = number | FileHandle | Readable | Writable | NodeJS.ReadableStream | NodeJS.WritableStream;
