/** What Node has open, and so may still call back for. */

export type ResourceCounts = ReadonlyMap<string, number>;

export function open_resources(): ResourceCounts {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    // An immediate is over before anybody could count it; the loop's own are among them.
    if (kind !== "Immediate" && kind !== "TickObject") counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  counts.set("unlisted", unlisted);
  return counts;
}

let unlisted = 0;
/** The longest delay that Node's timers take, in milliseconds. */
const FOREVER = 2 ** 31 - 1;

/** Keeps the process alive for what Node does not list itself, such as a thread that starts or ends. */
export class KeepAlive {
  #holders = 0;
  #timer: NodeJS.Timeout | null = null;

  hold(): void {
    unlisted += 1;
    this.#holders += 1;
    this.#timer ??= setInterval(() => {}, FOREVER);
  }

  release(): void {
    unlisted -= 1;
    this.#holders -= 1;
    if (this.#holders > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }
}

/** How many calls run in threads, or wait for one; a thread that starts or ends counts too. */
export function calls_in_threads(counts: ResourceCounts): number {
  return counts.get("unlisted") ?? 0;
}

/** Whether there is more of anything than there was. */
export function has_grown(before: ResourceCounts, now: ResourceCounts): boolean {
  for (const [kind, count] of now) if (count > (before.get(kind) ?? 0)) return true;
  return false;
}
