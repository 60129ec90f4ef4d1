/** What the operating system is told by name, as Python takes it: text, bytes, and here in place of a `Path` a `file:` URL. */
import { ValueError } from "../../python/exceptions.js";
import { type_name } from "../../python/repr.js";
import { urls } from "./lazy.js";

export type OsText = string | Uint8Array;
export type OsPath = OsText | URL;

/** @throws TypeError if it is none; ValueError for a NUL in it. */
export function os_text(given: OsText): string {
  const text = fspath(given);
  if (text.includes("\0")) throw new ValueError("embedded null byte");
  return text;
}

/** Python's `os.fspath`, decoded. @throws TypeError if it is no path. */
export function fspath(given: OsPath): string {
  if (typeof given === "string") return given;
  if (given instanceof Uint8Array) return Buffer.from(given).toString();
  if (given instanceof URL) return urls().fileURLToPath(given);
  throw new TypeError(`expected str, bytes or os.PathLike object, not ${type_name(given)}`);
}
