/** One worker thread, which runs one function after another. By itself it does not keep the process alive. */
import type { Readable } from "node:stream";
import { SHARE_ENV, Worker } from "node:worker_threads";
import { type ErrorClass, RuntimeError } from "../../python/exceptions.js";
import { log_error } from "../exception-handler.js";
import { revive } from "../remote-errors.js";
import { local_stack } from "../remote-stacks.js";
import type { AnyFunction } from "./inspector.js";
import { buffers_in, type Call, type Parcel, type Reply, thread_source } from "./thread.js";

/** How a function is called in messages. */
export function called(fn: AnyFunction): string {
  return fn.name ? `${fn.name}()` : "the function";
}

/** What threads print, for Node to hand to the process's own output. */
const printed = new WeakSet<object>();

/** Where the process's output is broken, a thread's goes nowhere: else the thread would wait for it for ever. */
function drop_unprintable(source: Readable): void {
  if (printed.has(source)) source.resume();
}

function watch_output(worker: Worker): void {
  for (const [stream, output] of [
    [worker.stdout, process.stdout],
    [worker.stderr, process.stderr],
  ] as const) {
    printed.add(stream);
    if (!output.listeners("unpipe").includes(drop_unprintable)) output.on("unpipe", drop_unprintable);
  }
}

/** Who waits for the thread's next message. */
interface Waiter {
  /** What the thread is doing meanwhile. */
  readonly doing: string;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

export class WorkerThread {
  readonly #name: string;
  readonly #worker: Worker;
  #waiter: Waiter | null = null;
  #error: unknown;
  #alive = true;
  /** When it can be given something to run. */
  readonly started: Promise<unknown>;

  /** @param on_exit - called when it is no more, for whatever reason. */
  constructor(name: string, on_exit: () => void) {
    this.#name = name;
    this.#worker = new Worker(thread_source(), {
      eval: true,
      name,
      // As in Python, all threads have the same environment and arguments.
      env: SHARE_ENV,
      argv: process.argv.slice(2),
    });
    watch_output(this.#worker);
    // Before it has started, this would not last.
    this.started = this.#next_message("starting").then(() => this.#worker.unref());
    this.#worker.on("message", (reply: Reply) => {
      this.#take_waiter()?.resolve(reply);
    });
    this.#worker.on("messageerror", (error) => {
      this.#take_waiter()?.reject(error);
    });
    this.#worker.on("error", (error: unknown) => {
      this.#error = error;
    });
    this.#worker.on("exit", (code) => {
      this.#alive = false;
      on_exit();
      this.#report_end(code);
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  /**
   * Runs a function: gives what it returns, throws what it throws.
   *
   * @param known - the classes that errors may be of.
   * @throws TypeError if an argument or the result cannot be cloned; RuntimeError if the thread ends meanwhile.
   */
  async run(
    fn: AnyFunction,
    parcel: Parcel,
    args: readonly unknown[],
    known: ReadonlyMap<string, ErrorClass>,
  ): Promise<unknown> {
    const call: Call = { parcel, args, buffers: buffers_in(args) };
    try {
      this.#worker.postMessage(call);
    } catch (error) {
      throw unsendable(fn, args, error as Error);
    }
    const reply = await this.#next_message(`running ${called(fn)}`);
    if (reply.kind === "started") throw new RuntimeError(`thread ${this.#name} started twice`);
    for (const bytes of reply.buffers) Object.setPrototypeOf(bytes, Buffer.prototype);
    if (reply.kind === "returned") return reply.value;
    throw revive(reply.error, known, (stack) => local_stack(stack, fn, parcel));
  }

  /** Ends it, whatever it is doing. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #next_message(doing: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiter = { doing, resolve, reject };
    });
  }

  #take_waiter(): Waiter | null {
    const waiter = this.#waiter;
    this.#waiter = null;
    return waiter;
  }

  #report_end(code: number): void {
    const waiter = this.#take_waiter();
    const error = this.#error;
    if (waiter !== null) {
      const text = `thread ${this.#name} ended while ${waiter.doing}: ${reason(error, code)}`;
      waiter.reject(new RuntimeError(text, error === undefined ? {} : { cause: error }));
    } else if (error !== undefined) {
      log_error(`Exception in thread ${this.#name}:`, error);
    }
  }
}

function reason(error: unknown, code: number): string {
  if (error === undefined) return `process.exit(${code})`;
  if ((error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY") return "out of memory";
  return `uncaught ${String(error)}`;
}

/** Says which argument it is that cannot be cloned. */
function unsendable(fn: AnyFunction, args: readonly unknown[], cause: Error): TypeError {
  const index = args.findIndex((arg) => {
    try {
      structuredClone(arg);
      return false;
    } catch {
      return true;
    }
  });
  const which = index < 0 ? "an argument" : `argument ${index + 1}`;
  return new TypeError(`${which} of ${called(fn)} cannot go to a thread: ${cause.message}`, { cause });
}
