/**
 * What a stream reads from: `StreamReader` of CPython's `streams.py`.
 *
 * What is read faster than it is consumed stops the transport at twice the reader's limit.
 *
 * What differs: CPython's reads are async functions. Here they are generators, as `generator-coroutines.ts` has them,
 * since every message passes through one; `is_plain` says where that must not be. What has come is kept as Node handed
 * it over, in a `ByteBuffer`, until something is looked for.
 *
 * @see https://docs.python.org/3/library/asyncio-stream.html#streamreader
 */
import { type Coroutine, coroutine } from "./coroutines.js";
import { get_event_loop } from "./events.js";
import { IncompleteReadError, LimitOverrunError } from "./exceptions.js";
import type { Future } from "./futures.js";
import { generator_coroutine, type Steps } from "./generator-coroutines.js";
import { ambient, type Scope } from "./internal/ambient.js";
import { ByteBuffer } from "./internal/byte-buffer.js";
import { created_at, type Origins } from "./internal/origins.js";
import type { EventLoop } from "./node-events.js";
import { type Named, one_argument, the_argument } from "./python/arguments.js";
import {
  AssertionError,
  NotImplementedError,
  RuntimeError,
  StopAsyncIteration,
  ValueError,
} from "./python/exceptions.js";
import { check_keywords, is_plain_object } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { repr } from "./python/repr.js";
import { type BytesLike, type ReadTransport, to_bytes } from "./transports.js";

/** How long a line may be where nobody has said, and half of what is read ahead; in bytes. */
export const DEFAULT_LIMIT: number = 2 ** 16;
const NEWLINE = Buffer.from("\n");
const LINE_ENDS: readonly Buffer[] = [NEWLINE];
const NOTHING: Buffer = Buffer.alloc(0);

/** What `readuntil` looks for. */
type Separator = BytesLike | readonly BytesLike[] | { readonly separator?: BytesLike | readonly BytesLike[] };

/** The keywords of a `StreamReader`. */
export interface StreamReaderOptions {
  /** How long a line may be, and half of what is read ahead; in bytes. By default 64 KiB. */
  readonly limit?: number | null | undefined;
  /** By default `get_event_loop()`. */
  readonly loop?: EventLoop | null | undefined;
}

/**
 * What a stream reads from. One task at a time may wait for data.
 *
 * `for await (const line of reader)` gives line after line.
 *
 * @see https://docs.python.org/3/library/asyncio-stream.html#asyncio.StreamReader
 */
export class StreamReader extends Printable {
  /** @internal */ readonly _source_traceback: Origins | null;
  readonly #limit: number;
  readonly #loop: EventLoop;
  readonly #buffer: ByteBuffer = new ByteBuffer();
  #eof = false;
  #waiter: Future<void> | null = null;
  #exception: Error | null = null;
  #transport: ReadTransport | null = null;
  #paused = false;
  /** @internal Whether it is fed by our own protocol, and neither is of a derived class. */ _is_plain = false;

  /**
   * @param limit - how long a line may be, and half of what is read ahead, in bytes; or `{ limit, loop }`.
   * @throws ValueError unless it is positive: "Limit cannot be <= 0".
   */
  constructor(limit: number | StreamReaderOptions | null = DEFAULT_LIMIT, loop: EventLoop | null = null) {
    super();
    const given = is_plain_object(limit) ? (limit as StreamReaderOptions) : { limit: limit as number, loop };
    check_keywords("StreamReader.__init__", given, ["limit", "loop"]);
    this.#limit = given.limit ?? DEFAULT_LIMIT;
    if (!(this.#limit > 0)) throw new ValueError("Limit cannot be <= 0");
    this.#loop = given.loop ?? get_event_loop();
    this._source_traceback = this.#loop.get_debug() ? created_at() : null;
  }

  /** The exception that was set, or null. */
  exception(): Error | null {
    return this.#exception;
  }

  /** Ends the stream by an exception, which whoever reads gets. */
  set_exception(given: Error | Named<"exc", Error>): void {
    const exc = the_argument("StreamReader.set_exception", "exc", given);
    this.#exception = exc;
    const waiter = this.#waiter;
    this.#waiter = null;
    if (waiter !== null && !waiter.done()) waiter.set_exception(exc);
  }

  #wake_up(): void {
    const waiter = this.#waiter;
    this.#waiter = null;
    if (waiter !== null && !waiter.done()) waiter.set_result(undefined);
  }

  /** Sets the transport that is paused when too much is read ahead. */
  set_transport(given: ReadTransport | Named<"transport", ReadTransport>): void {
    if (this.#transport !== null) throw new AssertionError("Transport already set");
    this.#transport = the_argument("StreamReader.set_transport", "transport", given);
  }

  /** @internal After `start_tls`. */
  _replace_transport(transport: ReadTransport): void {
    this.#transport = transport;
  }

  #maybe_resume_transport(scope: Scope | undefined): void {
    if (this.#paused && this.#buffer.length <= this.#limit) this.#resume_transport(scope);
  }

  /** The transport's callbacks run in the context of who has resumed it: that of the reading task. */
  #resume_transport(scope: Scope | undefined): void {
    this.#paused = false;
    const transport = this.#transport;
    if (transport === null) return;
    // A read that has waited runs outside of its task's scope, here where a generator is stepped.
    if (scope === undefined || scope === ambient.get()) transport.resume_reading();
    else ambient.run(scope, () => transport.resume_reading());
  }

  /** Ends the stream. */
  feed_eof(): void {
    this.#eof = true;
    this.#wake_up();
  }

  /** Whether the stream has ended and all of it was read. */
  at_eof(): boolean {
    return this.#eof && this.#buffer.length === 0;
  }

  /** Adds data. A `Buffer` is kept as it is: do not write to it afterwards. */
  feed_data(given: BytesLike | Named<"data", BytesLike>): void {
    const data = the_argument("StreamReader.feed_data", "data", given);
    if (this.#eof) throw new AssertionError("feed_data after feed_eof");
    const bytes = to_bytes(data);
    if (bytes.length === 0) return;
    this.#buffer.push(bytes === data || typeof data === "string" ? bytes : Buffer.from(bytes));
    this.#wake_up();
    if (!this.#paused && this.#buffer.length > 2 * this.#limit) this.#pause_transport();
  }

  #pause_transport(): void {
    if (this.#transport === null) return;
    try {
      this.#transport.pause_reading();
      this.#paused = true;
    } catch (error) {
      if (!(error instanceof NotImplementedError)) throw error;
      // It cannot be paused, ever: everything has to be kept.
      this.#transport = null;
    }
  }

  /**
   * What to wait for until there is data or the end; a paused transport, which would bring neither, is resumed.
   *
   * @param scope - the reading task's.
   */
  #new_data(method: string, scope: Scope | undefined): Future<void> {
    if (this.#waiter !== null) {
      throw new RuntimeError(
        `${method}() called while another coroutine is already waiting for incoming data`,
      );
    }
    if (this.#paused) this.#resume_transport(scope);
    this.#waiter = this.#loop.create_future<void>();
    return this.#waiter;
  }

  /**
   * Reads a line, its newline included; at the end of the stream what is left, perhaps nothing.
   *
   * @throws ValueError if it is longer than the limit: it is dropped then.
   */
  readline(): Coroutine<Buffer> {
    return StreamReader.#readline(this);
  }

  static readonly #readline = generator_coroutine("StreamReader.readline", StreamReader.#readline_steps, {
    is_plain,
  });

  // One generator a read, since this is on the path of every message: what can be shared is in plain methods.
  static *#readline_steps(self: StreamReader): Steps<Buffer> {
    const scope = ambient.get();
    if (self.#exception !== null) throw self.#exception;
    let searched = 0;
    for (;;) {
      const line = self.#take_line(searched, scope);
      if (typeof line !== "number") return line;
      searched = line;
      const waiter = self.#new_data("readuntil", scope);
      try {
        yield waiter;
      } finally {
        self.#waiter = null;
      }
    }
  }

  /** As `#take_until`, for a line. */
  #take_line(searched: number, scope: Scope | undefined): Buffer | number {
    try {
      return this.#take_until(LINE_ENDS, searched, scope);
    } catch (error) {
      if (error instanceof IncompleteReadError) return error.partial;
      if (!(error instanceof LimitOverrunError)) throw error;
      const buffer = this.#buffer;
      if (buffer.has_at(NEWLINE, error.consumed)) buffer.skip(error.consumed + NEWLINE.length);
      else buffer.clear();
      this.#maybe_resume_transport(scope);
      throw new ValueError(error.message);
    }
  }

  /**
   * Reads up to a separator, which is included; of several, up to whichever ends first.
   *
   * @param separator - bytes, or an array of them; by default a newline.
   * @throws IncompleteReadError if the stream ends before; LimitOverrunError if it is further away than the limit, and
   * then the data stays; ValueError for an empty separator.
   */
  readuntil(separator: Separator = NEWLINE): Coroutine<Buffer> {
    return StreamReader.#readuntil(this, separator);
  }

  static readonly #readuntil = generator_coroutine("StreamReader.readuntil", StreamReader.#readuntil_steps, {
    is_plain,
  });

  static *#readuntil_steps(self: StreamReader, given: Separator): Steps<Buffer> {
    const scope = ambient.get();
    const separator = one_argument("StreamReader.readuntil", "separator", given as BytesLike, NEWLINE);
    const separators = Array.isArray(separator)
      ? separator.map((each) => to_bytes(each))
      : [to_bytes(separator)];
    // The shortest first: it is enough of the buffer to look for.
    separators.sort((a, b) => a.length - b.length);
    if (separators.length === 0) throw new ValueError("Separator should contain at least one element");
    if (separators[0]?.length === 0) throw new ValueError("Separator should be at least one-byte string");
    if (self.#exception !== null) throw self.#exception;
    let searched = 0;
    for (;;) {
      const chunk = self.#take_until(separators, searched, scope);
      if (typeof chunk !== "number") return chunk;
      searched = chunk;
      const waiter = self.#new_data("readuntil", scope);
      try {
        yield waiter;
      } finally {
        self.#waiter = null;
      }
    }
  }

  /**
   * Takes out all up to a separator; or else says before which place none begins.
   *
   * @param searched - what it has said the last time.
   */
  #take_until(separators: readonly Buffer[], searched: number, scope: Scope | undefined): Buffer | number {
    const buffer = this.#buffer;
    const found = buffer.length > searched ? first_to_end(buffer, separators, searched) : null;
    if (found !== null) {
      if (found.start > this.#limit) {
        throw new LimitOverrunError("Separator is found, but chunk is longer than limit", found.start);
      }
      const chunk = buffer.take(found.end);
      this.#maybe_resume_transport(scope);
      return chunk;
    }
    const free = Math.max(0, buffer.length + 1 - (separators.at(-1)?.length ?? 0));
    if (free > this.#limit) {
      throw new LimitOverrunError("Separator is not found, and chunk exceed the limit", free);
    }
    if (this.#eof) throw new IncompleteReadError(buffer.take(buffer.length), null);
    return free;
  }

  /**
   * Reads at most `n` bytes, as soon as there are some; nothing at the end of the stream.
   *
   * @param n - by default -1: everything up to the end.
   */
  read(n: number | { readonly n?: number } = -1): Coroutine<Buffer> {
    return StreamReader.#read(this, n);
  }

  static readonly #read = generator_coroutine("StreamReader.read", StreamReader.#read_steps, { is_plain });

  static *#read_steps(self: StreamReader, given: number | { readonly n?: number }): Steps<Buffer> {
    const scope = ambient.get();
    const n = one_argument("StreamReader.read", "n", given as number, -1);
    if (n >= 0) return yield* self.#read_some(n, scope);
    const blocks: Buffer[] = [];
    for (;;) {
      const block = yield* self.#read_some(self.#limit, scope);
      if (block.length === 0) return blocks.length === 1 ? (blocks[0] as Buffer) : Buffer.concat(blocks);
      blocks.push(block);
    }
  }

  *#read_some(n: number, scope: Scope | undefined): Steps<Buffer> {
    if (this.#exception !== null) throw this.#exception;
    if (n === 0) return NOTHING;
    if (this.#buffer.length === 0 && !this.#eof) {
      const waiter = this.#new_data("read", scope);
      try {
        yield waiter;
      } finally {
        this.#waiter = null;
      }
    }
    const data = this.#buffer.take(n);
    this.#maybe_resume_transport(scope);
    return data;
  }

  /**
   * Reads exactly `n` bytes.
   *
   * @throws IncompleteReadError if the stream ends before; ValueError for a negative number.
   */
  readexactly(n: number | { readonly n: number }): Coroutine<Buffer> {
    return StreamReader.#readexactly(this, n);
  }

  static readonly #readexactly = generator_coroutine(
    "StreamReader.readexactly",
    StreamReader.#readexactly_steps,
    { is_plain },
  );

  static *#readexactly_steps(self: StreamReader, given: number | { readonly n: number }): Steps<Buffer> {
    const scope = ambient.get();
    const n = one_argument("StreamReader.readexactly", "n", given as number, Number.NaN);
    if (n < 0) throw new ValueError("readexactly size can not be less than zero");
    if (self.#exception !== null) throw self.#exception;
    if (n === 0) return NOTHING;
    const buffer = self.#buffer;
    while (buffer.length < n) {
      if (self.#eof) throw new IncompleteReadError(buffer.take(buffer.length), n);
      const waiter = self.#new_data("readexactly", scope);
      try {
        yield waiter;
      } finally {
        self.#waiter = null;
      }
    }
    const data = buffer.take(n);
    self.#maybe_resume_transport(scope);
    return data;
  }

  /** Python's `__aiter__`. */
  __aiter__(): this {
    return this;
  }

  /** Python's `__anext__`. @throws StopAsyncIteration at the end. */
  __anext__(): Coroutine<Buffer> {
    return StreamReader.#anext(this);
  }

  static readonly #anext = coroutine(
    "StreamReader.__anext__",
    async (self: StreamReader): Promise<Buffer> => {
      const line = await self.readline();
      if (line.length === 0) throw new StopAsyncIteration();
      return line;
    },
  );

  /** Line after line. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
    for (;;) {
      const line = await this.readline();
      if (line.length === 0) return;
      yield line;
    }
  }

  __repr__(): string {
    const info = ["StreamReader"];
    if (this.#buffer.length > 0) info.push(`${this.#buffer.length} bytes`);
    if (this.#eof) info.push("eof");
    if (this.#limit !== DEFAULT_LIMIT) info.push(`limit=${repr(this.#limit)}`);
    if (this.#waiter !== null) info.push(`waiter=${repr(this.#waiter)}`);
    if (this.#exception !== null) info.push(`exception=${repr(this.#exception)}`);
    if (this.#transport !== null) info.push(`transport=${repr(this.#transport)}`);
    if (this.#paused) info.push("paused");
    return `<${info.join(" ")}>`;
  }
}

/**
 * Whether a read that has waited may go on outside of its task's scope. It resumes a transport then, which keeps the
 * stores of other libraries for its protocol's callbacks: to our own protocol's they mean nothing.
 */
function is_plain(reader: StreamReader): boolean {
  return reader._is_plain;
}

/** Of the separators in the buffer, the one that ends first. */
function first_to_end(
  buffer: ByteBuffer,
  separators: readonly Buffer[],
  from: number,
): { readonly start: number; readonly end: number } | null {
  let first: { readonly start: number; readonly end: number } | null = null;
  for (const separator of separators) {
    const start = buffer.index_of(separator, from);
    if (start === -1) continue;
    const end = start + separator.length;
    if (first === null || end < first.end) first = { start, end };
  }
  return first;
}
