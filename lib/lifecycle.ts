/**
 * What happens to the tasks of a loop, told as it happens: CPython has nothing like it.
 *
 * | event | when | with |
 * |---|---|---|
 * | `task_created` | a task is made | the task |
 * | `task_started` | its first step begins | the task |
 * | `task_suspended` | it awaits what is not there yet | the task; the future, or null for a bare yield |
 * | `task_resumed` | it goes on from there | the task |
 * | `cancel_requested` | `cancel()` is called | the task; the message, or null |
 * | `task_done` | it has ended, by whatever way | the task |
 * | `slow_step` | a step or callback took `slow_callback_duration` or longer | the task or handle; seconds |
 * | `exception` | `call_exception_handler` is called | its context |
 *
 * Each is also published to the `node:diagnostics_channel` of the name `asyncio-node:` and its own, as one object with
 * the loop. With nobody listening there is no emitter at all.
 */
import type { Channel } from "node:diagnostics_channel";
import { EventEmitter } from "eventemitter3";
import type { Future } from "./futures.js";
import { type ExceptionContext, log_error } from "./internal/exception-handler.js";
import { diagnostics_channel } from "./internal/node/builtins.js";
import type { EventLoop } from "./node-events.js";
import type { Task } from "./tasks.js";

/** The listeners of a loop's `lifecycle`, by event. */
export interface LifecycleEvents {
  task_created: (task: Task) => void;
  task_started: (task: Task) => void;
  task_suspended: (task: Task, on: Future | null) => void;
  task_resumed: (task: Task) => void;
  cancel_requested: (task: Task, msg: unknown) => void;
  task_done: (task: Task) => void;
  slow_step: (subject: unknown, seconds: number) => void;
  exception: (context: ExceptionContext) => void;
}

type EventName = keyof LifecycleEvents;

/** How the arguments of an event are called in the object that its channel publishes. */
const FIELDS: { readonly [K in EventName]: readonly string[] } = {
  task_created: ["task"],
  task_started: ["task"],
  task_suspended: ["task", "on"],
  task_resumed: ["task"],
  cancel_requested: ["task", "msg"],
  task_done: ["task"],
  slow_step: ["subject", "seconds"],
  exception: ["context"],
};

const channels = new Map<EventName, Channel>(
  (Object.keys(FIELDS) as EventName[]).map((name) => [
    name,
    diagnostics_channel.channel(`asyncio-node:${name}`),
  ]),
);

/** Whether somebody subscribes to one of the channels. */
export function is_watched(): boolean {
  for (const each of channels.values()) if (each.hasSubscribers) return true;
  return false;
}

/** The emitter of a loop. A listener that throws is logged, and disturbs nobody. */
export class Lifecycle extends EventEmitter<LifecycleEvents> {
  readonly #loop: EventLoop;

  /** @internal */
  constructor(loop: EventLoop) {
    super();
    this.#loop = loop;
  }

  /** @internal */
  _tell<K extends EventName>(name: K, ...args: Parameters<LifecycleEvents[K]>): void {
    try {
      this.emit(name, ...(args as never));
      const bridge = channels.get(name) as Channel;
      if (!bridge.hasSubscribers) return;
      const fields = FIELDS[name].map((field, index) => [field, args[index]] as const);
      bridge.publish({ loop: this.#loop, ...Object.fromEntries(fields) });
    } catch (error) {
      log_error(`Exception in a listener of ${name}`, error);
    }
  }
}
