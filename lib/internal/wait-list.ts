/**
 * Futures in the order in which somebody began to wait for them, with removal from anywhere.
 *
 *     first <-> entry <-> entry <-> last       each entry holds one future
 *
 * CPython keeps them in a deque, whose `remove` walks it: cancelling ten thousand waiters takes fifty million steps.
 * A `Set` would remove at once, but walks over the gaps that removed elements leave each time somebody asks for its
 * first one. A linked list does both at once.
 */
import type { Future } from "../futures.js";

export class WaitList<T> {
  /** The entry that waits longest; its `next` leads on. */
  first: Entry<T> | null = null;
  #last: Entry<T> | null = null;
  length = 0;

  /** Puts a future at the end. */
  add(future: Future<T>): Entry<T> {
    const entry = new Entry(future, this.#last);
    if (this.#last === null) this.first = entry;
    else this.#last.next = entry;
    this.#last = entry;
    this.length += 1;
    return entry;
  }

  /** Takes an entry out. One that is out already is left alone. */
  remove(entry: Entry<T>): void {
    if (!entry.listed) return;
    entry.listed = false;
    const { previous, next } = entry;
    if (previous === null) this.first = next;
    else previous.next = next;
    if (next === null) this.#last = previous;
    else next.previous = previous;
    // An entry that is out must not keep those alive that came after it.
    entry.previous = null;
    entry.next = null;
    this.length -= 1;
  }
}

class Entry<T> {
  readonly future: Future<T>;
  previous: Entry<T> | null;
  next: Entry<T> | null = null;
  listed = true;

  constructor(future: Future<T>, previous: Entry<T> | null) {
    this.future = future;
    this.previous = previous;
  }
}
