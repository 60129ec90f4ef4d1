/** What Node has open, and so may still call back for. */

export type ResourceCounts = ReadonlyMap<string, number>;

export function open_resources(): ResourceCounts {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    // An immediate is over before anybody could count it; the loop's own are among them.
    if (kind !== "Immediate" && kind !== "TickObject") counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** Whether there is more of anything than there was. */
export function has_grown(before: ResourceCounts, now: ResourceCounts): boolean {
  for (const [kind, count] of now) if (count > (before.get(kind) ?? 0)) return true;
  return false;
}
