/**
 * asyncio-node: Python's asyncio on Node's promises and event loop.
 *
 * @module
 */

export type { Completed } from "./as-completed.js";
export { as_completed } from "./as-completed.js";
export type { Frame } from "./base-tasks.js";
export type { ConcurrentFuture, Executor } from "./concurrent-futures.js";
export type { AsyncContextManager, ContextManager, EnteredManager } from "./context-managers.js";
export { async_with, enter, with_ } from "./context-managers.js";
export * as contextvars from "./contextvars.js";
export { Context, ContextVar, copy_context, Token } from "./contextvars.js";
export type { Awaitable, CoroutineLike } from "./coroutines.js";
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
export type { ExceptionLike } from "./futures.js";
export { Future, isfuture, wrap_future } from "./futures.js";
export {
  capture_call_graph,
  FrameCallGraphEntry,
  FutureCallGraph,
  format_call_graph,
  print_call_graph,
} from "./graph.js";
export * as default from "./index.js";
export type { ExceptionContext, ExceptionHandler } from "./internal/exception-handler.js";
export type { AddressHints, Host, Port } from "./internal/node/names.js";
export type { PythonCertificate } from "./internal/node/peercert.js";
export type { ReadablePipe, WritablePipe } from "./internal/node/pipe-ends.js";
export type { Ssl } from "./internal/node/tls.js";
export type { Stdio } from "./internal/stdio.js";
export type { Lifecycle, LifecycleEvents } from "./lifecycle.js";
export type { LockLike } from "./locks.js";
export { Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore } from "./locks.js";
export type {
  AcceptedSocketOptions,
  ClientTlsKeywords,
  CreateConnectionOptions,
  CreateUnixConnectionOptions,
  StartTlsOptions,
} from "./network/connections.js";
export type {
  DatagramAddresses,
  DatagramConnection,
  DatagramEndpointOptions,
  EndpointAddress,
} from "./network/datagrams.js";
export type { ChildConnection, OsText, ProcessOptions } from "./network/processes.js";
export type { CreateServerOptions, CreateUnixServerOptions, ServerOptions } from "./network/servers.js";
export type { TlsKeywords } from "./network/tls-transport.js";
export type { Connection } from "./node-events.js";
export { EventLoop } from "./node-events.js";
export {
  BaseProtocol,
  BufferedProtocol,
  DatagramProtocol,
  Protocol,
  SubprocessProtocol,
} from "./protocols.js";
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
export type { Kwargs } from "./python/kwargs.js";
export { kwargs } from "./python/kwargs.js";
export { repr } from "./python/repr.js";
export { LifoQueue, PriorityQueue, Queue, QueueEmpty, QueueFull, QueueShutDown } from "./queues.js";
export type { RunnerOptions } from "./runners.js";
export { Runner, run } from "./runners.js";
export { Server } from "./server.js";
export type { Address, AddressInfo } from "./socket.js";
export * as socket from "./socket.js";
export type { DefaultContextOptions, Purpose, VerifyLocations } from "./ssl.js";
export * as ssl from "./ssl.js";
export { create_default_context } from "./ssl.js";
export type { StreamReaderOptions } from "./stream-reader.js";
export { StreamReader } from "./stream-reader.js";
export type { ClientConnectedCallback, StreamReaderProtocolOptions } from "./stream-reader-protocol.js";
export { StreamReaderProtocol } from "./stream-reader-protocol.js";
export { StreamWriter } from "./stream-writer.js";
export type {
  OpenConnectionOptions,
  OpenUnixConnectionOptions,
  StartServerOptions,
  StartUnixServerOptions,
  Stream,
} from "./streams.js";
export { open_connection, open_unix_connection, start_server, start_unix_server } from "./streams.js";
export type { CreateSubprocessOptions } from "./subprocess.js";
export * as subprocess from "./subprocess.js";
export { create_subprocess_exec, create_subprocess_shell } from "./subprocess.js";
export { TaskGroup } from "./taskgroups.js";
export type { TaskFactory, TaskOptions } from "./tasks.js";
export {
  all_tasks,
  create_eager_task_factory,
  create_task,
  current_task,
  eager_task_factory,
  ensure_future,
  Task,
} from "./tasks.js";
export { from_module } from "./thread-modules.js";
export { ThreadPoolExecutor } from "./thread-pool.js";
export { to_thread } from "./threads.js";
export { run_coroutine_threadsafe } from "./threadsafe.js";
export { Timeout, timeout, timeout_at } from "./timeouts.js";
export type { BytesLike, ExtraInfo, WriteBufferLimits } from "./transports.js";
export {
  BaseTransport,
  DatagramTransport,
  ReadTransport,
  SubprocessTransport,
  Transport,
  WriteTransport,
} from "./transports.js";
export type { TransportSocket } from "./trsock.js";
export type { ReturnWhen, WaitOptions } from "./waiting.js";
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
