/**
 * The timers of a loop: CPython's heap of handles, from which the cancelled ones are taken only when it comes to that.
 */
import type { Entry, Timer } from "../events.js";
import { heapify, heappop, heappush } from "../python/heapq.js";

// CPython's own: below these, cancelled timers stay in the heap until they are due.
const MIN_SCHEDULED = 100;
const MIN_CANCELLED_FRACTION = 0.5;
/** What CPython adds to the time, so that a timer due within the clock's resolution runs. */
const CLOCK_RESOLUTION = 1e-9;

export class Timers {
  #heap: Timer[] = [];
  #cancelled = 0;

  /** Whether there are none, not even cancelled ones. */
  get is_empty(): boolean {
    return this.#heap.length === 0;
  }

  /** Puts one in; says whether it is the next. */
  push(timer: Timer): boolean {
    heappush(this.#heap, timer, earlier);
    timer._scheduled = true;
    return this.#heap[0] === timer;
  }

  /** To be told of each that is cancelled. */
  cancelled(timer: Timer): void {
    if (timer._scheduled) this.#cancelled += 1;
  }

  clear(): void {
    this.#heap = [];
  }

  /** Whether the next one is due at `now`, cancelled or not. */
  is_due(now: number): boolean {
    const [first] = this.#heap;
    return first !== undefined && is_due(first, now);
  }

  /** Lets the cancelled ones go, all of them if they are the most, or else those that come first. */
  prune(): void {
    const heap = this.#heap;
    if (heap.length > MIN_SCHEDULED && this.#cancelled / heap.length > MIN_CANCELLED_FRACTION) {
      this.#heap = heap.filter((timer) => {
        timer._scheduled = !timer._cancelled;
        return timer._scheduled;
      });
      heapify(this.#heap, earlier);
      this.#cancelled = 0;
      return;
    }
    while (heap[0]?._cancelled) {
      this.#cancelled -= 1;
      (heappop(heap, earlier) as Timer)._scheduled = false;
    }
  }

  /** Moves those due at `now` behind what is ready; gives the time of the next one. */
  collect(now: number, ready: Entry[]): number {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined) return Number.POSITIVE_INFINITY;
      if (!is_due(first, now)) return first._when;
      heappop(this.#heap, earlier);
      first._scheduled = false;
      ready.push(first);
    }
  }
}

function is_due({ _when }: Timer, now: number): boolean {
  // After a hundred days the resolution is less than the difference between two numbers.
  return _when < now + CLOCK_RESOLUTION || _when <= now;
}

function earlier(a: Timer, b: Timer): boolean {
  return a._when < b._when;
}
