/**
 * Who waits for whom, as in CPython 3.14's `graph.py`.
 *
 * CPython walks the frames of suspended coroutines. V8 shows those of the code that runs now and no others: so the
 * stack of a suspended task is the place of its coroutine function alone.
 */
import { _get_running_loop } from "./events.js";
import { Future } from "./futures.js";
import { call_site, type Frame } from "./internal/source-locations.js";
import { RuntimeError } from "./python/exceptions.js";
import { check_keywords, is_plain_object } from "./python/kwargs.js";
import { address, repr } from "./python/repr.js";
import { current_task, Task } from "./tasks.js";

/** One frame of a call stack. */
export class FrameCallGraphEntry {
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
    Object.freeze(this);
  }
}

/**
 * A future or task, where it is, and who waits for it.
 *
 * @see https://docs.python.org/3/library/asyncio-graph.html#asyncio.FutureCallGraph
 */
export class FutureCallGraph {
  readonly future: Future;
  /** Innermost first. */
  readonly call_stack: readonly FrameCallGraphEntry[];
  readonly awaited_by: readonly FutureCallGraph[];

  constructor(
    future: Future,
    call_stack: readonly FrameCallGraphEntry[],
    awaited_by: readonly FutureCallGraph[],
  ) {
    this.future = future;
    this.call_stack = call_stack;
    this.awaited_by = awaited_by;
    Object.freeze(this);
  }
}

/** The keywords of the functions of this module. */
export interface CallGraphOptions {
  /** How many frames of the caller to leave out; 1 begins with whoever calls. */
  readonly depth?: number | undefined;
  /** How many frames to show: the innermost if positive, the outermost if negative. */
  readonly limit?: number | null | undefined;
}

/**
 * The call graph of a future or task, by default of the current task; null in a plain callback.
 *
 * @throws RuntimeError outside of a running loop if no future is given; TypeError if it is none.
 * @see https://docs.python.org/3/library/asyncio-graph.html#asyncio.capture_call_graph
 */
export function capture_call_graph(...given: Given<CallGraphOptions>): FutureCallGraph | null {
  const [future, options] = take("capture_call_graph", given, ["depth", "limit"]);
  return capture(future, options);
}

/** A future or task (by default the current task), and keywords. */
type Given<O> = [future?: Future | null, options?: O] | [options: O];

function take<O extends object>(
  fn: string,
  [first, second]: Given<O>,
  names: readonly string[],
): [Future | null, Partial<O>] {
  const [future, options] = is_plain_object(first) ? [null, first as O] : [first ?? null, second];
  check_keywords(fn, options, names);
  return [future as Future | null, options ?? {}];
}

function capture(
  future: Future | null,
  { depth = 1, limit = null }: CallGraphOptions,
): FutureCallGraph | null {
  const loop = _get_running_loop();
  const current = loop === null ? null : current_task(loop);
  if (future !== null && future !== current) return graph_of(future, limit);
  if (loop === null) {
    throw new RuntimeError(
      "capture_call_graph() is called outside of a running event loop and no *future* to introspect was provided",
    );
  }
  if (current === null) return null;
  const frames = limit === 0 ? [] : call_site(capture).slice(depth - 1);
  return new FutureCallGraph(current, entries(frames, limit), awaiters(current, limit));
}

function graph_of(future: Future, limit: number | null): FutureCallGraph {
  if (!(future instanceof Future)) {
    throw new TypeError(`${repr(future)} object does not appear to be compatible with asyncio.Future`);
  }
  const frames = future instanceof Task && limit !== 0 ? future.get_stack() : [];
  return new FutureCallGraph(future, entries(frames, limit), awaiters(future, limit));
}

function awaiters(future: Future, limit: number | null): FutureCallGraph[] {
  return [...future._awaited_by].map((parent) => graph_of(parent, limit));
}

function entries(frames: readonly Frame[], limit: number | null): FrameCallGraphEntry[] {
  const kept = limit === null ? frames : limit >= 0 ? frames.slice(0, limit) : frames.slice(limit);
  return kept.map((frame) => new FrameCallGraphEntry(frame));
}

/**
 * The call graph as text, `""` in a plain callback.
 *
 * @throws RuntimeError outside of a running loop if no future is given; TypeError if it is none.
 * @see https://docs.python.org/3/library/asyncio-graph.html#asyncio.format_call_graph
 */
export function format_call_graph(...given: Given<CallGraphOptions>): string {
  const [future, options] = take("format_call_graph", given, ["depth", "limit"]);
  const graph = capture(future, options);
  return graph === null ? "" : render(graph, 0).join("\n");
}

function render({ future, call_stack, awaited_by }: FutureCallGraph, level: number): string[] {
  const id = address(future);
  const is_task = future instanceof Task;
  const lines = [is_task ? `* Task(name=${repr(future.get_name())}, id=${id})` : `* Future(id=${id})`];
  if (call_stack.length > 0) lines.push("  + Call stack:");
  for (const { frame } of call_stack) {
    lines.push(
      `  |   File ${repr(frame.file)}, line ${frame.line}, in ${is_task ? "async " : ""}${frame.name}()`,
    );
  }
  if (awaited_by.length > 0) lines.push("  + Awaited by:");
  return [
    ...lines.map((line) => "    ".repeat(level) + line),
    ...awaited_by.flatMap((parent) => render(parent, level + 1)),
  ];
}

/**
 * Writes the call graph, by default to standard output.
 *
 * @param options.file - anything with a `write` method.
 * @throws RuntimeError outside of a running loop if no future is given; TypeError if it is none.
 * @see https://docs.python.org/3/library/asyncio-graph.html#asyncio.print_call_graph
 */
export function print_call_graph(
  ...given: Given<CallGraphOptions & { readonly file?: { write(text: string): unknown } | null | undefined }>
): void {
  const [future, options] = take("print_call_graph", given, ["file", "depth", "limit"]);
  const { file, ...rest } = options;
  const graph = capture(future, rest);
  (file ?? process.stdout).write(`${graph === null ? "" : render(graph, 0).join("\n")}\n`);
}
