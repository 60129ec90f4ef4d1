/** Cancels a scenario at each of its suspensions in turn. */
import * as asyncio from "asyncio-node";

/** How a run ended that was to be cancelled at its k-th suspension. */
export interface Run {
  readonly k: number;
  readonly task: asyncio.Task;
}

/**
 * Runs `scenario` again and again as a task, which is cancelled at its first suspension, then at its second, until it
 * ends before its turn; `check` runs after each.
 *
 * @returns how many suspensions it has.
 */
export async function cancel_everywhere(
  scenario: () => Promise<void>,
  check: (run: Run) => Promise<void>,
): Promise<number> {
  for (let k = 1; ; k += 1) {
    const loop = asyncio.get_running_loop();
    const task = asyncio.create_task(scenario);
    const park = task._park.bind(task);
    let suspensions = 0;
    let cancelled = false;
    task._park = (at) => {
      park(at);
      suspensions += 1;
      if (suspensions !== k) return;
      cancelled = true;
      loop.call_soon(() => task.cancel());
    };
    await asyncio.wait([task]);
    if (!task.cancelled()) task.result();
    await check({ k, task });
    if (!cancelled) return k - 1;
  }
}
