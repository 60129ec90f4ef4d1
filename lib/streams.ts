/**
 * Streams, as in CPython's `streams.py`: a reader and a writer that can be awaited, over a transport and its protocol.
 *
 * What is read faster than it is consumed stops the transport at twice the reader's limit; what is written faster than
 * it is sent makes `drain()` wait.
 *
 * What differs: a handler may be a native async function, and one that is a plain function and throws has its connection
 * closed too; a stream that is forgotten open is closed with its loop, since nobody tells when it is garbage.
 *
 * @see https://docs.python.org/3/library/asyncio-stream.html
 */
import { Coroutine, coroutine, iscoroutinefunction } from "./coroutines.js";
import { get_event_loop, get_running_loop } from "./events.js";
import { IncompleteReadError, LimitOverrunError } from "./exceptions.js";
import { type Future, isfuture } from "./futures.js";
import { generator_coroutine, type Steps, WAITS } from "./generator-coroutines.js";
import { ambient, type Scope } from "./internal/ambient.js";
import { ByteBuffer } from "./internal/byte-buffer.js";
import { close_when_dropped } from "./internal/dropped-writers.js";
import type { Host, Port } from "./internal/node/names.js";
import type { OsPath } from "./internal/node/paths.js";
import type { Ssl } from "./internal/node/tls.js";
import { created_at, type Origins } from "./internal/origins.js";
import type {
  CreateConnectionOptions,
  CreateUnixConnectionOptions,
  HostAndPort,
  StartTlsOptions,
} from "./network/connections.js";
import type { CreateServerOptions, CreateUnixServerOptions, Hosts, HostsAndPort } from "./network/servers.js";
import type { Path, PlaceAndKeywords } from "./network-arguments.js";
import type { EventLoop } from "./node-events.js";
import { type BaseProtocol, Protocol } from "./protocols.js";
import { first_by_name, type Named, one_argument, take_arguments, the_argument } from "./python/arguments.js";
import {
  AssertionError,
  ConnectionResetError,
  is_fatal,
  NotImplementedError,
  RuntimeError,
  StopAsyncIteration,
  ValueError,
} from "./python/exceptions.js";
import { check_keywords, is_plain_object } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { repr } from "./python/repr.js";
import type { Server } from "./server.js";
import {
  type BaseTransport,
  type BytesLike,
  type ExtraInfo,
  type ExtraInfoKeywords,
  type ReadTransport,
  type Transport,
  to_bytes,
  type WriteTransport,
} from "./transports.js";
import { sleep } from "./waiting.js";

const DEFAULT_LIMIT = 2 ** 16;
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

/**
 * What lets `drain()` wait, as CPython's class of that name: a protocol that knows whether it is paused.
 *
 * For `connect_write_pipe`, where there is nothing to read. A derived class that overrides a method calls it too.
 */
export class FlowControlMixin extends Protocol {
  /** @internal */ readonly _loop: EventLoop;
  /** @internal */ readonly _flow: WriteFlow;

  constructor(loop: EventLoop | null | { readonly loop?: EventLoop | null } = null) {
    super();
    const given = is_plain_object(loop)
      ? (loop.loop as EventLoop | null | undefined)
      : (loop as EventLoop | null);
    this._loop = given ?? get_event_loop();
    this._flow = new WriteFlow(this._loop);
  }

  override pause_writing(): void {
    this._flow.pause();
  }

  override resume_writing(): void {
    this._flow.resume();
  }

  override connection_lost(exc: Error | null): void {
    this._flow.lost(exc);
  }

  /** @internal Whether `drain()` has nothing to wait for, unless a derived class has an opinion of its own. */
  _may_write(): boolean {
    return this._flow.is_open && this._drain_helper === FlowControlMixin.prototype._drain_helper;
  }

  /** @internal What `drain()` has to wait for, if anything. */
  _drain_helper(): PromiseLike<void> | null {
    return this._flow.drain();
  }

  /** @internal */
  _get_close_waiter(_stream: StreamWriter): PromiseLike<void> {
    throw new NotImplementedError();
  }
}

/** Whether a protocol may write, and who waits until it may. */
export class WriteFlow {
  readonly #loop: EventLoop;
  readonly #waiters = new Set<Future<void>>();
  #paused = false;
  #lost = false;

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  /** Whether one may write now. */
  get is_open(): boolean {
    return !this.#paused && !this.#lost;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    for (const waiter of this.#waiters) if (!waiter.done()) waiter.set_result(undefined);
  }

  /** The connection is lost: nobody has to wait any longer. */
  lost(exc: Error | null): void {
    this.#lost = true;
    if (!this.#paused) return;
    for (const waiter of this.#waiters) {
      if (waiter.done()) continue;
      if (exc === null) waiter.set_result(undefined);
      else waiter.set_exception(exc);
    }
  }

  /**
   * What to wait for until one may write; null if one may.
   *
   * @throws ConnectionResetError "Connection lost".
   */
  drain(): PromiseLike<void> | null {
    if (this.#lost) throw new ConnectionResetError("Connection lost");
    return this.#paused ? this.#wait() : null;
  }

  async #wait(): Promise<void> {
    const waiter = this.#loop.create_future<void>();
    this.#waiters.add(waiter);
    try {
      await waiter;
    } finally {
      this.#waiters.delete(waiter);
    }
  }
}

/** What `start_server` calls for each client: a coroutine function, an async function, or a plain one. */
export type ClientConnectedCallback = (reader: StreamReader, writer: StreamWriter) => unknown;

/** The keywords of a `StreamReaderProtocol`. */
export interface StreamReaderProtocolOptions {
  readonly client_connected_cb?: ClientConnectedCallback | null | undefined;
  readonly loop?: EventLoop | null | undefined;
}

/**
 * The protocol that feeds a `StreamReader`.
 *
 * @see https://docs.python.org/3/library/asyncio-stream.html
 */
export class StreamReaderProtocol extends FlowControlMixin {
  #reader: StreamReader | null;
  /** @internal */ readonly _client_connected_cb: ClientConnectedCallback | null;
  /** @internal Whether what it does with data is nobody else's code. */ readonly _is_plain: boolean;
  readonly #closed: Future<void>;
  #over_ssl = false;

  constructor(
    ...given:
      | [
          stream_reader: StreamReader | null,
          client_connected_cb?: ClientConnectedCallback | null,
          loop?: EventLoop | null,
        ]
      | [
          stream_reader: StreamReader | null,
          client_connected_cb: ClientConnectedCallback | null,
          keywords: Pick<StreamReaderProtocolOptions, "loop">,
        ]
      | [stream_reader: StreamReader | null, keywords: StreamReaderProtocolOptions]
      | [keywords: Named<"stream_reader", StreamReader | null> & StreamReaderProtocolOptions]
  ) {
    const {
      stream_reader = null,
      client_connected_cb,
      loop,
    } = take_arguments<Named<"stream_reader", StreamReader | null> & StreamReaderProtocolOptions>(
      "StreamReaderProtocol.__init__",
      given,
      ["stream_reader", "client_connected_cb", "loop"],
      [],
    );
    super(loop ?? null);
    this.#reader = stream_reader;
    this._client_connected_cb = client_connected_cb ?? null;
    this._is_plain = this.constructor === StreamReaderProtocol && stream_reader?.constructor === StreamReader;
    this.#closed = this._loop.create_future<void>();
  }

  /** @internal */
  _replace_transport(transport: BaseTransport): void {
    this.#over_ssl = transport.get_extra_info("sslcontext") !== null;
  }

  override connection_made(transport: BaseTransport): void {
    const reader = this.#reader;
    if (reader !== null) {
      reader.set_transport(transport as ReadTransport & BaseTransport);
      reader._is_plain = this._is_plain;
    }
    this._replace_transport(transport);
    const callback = this._client_connected_cb;
    if (callback === null || reader === null) return;
    const writer = new StreamWriter(transport as WriteTransport, this, reader, this._loop);
    const failed = (exception: unknown): void => {
      const message = "Unhandled exception in client_connected_cb";
      this._loop.call_exception_handler({ message, exception, transport });
      transport.close();
    };
    const loop = this._loop;
    try {
      const begun = handle_client(callback, reader, writer);
      if (begun === null) {
        close_when_dropped(writer, { transport, reader, loop });
        return;
      }
      loop.create_task(begun).add_done_callback((task: Future) => {
        if (task.cancelled()) transport.close();
        else if (task.exception() !== null) failed(task.exception());
        else close_when_dropped(writer, { transport, reader, loop });
      });
    } catch (error) {
      if (is_fatal(error)) throw error;
      failed(error);
    }
  }

  override connection_lost(exc: Error | null): void {
    const reader = this.#reader;
    if (exc === null) reader?.feed_eof();
    else reader?.set_exception(exc);
    if (!this.#closed.done()) {
      if (exc === null) {
        this.#closed.set_result(undefined);
      } else {
        this.#closed.set_exception(exc);
        // Whoever wants to know calls `wait_closed()`.
        this.#closed._retrieved();
      }
    }
    super.connection_lost(exc);
    this.#reader = null;
  }

  override data_received(data: Buffer): void {
    this.#reader?.feed_data(data);
  }

  /** @internal What `data_received` would get in one piece. */
  _chunks_received(chunks: readonly Buffer[]): void {
    for (const chunk of chunks) this.data_received(chunk);
  }

  override eof_received(): boolean {
    this.#reader?.feed_eof();
    // TLS cannot be half open.
    return !this.#over_ssl;
  }

  /** @internal */
  override _get_close_waiter(_stream: StreamWriter): PromiseLike<void> {
    return this.#closed;
  }
}

/** What a handler has begun and a task has to see to its end; null if it is a plain function. */
function handle_client(
  callback: ClientConnectedCallback,
  reader: StreamReader,
  writer: StreamWriter,
): Coroutine | Promise<unknown> | null {
  // A native async function would run outside of its task until its first await.
  if (iscoroutinefunction(callback) && callback.constructor !== Function) {
    return new Coroutine(callback, undefined, [reader, writer]);
  }
  const begun = callback(reader, writer) as Coroutine | Promise<unknown> | null | undefined;
  return typeof begun?.then === "function" && !isfuture(begun) ? begun : null;
}

/** What a `StreamWriter` is made with. */
interface StreamWriterArguments {
  readonly transport: WriteTransport;
  readonly protocol: DrainableProtocol;
  readonly reader: StreamReader | null;
  readonly loop: EventLoop;
}

/** What a `StreamWriter` needs of its protocol. */
export interface DrainableProtocol extends BaseProtocol {
  /** @internal */ _drain_helper(): PromiseLike<void> | null;
  /** @internal */ _get_close_waiter(stream: StreamWriter): PromiseLike<void>;
}

/**
 * What a stream writes to.
 *
 * @see https://docs.python.org/3/library/asyncio-stream.html#asyncio.StreamWriter
 */
export class StreamWriter extends Printable {
  #transport: WriteTransport;
  readonly #protocol: DrainableProtocol;
  readonly #reader: StreamReader | null;
  readonly #loop: EventLoop;

  constructor(
    ...given:
      | [transport: WriteTransport, protocol: DrainableProtocol, reader: StreamReader | null, loop: EventLoop]
      | [keywords: StreamWriterArguments]
  ) {
    super();
    const names = ["transport", "protocol", "reader", "loop"] as const;
    const { transport, protocol, reader, loop } = take_arguments<
      StreamWriterArguments,
      (typeof names)[number]
    >("StreamWriter.__init__", given, names, [], names);
    this.#transport = transport;
    this.#protocol = protocol;
    this.#reader = reader;
    this.#loop = loop;
  }

  /** The transport underneath. */
  get transport(): WriteTransport {
    return this.#transport;
  }

  /** Writes, now or as soon as possible; follow it by `await drain()`. */
  write(data: BytesLike | Named<"data", BytesLike>): void {
    this.#transport.write(the_argument("StreamWriter.write", "data", data));
  }

  /** Writes one after the other; follow it by `await drain()`. */
  writelines(data: Iterable<BytesLike> | Named<"data", Iterable<BytesLike>>): void {
    this.#transport.writelines(the_argument("StreamWriter.writelines", "data", data));
  }

  /** Closes the writing end once all is written; the reader goes on. */
  write_eof(): void {
    this.#transport.write_eof();
  }

  /** Whether `write_eof()` works here. */
  can_write_eof(): boolean {
    return this.#transport.can_write_eof();
  }

  /** Closes the stream once all is written; follow it by `await wait_closed()`. */
  close(): void {
    this.#transport.close();
  }

  /** Whether it is closing or closed. */
  is_closing(): boolean {
    return this.#transport.is_closing();
  }

  /** Waits until the stream is closed. @throws the error by which the connection was lost. */
  wait_closed(): Coroutine<void> {
    return StreamWriter.#wait_closed(this);
  }

  static readonly #wait_closed = coroutine(
    "StreamWriter.wait_closed",
    async (self: StreamWriter): Promise<void> => {
      await self.#protocol._get_close_waiter(self);
    },
  );

  /** A piece of information about the transport, or `otherwise` where it has none. */
  get_extra_info<K extends keyof ExtraInfo & string>(
    name: K | ExtraInfoKeywords<K>,
    otherwise?: unknown,
  ): ExtraInfo[K] {
    return this.#transport.get_extra_info(name, otherwise);
  }

  /**
   * Waits until the write buffer has drained to its low-water mark; not at all while it is below the high-water mark.
   *
   * @throws ConnectionResetError, or the error by which the connection was lost.
   */
  drain(): Coroutine<void> {
    return StreamWriter.#drain(this);
  }

  static readonly #drain = generator_coroutine("StreamWriter.drain", StreamWriter.#drain_steps, {
    at_once: (self) => (self.#has_drained() ? undefined : WAITS),
  });

  /** Whether it is plain that there is nothing to wait for, and nothing to throw. */
  #has_drained(): boolean {
    const protocol = this.#protocol;
    if (!(protocol instanceof FlowControlMixin) || !protocol._may_write()) return false;
    return (this.#reader?.exception() ?? null) === null && !this.#transport.is_closing();
  }

  static *#drain_steps(self: StreamWriter): Steps<void> {
    const exception = self.#reader?.exception() ?? null;
    if (exception !== null) throw exception;
    // Lets `connection_lost` be called, so that a loop of write and drain learns of it.
    if (self.#transport.is_closing()) yield sleep(0);
    const waiting = self.#protocol._drain_helper();
    if (waiting !== null) yield waiting;
  }

  /**
   * Goes over to TLS, as a server on a stream of `start_server`, else as a client.
   *
   * @throws ssl.SSLError if the handshake fails.
   */
  start_tls(
    given: Ssl | (Named<"sslcontext", Ssl> & Omit<StartTlsOptions, "server_side">),
    options: Omit<StartTlsOptions, "server_side"> = {},
  ): Coroutine<void> {
    const [sslcontext, keywords] = first_by_name<Ssl>("sslcontext", given) ?? [given as Ssl, options];
    return StreamWriter.#start_tls(this, sslcontext, keywords);
  }

  static readonly #start_tls = coroutine(
    "StreamWriter.start_tls",
    async (self: StreamWriter, sslcontext: Ssl, options: StartTlsOptions): Promise<void> => {
      const protocol = self.#protocol;
      const server_side = protocol instanceof StreamReaderProtocol && protocol._client_connected_cb !== null;
      await self.drain();
      const transport = await self.#loop.start_tls(self.#transport, protocol, sslcontext, {
        ...options,
        server_side,
      });
      self.#transport = transport;
      self.#reader?._replace_transport(transport);
      if (protocol instanceof StreamReaderProtocol) protocol._replace_transport(transport);
    },
  );

  /** Closes the stream and waits for it: `await using _ = await enter(writer)`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.wait_closed();
  }

  __repr__(): string {
    const info = [this.constructor.name, `transport=${repr(this.#transport)}`];
    if (this.#reader !== null) info.push(`reader=${repr(this.#reader)}`);
    return `<${info.join(" ")}>`;
  }
}

/** What `limit` means to the functions that make a stream. */
interface Limit {
  /** How long a line may be, and half of what is read ahead, in bytes; by default 64 KiB. */
  readonly limit?: number | null | undefined;
}

/** A reader and a writer. */
export type Stream = readonly [reader: StreamReader, writer: StreamWriter];

export interface OpenConnectionOptions extends Limit, CreateConnectionOptions {}
export interface StartServerOptions extends Limit, CreateServerOptions {}
export interface OpenUnixConnectionOptions extends Limit, CreateUnixConnectionOptions {}
export interface StartUnixServerOptions extends Limit, CreateUnixServerOptions {}

/**
 * Connects to a host's port, by TCP; the keywords are those of `create_connection`, and `limit`.
 *
 * @example
 * const [reader, writer] = await asyncio.open_connection("127.0.0.1", 8888);
 *
 * @throws OSError if none of the addresses answers; ssl.SSLError if the handshake fails.
 * @see https://docs.python.org/3/library/asyncio-stream.html#asyncio.open_connection
 */
export function open_connection(
  ...given: PlaceAndKeywords<[host?: Host, port?: Port], HostAndPort, OpenConnectionOptions>
): Coroutine<Stream> {
  return open_tcp(given);
}

const open_tcp = coroutine("open_connection", async (given: readonly unknown[]): Promise<Stream> => {
  const [args, limit] = without_limit<[HostAndPort & CreateConnectionOptions]>(given);
  return await open_stream(limit, (loop, factory) => loop.create_connection(factory, ...args));
});

/**
 * Connects to a Unix socket; the keywords are those of `create_unix_connection`, and `limit`.
 *
 * @throws OSError if nobody listens there.
 * @see https://docs.python.org/3/library/asyncio-stream.html#asyncio.open_unix_connection
 */
export function open_unix_connection(
  ...given: PlaceAndKeywords<[path?: OsPath | null], Path, OpenUnixConnectionOptions>
): Coroutine<Stream> {
  return open_unix(given);
}

const open_unix = coroutine("open_unix_connection", async (given: readonly unknown[]): Promise<Stream> => {
  const [args, limit] = without_limit<[CreateUnixConnectionOptions]>(given);
  return await open_stream(limit, (loop, factory) => loop.create_unix_connection(factory, ...args));
});

async function open_stream(
  limit: number,
  connect: (
    loop: EventLoop,
    factory: () => StreamReaderProtocol,
  ) => PromiseLike<readonly [transport: Transport, protocol: StreamReaderProtocol]>,
): Promise<Stream> {
  const loop = get_running_loop();
  const reader = new StreamReader(limit, loop);
  const protocol = new StreamReaderProtocol(reader, null, loop);
  const [transport] = await connect(loop, () => protocol);
  return [reader, new StreamWriter(transport, protocol, reader, loop)];
}

/** Takes `limit` out of the keywords, and leaves those of the loop's method. */
function without_limit<A extends unknown[]>(given: readonly unknown[]): [args: A, limit: number] {
  const last = given.at(-1);
  if (!is_plain_object(last)) return [[...given] as A, DEFAULT_LIMIT];
  const { limit, ...keywords } = last;
  return [[...given.slice(0, -1), keywords] as A, (limit as number | null | undefined) ?? DEFAULT_LIMIT];
}

/**
 * Listens on a port, by TCP, and calls `client_connected_cb(reader, writer)` for each connection; the keywords are
 * those of `create_server`, and `limit`.
 *
 * @example
 * const server = await asyncio.start_server(handle, "127.0.0.1", 8888);
 * await asyncio.async_with(server, () => server.serve_forever());
 *
 * @param client_connected_cb - what it returns, if it can be awaited, runs as a task. If it throws, the loop's exception
 * handler is told and the connection closed.
 * @throws OSError if the port cannot be bound.
 * @see https://docs.python.org/3/library/asyncio-stream.html#asyncio.start_server
 */
export function start_server(
  keywords: Named<"client_connected_cb", ClientConnectedCallback> & HostsAndPort & StartServerOptions,
): Coroutine<Server>;
export function start_server(
  client_connected_cb: ClientConnectedCallback,
  ...given: PlaceAndKeywords<[host?: Hosts, port?: Port], HostsAndPort, StartServerOptions>
): Coroutine<Server>;
export function start_server(...given: readonly unknown[]): Coroutine<Server> {
  return serve_tcp(given);
}

const serve_tcp = coroutine("start_server", async (given: readonly unknown[]): Promise<Server> => {
  const [callback, others] = without_callback("start_server", given);
  const [args, limit] = without_limit<[HostsAndPort & CreateServerOptions]>(others);
  const loop = get_running_loop();
  return await loop.create_server(stream_factory(loop, limit, callback), ...args);
});

/**
 * `start_server` on a Unix socket; the keywords are those of `create_unix_server`, and `limit`.
 *
 * @throws OSError if the path cannot be bound.
 * @see https://docs.python.org/3/library/asyncio-stream.html#asyncio.start_unix_server
 */
export function start_unix_server(
  keywords: Named<"client_connected_cb", ClientConnectedCallback> & Path & StartUnixServerOptions,
): Coroutine<Server>;
export function start_unix_server(
  client_connected_cb: ClientConnectedCallback,
  ...given: PlaceAndKeywords<[path?: OsPath | null], Path, StartUnixServerOptions>
): Coroutine<Server>;
export function start_unix_server(...given: readonly unknown[]): Coroutine<Server> {
  return serve_unix(given);
}

const serve_unix = coroutine("start_unix_server", async (given: readonly unknown[]): Promise<Server> => {
  const [callback, others] = without_callback("start_unix_server", given);
  const [args, limit] = without_limit<[Path & CreateUnixServerOptions]>(others);
  const loop = get_running_loop();
  return await loop.create_unix_server(stream_factory(loop, limit, callback), ...args);
});

/** Takes the callback out of the arguments, where it is the first or goes by its name. */
function without_callback(
  function_name: string,
  given: readonly unknown[],
): [callback: ClientConnectedCallback, others: readonly unknown[]] {
  const name = "client_connected_cb";
  const [first, ...others] = given;
  const named = first_by_name<ClientConnectedCallback>(name, first);
  if (named !== null) return [named[0], [named[1]]];
  if (first === undefined || is_plain_object(first)) {
    throw new TypeError(`${function_name}() missing 1 required positional argument: '${name}'`);
  }
  return [first as ClientConnectedCallback, others];
}

function stream_factory(
  loop: EventLoop,
  limit: number,
  callback: ClientConnectedCallback,
): () => StreamReaderProtocol {
  return () => new StreamReaderProtocol(new StreamReader(limit, loop), callback, loop);
}
