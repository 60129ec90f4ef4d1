/**
 * The loop's way back to Node: how it gives way, sleeps until its next timer, and keeps the process alive meanwhile.
 */
import { async_hooks } from "./builtins.js";

/** The longest delay that Node's timers take, in milliseconds. */
const FOREVER = 2 ** 31 - 1;

export class Outlet {
  readonly #turn: () => void;
  #immediate: NodeJS.Immediate | null = null;
  #timer: NodeJS.Timeout | null = null;
  #timer_until = Number.POSITIVE_INFINITY;
  #keep_alive: NodeJS.Timeout | null = null;
  // Else timers and immediates would hold on to the stores of whichever task happened to suspend last.
  readonly #resource = new async_hooks.AsyncResource("asyncio", { requireManualDestroy: true });
  readonly #on_immediate = (): void => {
    this.#immediate = null;
    this.#turn();
  };
  readonly #on_timer = (): void => {
    this.#timer = null;
    // As CPython, which asks for what has come before it looks at its timers: Node polls before its immediates.
    this.soon();
  };
  readonly #set_immediate = (): void => {
    this.#immediate = setImmediate(this.#on_immediate);
  };
  readonly #set_timer = (milliseconds: number): void => {
    this.#timer = setTimeout(this.#on_timer, milliseconds);
  };

  /** @param turn - called whenever the loop has its turn. */
  constructor(turn: () => void) {
    this.#turn = turn;
  }

  /** The loop runs: the process lives. */
  open(): void {
    this.#keep_alive = setInterval(() => {}, FOREVER);
  }

  /** The loop has stopped: nothing of it is left in Node. */
  close(): void {
    if (this.#keep_alive !== null) clearInterval(this.#keep_alive);
    if (this.#immediate !== null) clearImmediate(this.#immediate);
    this.#keep_alive = null;
    this.#immediate = null;
    this.#clear_timer();
  }

  /** The next turn comes after Node has served its sockets, timers and immediates. */
  soon(): void {
    if (this.#immediate === null) this.#resource.runInAsyncScope(this.#set_immediate);
  }

  /** The next turn comes at a time, by a clock that now shows `now`; both in seconds. */
  at(until: number, now: number): void {
    if (this.#timer !== null && this.#timer_until === until) return;
    this.#clear_timer();
    if (until === Number.POSITIVE_INFINITY) return;
    this.#timer_until = until;
    const milliseconds = Math.min(Math.max(Math.ceil((until - now) * 1000), 1), FOREVER);
    this.#resource.runInAsyncScope(this.#set_timer, null, milliseconds);
  }

  #clear_timer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
