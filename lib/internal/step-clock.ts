/** Times each callback and each step of a task, to log those that keep the others waiting. */
import type { Entry } from "../events.js";
import type { EventLoop } from "../node-events.js";
import { repr } from "../python/repr.js";
import { monotonic } from "./node/clock.js";

export class StepClock {
  readonly #loop: EventLoop;
  #entry: Entry | null = null;
  #began = 0;

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  start(entry: Entry): void {
    this.#entry = entry;
    this.#began = monotonic();
  }

  /** So many seconds were not the step's own fault. */
  leave_out(seconds: number): void {
    this.#began += seconds;
  }

  /** The callback has returned, or the task it resumed has suspended or ended. */
  stop(): void {
    if (this.#entry === null) return;
    const subject = this.#entry._subject;
    const seconds = monotonic() - this.#began;
    this.#entry = null;
    if (seconds < this.#loop.slow_callback_duration) return;
    this.#loop._lifecycle?._tell("slow_step", subject, seconds);
    if (this.#loop.get_debug()) console.warn(`Executing ${repr(subject)} took ${seconds.toFixed(3)} seconds`);
  }
}
