/**
 * The names of Unix sockets, and what is done with them in the file system.
 *
 * Node cuts a name that is too long, and removes whatever has a server's name when that is closed. CPython does neither:
 * it leaves alone what another server has put there meanwhile.
 */
import { log_error } from "../internal/exception-handler.js";
import { fs } from "../internal/node/builtins.js";
import { to_os_error } from "../internal/node/errors.js";
import { fspath, type OsPath } from "../internal/node/paths.js";
import { OSError } from "../python/exceptions.js";
import { repr } from "../python/repr.js";

/** In bytes, with the NUL behind a path. */
const MAX_LENGTH = process.platform === "linux" ? 108 : 104;

/** @throws TypeError if it is no path; OSError if it is too long for the system. */
export function unix_path(given: OsPath): string {
  const path = fspath(given);
  const length = Buffer.byteLength(path) + (is_abstract(path) ? 0 : 1);
  if (length > MAX_LENGTH) throw new OSError("AF_UNIX path too long");
  return path;
}

/** Whether the name is in no file system. */
function is_abstract(path: string): boolean {
  return path.startsWith("\0");
}

/** Removes a socket that is left over. */
export function remove_stale_socket(path: string): void {
  if (is_abstract(path)) return;
  try {
    if (fs.statSync(path).isSocket()) fs.unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    log_error(`Unable to check or remove stale UNIX socket ${repr(path)}: ${repr(to_os_error(error))}`, null);
  }
}

/** The file of a server's socket, by which another one of the same name is told from it; or null. */
export function file_of(path: string): bigint | null {
  if (is_abstract(path)) return null;
  try {
    return fs.statSync(path, { bigint: true }).ino;
  } catch {
    return null;
  }
}

/**
 * Calls `close`, which removes what has the name, and keeps that.
 *
 * For a moment nothing has the name: what is there is put aside, since nobody can tell Node to leave it alone.
 */
export function keeping(path: string, close: () => void): void {
  const aside = `${path}.${process.pid}`;
  try {
    fs.renameSync(path, aside);
  } catch {
    // Nor can Node remove it then.
    close();
    return;
  }
  close();
  try {
    fs.renameSync(aside, path);
  } catch (error) {
    log_error(
      `Unable to keep UNIX socket ${repr(path)}, now ${repr(aside)}: ${repr(to_os_error(error))}`,
      null,
    );
  }
}
