/**
 * What a stream writes to: `StreamWriter` of CPython's `streams.py`.
 *
 * What is written faster than it is sent makes `drain()` wait.
 *
 * What differs: CPython closes a writer that nobody holds on to. Here nobody tells in time: one that a server's handler
 * leaves open is closed when it is garbage (`internal/dropped-writers.ts`), any other with its loop. `await using`
 * closes a writer at the end of its block.
 *
 * The protocol of a server makes the writer, which therefore knows it by its type only, `DrainableProtocol`.
 *
 * @see https://docs.python.org/3/library/asyncio-stream.html#streamwriter
 */
import { type Coroutine, coroutine } from "./coroutines.js";
import { FlowControlMixin } from "./flow-control.js";
import { generator_coroutine, type Steps, WAITS } from "./generator-coroutines.js";
import type { Ssl } from "./internal/node/tls.js";
import type { StartTlsOptions } from "./network/connections.js";
import type { EventLoop } from "./node-events.js";
import type { BaseProtocol } from "./protocols.js";
import { first_by_name, type Named, take_arguments, the_argument } from "./python/arguments.js";
import { Printable } from "./python/printable.js";
import { repr } from "./python/repr.js";
import type { StreamReader } from "./stream-reader.js";
import type { ClientConnectedCallback } from "./stream-reader-protocol.js";
import type { BaseTransport, BytesLike, ExtraInfo, ExtraInfoKeywords, WriteTransport } from "./transports.js";
import { sleep } from "./waiting.js";

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
  /** @internal The handler, on a server. */ readonly _client_connected_cb?: ClientConnectedCallback | null;
  /** @internal After `start_tls`. */ _replace_transport?(transport: BaseTransport): void;
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
      const server_side = (protocol._client_connected_cb ?? null) !== null;
      await self.drain();
      const transport = await self.#loop.start_tls(self.#transport, protocol, sslcontext, {
        ...options,
        server_side,
      });
      self.#transport = transport;
      self.#reader?._replace_transport(transport);
      protocol._replace_transport?.(transport);
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
