/**
 * What a transport calls, and a stream's reader is fed by: `StreamReaderProtocol` of CPython's `streams.py`.
 *
 * On a server it also makes the writer of each connection, and runs the handler.
 *
 * What differs: a handler may be a native async function, and one that is a plain function and throws has its connection
 * closed too. CPython refers to the reader weakly, and drops what comes for one that is gone; here the protocol holds
 * on to it until the connection is lost.
 */
import { Coroutine, iscoroutinefunction } from "./coroutines.js";
import { FlowControlMixin } from "./flow-control.js";
import { type Future, isfuture } from "./futures.js";
import { close_when_dropped } from "./internal/dropped-writers.js";
import type { EventLoop } from "./node-events.js";
import { type Named, take_arguments } from "./python/arguments.js";
import { is_fatal } from "./python/exceptions.js";
import { StreamReader } from "./stream-reader.js";
import { StreamWriter } from "./stream-writer.js";
import type { BaseTransport, ReadTransport, WriteTransport } from "./transports.js";

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
