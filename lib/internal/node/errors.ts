/**
 * Node's errors as Python's.
 *
 * Node numbers a system error negatively and says in the message what it did; Python has the positive number, the C
 * library's text and a class of its own for the commonest. The error that Node gave is the `cause`.
 */
import { type Filename, OSError } from "../../python/exceptions.js";
import { errno_of, strerror } from "../../python/strerror.js";

/** What Node adds to the errors of the operating system. */
interface SystemError extends Error {
  readonly code?: string;
  readonly errno?: number | string;
  readonly syscall?: string;
}

/** Streams of Node that are closed say so in their own way. */
const OF_STREAMS: Readonly<Record<string, "EPIPE" | "ECONNRESET">> = {
  ERR_STREAM_DESTROYED: "EPIPE",
  ERR_STREAM_WRITE_AFTER_END: "EPIPE",
  ERR_STREAM_PREMATURE_CLOSE: "ECONNRESET",
};

/** How the `OSError` shall differ from the plain one. */
export interface OSErrorDetails {
  /** In place of the operating system's own text. */
  readonly strerror?: string;
  readonly filename?: Filename | null;
}

/** The positive number of a system error, or null if it is none. */
export function errno_of_error(error: unknown): number | null {
  const { errno, code } = Object(error) as SystemError;
  if (typeof errno === "number") return Math.abs(errno);
  const streams = code === undefined ? undefined : OF_STREAMS[code];
  if (streams !== undefined) return errno_of(streams);
  return null;
}

/** Python's error for one of Node's. What is none of the operating system's is handed back as it is. */
export function to_os_error(error: unknown, details: OSErrorDetails = {}): Error {
  const errno = errno_of_error(error);
  if (errno === null || error instanceof OSError) {
    return error instanceof Error ? error : new OSError(String(error), { cause: error });
  }
  return new OSError(errno, details.strerror ?? strerror(errno), details.filename ?? null, { cause: error });
}

/** The error of the operating system with this name, as if a call of it had failed. */
export function os_error(code: Parameters<typeof errno_of>[0], details: OSErrorDetails = {}): OSError {
  const errno = errno_of(code);
  return new OSError(errno, details.strerror ?? strerror(errno), details.filename ?? null);
}
