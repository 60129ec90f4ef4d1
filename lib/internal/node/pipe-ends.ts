/**
 * What `connect_read_pipe` and `connect_write_pipe` take, as streams of Node: a stream, a descriptor, a `FileHandle`.
 *
 * Python takes any object with a `fileno()`. A descriptor belongs to the transport from then on, which closes it; the
 * standard ones stay open, since the process has further use for them.
 */
import type { Stats } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { ValueError } from "../../python/exceptions.js";
import { repr } from "../../python/repr.js";
import { fs } from "./builtins.js";
import { to_os_error } from "./errors.js";
import { net, tty } from "./lazy.js";

/** What can be read from: one of Node's streams, a descriptor, a `FileHandle`. */
export type ReadablePipe = number | FileHandle | Readable | NodeJS.ReadableStream;
/** What can be written to: one of Node's streams, a descriptor, a `FileHandle`. */
export type WritablePipe = number | FileHandle | Writable | NodeJS.WritableStream;

/** One end of a pipe. */
export interface PipeEnd<S extends Readable | Writable> {
  /** What the caller has given. */
  readonly pipe: unknown;
  readonly stream: S;
  /** The descriptor, or -1 if Node does not tell. */
  readonly fileno: number;
  /** Gives it back; what was written is still sent. */
  close(): void;
}

/** What Node's streams have besides, some of them. */
interface Described {
  readonly fd?: number | null;
  readonly _handle?: { readonly fd?: number } | null;
  ref?(): unknown;
  unref?(): unknown;
}

const READ_MESSAGE = "Pipe transport is for pipes/sockets only.";
const WRITE_MESSAGE = "Pipe transport is only for pipes, sockets and character devices";

/** The descriptor of one of Node's streams, or -1. */
export function fileno_of(stream: object): number {
  const { fd, _handle } = stream as Described;
  return fd ?? _handle?.fd ?? -1;
}

/** @throws ValueError if it is a file; OSError if the descriptor is none; TypeError if it is nothing to read from. */
export function read_end(pipe: ReadablePipe): PipeEnd<Readable> {
  if (typeof pipe === "number") {
    const kind = kind_of(pipe, READ_MESSAGE);
    if (pipe <= 2) return standard(pipe, process.stdin as Readable);
    return owned(pipe, pipe, open_to_read(pipe, kind));
  }
  if (is_file_handle(pipe)) {
    const kind = kind_of(pipe.fd, READ_MESSAGE);
    const fd = reopen(pipe, fs.constants.O_RDONLY);
    return handle_end(pipe, open_to_read(fd, kind));
  }
  if (typeof (pipe as Readable | null)?.read !== "function" || typeof pipe.on !== "function") {
    throw new TypeError(`a readable stream, a descriptor or a FileHandle is required, not ${repr(pipe)}`);
  }
  const fd = fileno_of(pipe);
  if (fd >= 0) kind_of(fd, READ_MESSAGE);
  return fd >= 0 && fd <= 2 ? standard(pipe, pipe as Readable) : owned(pipe, fd, pipe as Readable);
}

/** @throws ValueError if it is a file; OSError if the descriptor is none; TypeError if it is nothing to write to. */
export function write_end(pipe: WritablePipe): PipeEnd<Writable> {
  if (typeof pipe === "number") {
    const kind = kind_of(pipe, WRITE_MESSAGE);
    if (pipe <= 2) return standard(pipe, pipe === 2 ? process.stderr : process.stdout);
    return writing(pipe, pipe, open_to_write(pipe, kind));
  }
  if (is_file_handle(pipe)) {
    const kind = kind_of(pipe.fd, WRITE_MESSAGE);
    const fd = reopen(pipe, fs.constants.O_WRONLY);
    return handle_end(pipe, open_to_write(fd, kind));
  }
  if (typeof (pipe as Writable | null)?.write !== "function" || typeof pipe.on !== "function") {
    throw new TypeError(`a writable stream, a descriptor or a FileHandle is required, not ${repr(pipe)}`);
  }
  const fd = fileno_of(pipe);
  if (fd >= 0) kind_of(fd, WRITE_MESSAGE);
  return fd >= 0 && fd <= 2 ? standard(pipe, pipe as Writable) : writing(pipe, fd, pipe as Writable);
}

export function is_file_handle(value: unknown): value is FileHandle {
  const { fd, createReadStream } = Object(value) as Partial<FileHandle>;
  return typeof fd === "number" && typeof createReadStream === "function";
}

type Kind = "pipe" | "socket" | "terminal" | "device";

function kind_of(fd: number, message: string): Kind {
  let stat: Stats;
  try {
    stat = fs.fstatSync(fd);
  } catch (error) {
    throw to_os_error(error);
  }
  if (stat.isFIFO()) return "pipe";
  if (stat.isSocket()) return "socket";
  if (stat.isCharacterDevice()) return tty().isatty(fd) ? "terminal" : "device";
  throw new ValueError(message);
}

function open_to_read(fd: number, kind: Kind): Readable {
  if (kind === "terminal") return new (tty().ReadStream)(fd);
  if (kind === "device") return fs.createReadStream("", { fd });
  return new (net().Socket)({ fd, readable: true, writable: false });
}

function open_to_write(fd: number, kind: Kind): Writable {
  if (kind === "terminal") return new (tty().WriteStream)(fd);
  if (kind === "device") return fs.createWriteStream("", { fd });
  const readable = kind === "socket";
  const socket = new (net().Socket)({ fd, readable, writable: true, allowHalfOpen: true });
  // Only whoever reads hears that the other end is closed.
  if (readable) socket.resume();
  return socket;
}

/** A descriptor of the same pipe that a stream may own: the `FileHandle` closes its own. */
function reopen(handle: FileHandle, flags: number): number {
  try {
    return fs.openSync(`/dev/fd/${handle.fd}`, flags | fs.constants.O_NONBLOCK);
  } catch (error) {
    throw to_os_error(error);
  }
}

function handle_end<S extends Readable | Writable>(handle: FileHandle, stream: S): PipeEnd<S> {
  return {
    pipe: handle,
    stream,
    fileno: handle.fd,
    close() {
      stream.destroy();
      // Whoever has closed it already has what he wants.
      handle.close().catch(() => {});
    },
  };
}

/** Standard input, output or error: it stays open. */
function standard<S extends Readable | Writable>(pipe: unknown, stream: S): PipeEnd<S> {
  return {
    pipe,
    stream,
    fileno: fileno_of(stream),
    close() {
      if ("pause" in stream) (stream as Readable).pause();
      (stream as Described).ref?.();
    },
  };
}

/** The end of a stream that closes with it. */
export function owned<S extends Readable | Writable>(pipe: unknown, fileno: number, stream: S): PipeEnd<S> {
  return { pipe, stream, fileno, close: () => void stream.destroy() };
}

/** What was written to a socket is with the operating system; other streams have an end of their own to come to. */
function writing(pipe: unknown, fileno: number, stream: Writable): PipeEnd<Writable> {
  const is_socket = typeof (stream as Described).unref === "function";
  return { pipe, stream, fileno, close: () => void (is_socket ? stream.destroy() : stream.end()) };
}

/** A pipe keeps the process alive as long as its loop runs, and no longer. */
export function unreference(stream: Readable | Writable): void {
  (stream as Described).unref?.();
}

/** Errors are nobody's from now on; without a listener Node would end the process. */
export function forget_errors(stream: Readable | Writable, listener: (error: Error) => void): void {
  stream.off("error", listener);
  if (stream.listenerCount("error") === 0) stream.on("error", () => {});
}
