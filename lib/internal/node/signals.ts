/**
 * Signal handlers of loops. A process has one handler a signal in Python: the latest set, by whichever loop, is called.
 */
import type { Handle } from "../../events.js";
import { RuntimeError, ValueError } from "../../python/exceptions.js";
import { repr, type_name } from "../../python/repr.js";
import { os } from "./lazy.js";

const numbers = (): Readonly<Record<string, number>> => os().constants.signals;

/** The loops' handlers, by signal, with the listeners that call them. */
const installed = new Map<
  NodeJS.Signals,
  { readonly owner: SignalHandlers; readonly listener: () => void }
>();

/** Whether a loop handles a signal, so that nobody else has to. */
export function is_handled(signal: NodeJS.Signals): boolean {
  return installed.has(signal);
}

/**
 * The name of a signal that is given by name or number.
 *
 * @throws TypeError if it is neither; ValueError if there is none of that name or number.
 */
export function signal_name(signal: unknown): NodeJS.Signals {
  if (typeof signal === "string" && signal in numbers()) return signal as NodeJS.Signals;
  if (typeof signal === "string") throw new ValueError(`invalid signal name ${repr(signal)}`);
  if (typeof signal !== "number") throw new TypeError(`sig must be an int, not ${repr(signal)}`);
  const found = Object.entries(numbers()).findLast(([, number]) => number === signal);
  if (found === undefined) throw new ValueError(`invalid signal number ${signal}`);
  return found[0] as NodeJS.Signals;
}

/**
 * The number of a signal that is given by name or number, known or not.
 *
 * @throws TypeError if it is neither; ValueError if there is none of that name.
 */
export function signal_number(signal: unknown): number {
  if (typeof signal === "number") return signal;
  if (typeof signal === "string") return numbers()[signal_name(signal)] as number;
  throw new TypeError(`${repr(type_name(signal))} object cannot be interpreted as an integer`);
}

/** Those of one loop. */
export class SignalHandlers {
  /** @throws RuntimeError for a signal that cannot be caught. */
  add(signal: NodeJS.Signals, handle: Handle): void {
    const listener = (): void => {
      if (handle.cancelled()) this.remove(signal);
      else handle._loop._add(handle);
    };
    try {
      process.on(signal, listener);
    } catch (error) {
      throw new RuntimeError(`sig ${numbers()[signal]} cannot be caught`, { cause: error });
    }
    const before = installed.get(signal);
    if (before !== undefined) process.off(signal, before.listener);
    installed.set(signal, { owner: this, listener });
  }

  /** False if this loop has none for the signal. */
  remove(signal: NodeJS.Signals): boolean {
    const current = installed.get(signal);
    if (current?.owner !== this) return false;
    process.off(signal, current.listener);
    installed.delete(signal);
    return true;
  }

  clear(): void {
    for (const signal of [...installed.keys()]) this.remove(signal);
  }
}
