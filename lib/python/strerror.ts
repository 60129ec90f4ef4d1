/**
 * Python's `os.strerror`, which is the C library's: Node's own texts (libuv's) begin with a small letter and are other
 * words for some.
 */
import { util } from "../internal/node/builtins.js";
import { os } from "../internal/node/lazy.js";

/** Where glibc says it in other words than libuv. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  EADDRNOTAVAIL: "Cannot assign requested address",
  EAFNOSUPPORT: "Address family not supported by protocol",
  EALREADY: "Operation already in progress",
  EBUSY: "Device or resource busy",
  EEXIST: "File exists",
  EFAULT: "Bad address",
  EHOSTUNREACH: "No route to host",
  EILSEQ: "Invalid or incomplete multibyte or wide character",
  EIO: "Input/output error",
  EISCONN: "Transport endpoint is already connected",
  EISDIR: "Is a directory",
  ELOOP: "Too many levels of symbolic links",
  ENAMETOOLONG: "File name too long",
  ENFILE: "Too many open files in system",
  ENOMEM: "Cannot allocate memory",
  ENOTCONN: "Transport endpoint is not connected",
  ENOTSUP: "Operation not supported",
  ERANGE: "Numerical result out of range",
  ESPIPE: "Illegal seek",
  ETXTBSY: "Text file busy",
  EXDEV: "Invalid cross-device link",
};

/**
 * The operating system's text for an error's number, which is positive.
 *
 * @see https://docs.python.org/3/library/os.html#os.strerror
 */
export function strerror(errno: number): string {
  const known = util.getSystemErrorMap().get(-errno);
  if (known === undefined) return `Unknown error ${errno}`;
  const [code, text] = known;
  return OTHER_WORDS[code] ?? text.charAt(0).toUpperCase() + text.slice(1);
}

/** The platform's number of an error, by its name. */
export function errno_of(code: keyof typeof import("node:os").constants.errno): number {
  return os().constants.errno[code];
}
