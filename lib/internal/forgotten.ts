/**
 * What nobody looked at: coroutines that were never awaited, exceptions that were never retrieved.
 *
 * CPython learns of both from reference counts. Here a coroutine or a failed future is only registered for
 * finalization if it is still untouched when the loop's iteration ends, which spares nearly all of them. A small
 * process may end before its garbage is collected: so each loop sweeps once more when it is closed, and the process
 * when it exits.
 */
import type { Coroutine } from "../coroutines.js";
import type { Future } from "../futures.js";
import { warn, warn_at_once } from "../python/warnings.js";
import { format_origins, type Origins } from "./origins.js";

/** Shared by a failed future and its watcher. */
export interface Unretrieved {
  seen: boolean;
  /** Reports in the future's place once it has been collected. */
  stand_in: Future | null;
}

/** Shared by a coroutine and its watcher. */
export interface Unawaited {
  started: boolean;
  /** Set when it comes to be watched. */
  name: string | null;
  /** Where it was made, in debug mode. */
  readonly origin: Origins | null;
}

const coroutines = new FinalizationRegistry<[Forgotten, Unawaited]>(([watcher, record]) => {
  watcher._report_coroutine(record);
});
const futures = new FinalizationRegistry<[Forgotten, Unretrieved]>(([watcher, record]) => {
  watcher._report_future(record);
});

const at_exit = new Set<Forgotten>();
let listening = false;

export class Forgotten {
  #latest: Coroutine<unknown> | null = null;
  #fresh: Coroutine<unknown>[] = [];
  #failed: Future[] = [];
  #is_swept_at_exit = false;
  readonly #unawaited = new Set<Unawaited>();
  readonly #unretrieved = new Set<Unretrieved>();

  coroutine_made(coroutine: Coroutine<unknown>): void {
    const latest = this.#latest;
    this.#latest = coroutine;
    if (latest === null) this.#sweep_at_exit();
    // Most begin before the next is made.
    else if (latest._is_unclaimed) this.#keep(latest);
  }

  #keep(coroutine: Coroutine<unknown>): void {
    const fresh = this.#fresh;
    // A long step without a suspension must not pile them up.
    while (fresh.length > 0 && !fresh[fresh.length - 1]?._is_unclaimed) fresh.pop();
    fresh.push(coroutine);
  }

  exception_set(future: Future): Unretrieved {
    if (this.#failed.push(future) === 1) this.#sweep_at_exit();
    return { seen: false, stand_in: null };
  }

  /** At the end of each iteration: whatever is still untouched is watched from now on. */
  flush(): void {
    if (this.#latest !== null) this.#flush_coroutines();
    if (this.#failed.length > 0) this.#flush_futures();
  }

  #flush_coroutines(): void {
    const fresh = this.#fresh;
    if (this.#latest?._is_unclaimed) fresh.push(this.#latest);
    this.#latest = null;
    if (fresh.length === 0) return;
    this.#fresh = [];
    for (const coroutine of fresh) {
      const record = coroutine._watch();
      if (record === null) continue;
      this.#unawaited.add(record);
      coroutines.register(coroutine, [this, record]);
    }
  }

  #flush_futures(): void {
    const failed = this.#failed;
    this.#failed = [];
    for (const future of failed) {
      const record = future._unretrieved;
      if (record === null) continue;
      record.stand_in = Object.assign(Object.create(Object.getPrototypeOf(future)), future) as Future;
      this.#unretrieved.add(record);
      futures.register(future, [this, record]);
    }
  }

  /** Reports all that is left. */
  sweep(): void {
    this.flush();
    for (const record of this.#unretrieved) this._report_future(record);
    for (const record of this.#unawaited) this._report_coroutine(record);
    this.#is_swept_at_exit = false;
    at_exit.delete(this);
  }

  _report_coroutine(record: Unawaited): void {
    if (!this.#unawaited.delete(record) || record.started || record.name === null) return;
    warn(never_awaited(record.name, record.origin), "RuntimeWarning");
  }

  _report_future(record: Unretrieved): void {
    const future = record.stand_in;
    if (!this.#unretrieved.delete(record) || record.seen || future === null) return;
    record.seen = true;
    future._loop.call_exception_handler({
      message: `${future.constructor.name} exception was never retrieved`,
      exception: future._exception,
      future,
      ...(future._source_traceback === null ? {} : { source_traceback: future._source_traceback }),
    });
  }

  #sweep_at_exit(): void {
    if (this.#is_swept_at_exit) return;
    this.#is_swept_at_exit = true;
    at_exit.add(this);
    if (listening) return;
    listening = true;
    process.once("exit", sweep_all);
  }
}

function sweep_all(): void {
  warn_at_once();
  for (const watcher of at_exit) watcher.sweep();
}

/** For the coroutines that were made outside of any loop. */
export const outside: Forgotten = new Forgotten();

/** What CPython warns of a coroutine that is dropped. */
export function never_awaited(name: string, origin: Origins | null): string {
  const text = `coroutine '${name}' was never awaited`;
  if (origin === null) return text;
  return `${text}\nCoroutine created at (most recent call last)\n${format_origins(origin)}`;
}
