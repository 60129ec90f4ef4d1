/**
 * asyncio-node: Python's asyncio on Node's promises and event loop.
 *
 * Exports stand in the order of CPython's `asyncio/__init__.py`; what Python has not comes last.
 *
 * @module
 */

export { as_completed } from "./as-completed.js";
export { async_with, enter, with_ } from "./context-managers.js";
export * as contextvars from "./contextvars.js";
export { Context, ContextVar, copy_context, Token } from "./contextvars.js";
export { Coroutine, coroutine, iscoroutine, iscoroutinefunction } from "./coroutines.js";
export {
  get_event_loop,
  get_running_loop,
  Handle,
  new_event_loop,
  set_event_loop,
  TimerHandle,
} from "./events.js";
export {
  BrokenBarrierError,
  CancelledError,
  IncompleteReadError,
  InvalidStateError,
  LimitOverrunError,
  SendfileNotAvailableError,
  TimeoutError,
} from "./exceptions.js";
export { Future, isfuture, wrap_future } from "./futures.js";
export {
  capture_call_graph,
  FrameCallGraphEntry,
  FutureCallGraph,
  format_call_graph,
  print_call_graph,
} from "./graph.js";
export * as default from "./index.js";
export { Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore } from "./locks.js";
export { EventLoop } from "./node-events.js";
export { BaseExceptionGroup, ExceptionGroup } from "./python/exception-groups.js";
export {
  BrokenPipeError,
  ConnectionAbortedError,
  ConnectionError,
  ConnectionRefusedError,
  ConnectionResetError,
  EOFError,
  FileNotFoundError,
  KeyboardInterrupt,
  LookupError,
  NotImplementedError,
  OSError,
  PermissionError,
  ProcessLookupError,
  RuntimeError,
  SystemExit,
  ValueError,
} from "./python/exceptions.js";
export { kwargs } from "./python/kwargs.js";
export { repr } from "./python/repr.js";
export { LifoQueue, PriorityQueue, Queue, QueueEmpty, QueueFull, QueueShutDown } from "./queues.js";
export { Runner, run } from "./runners.js";
export { TaskGroup } from "./taskgroups.js";
export {
  all_tasks,
  create_eager_task_factory,
  create_task,
  current_task,
  eager_task_factory,
  ensure_future,
  Task,
} from "./tasks.js";
export { Timeout, timeout, timeout_at } from "./timeouts.js";
export {
  ALL_COMPLETED,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  gather,
  shield,
  sleep,
  wait,
  wait_for,
} from "./waiting.js";
