/**
 * Servers, as in CPython's `base_events.py`.
 *
 * `wait_closed()` is that of 3.12 and later: it waits until the server is closed and its connections are gone too.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#server-objects
 */
import { type Coroutine, coroutine } from "./coroutines.js";
import { CancelledError } from "./exceptions.js";
import type { Future } from "./futures.js";
import type { Listener } from "./network/listen.js";
import type { EventLoop } from "./node-events.js";
import { RuntimeError } from "./python/exceptions.js";
import { Printable } from "./python/printable.js";
import { repr } from "./python/repr.js";
import type { BaseTransport } from "./transports.js";
import type { TransportSocket } from "./trsock.js";
import { sleep } from "./waiting.js";

/** A connection of a server. */
type Client = BaseTransport & { abort(): void };

/**
 * What `create_server` and `start_server` give.
 *
 * @example
 * const server = await asyncio.start_server(handle, "127.0.0.1", 8888);
 * await asyncio.async_with(server, () => server.serve_forever());
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.Server
 */
export class Server extends Printable {
  readonly #loop: EventLoop;
  #listeners: readonly Listener[] | null;
  readonly #clients = new Set<Client>();
  #waiters: Future<void>[] | null = [];
  #serving = false;
  #serving_forever: Future<void> | null = null;

  /** @internal */
  constructor(loop: EventLoop, listeners: readonly Listener[]) {
    super();
    this.#loop = loop;
    this.#listeners = listeners;
  }

  /** @internal */
  _attach(client: Client): void {
    this.#clients.add(client);
  }

  /** @internal */
  _detach(client: Client): void {
    this.#clients.delete(client);
    if (this.#clients.size === 0 && this.#listeners === null) this.#wake_up();
  }

  #wake_up(): void {
    const waiters = this.#waiters ?? [];
    this.#waiters = null;
    for (const waiter of waiters) if (!waiter.done()) waiter.set_result(undefined);
  }

  /** @internal */
  async _start_serving(): Promise<void> {
    if (this.#serving) return;
    if (this.#listeners === null) throw new TypeError("'NoneType' object is not iterable");
    this.#serving = true;
    for (const listener of this.#listeners) await listener.listen(this);
  }

  /** The loop that the server belongs to. */
  get_loop(): EventLoop {
    return this.#loop;
  }

  /** Whether it accepts connections. */
  is_serving(): boolean {
    return this.#serving;
  }

  /** The sockets that it listens on; none once it is closed. */
  get sockets(): readonly TransportSocket[] {
    return (this.#listeners ?? []).map(({ socket }) => socket);
  }

  /** Accepts no more connections; those that there are stay open. */
  close(): void {
    const listeners = this.#listeners;
    if (listeners === null) return;
    this.#listeners = null;
    for (const listener of listeners) listener.close();
    this.#serving = false;
    if (this.#serving_forever !== null && !this.#serving_forever.done()) {
      this.#serving_forever.cancel();
      this.#serving_forever = null;
    }
    if (this.#clients.size === 0) this.#wake_up();
  }

  /** Closes all its connections: each writes what it has to. */
  close_clients(): void {
    for (const client of [...this.#clients]) client.close();
  }

  /** Closes all its connections at once. */
  abort_clients(): void {
    for (const client of [...this.#clients]) client.abort();
  }

  /** Begins to accept connections; does nothing if it does already. @throws TypeError if it is closed. */
  start_serving(): Coroutine<void> {
    return Server.#start_serving(this);
  }

  static readonly #start_serving = coroutine("Server.start_serving", async (self: Server): Promise<void> => {
    await self._start_serving();
    await sleep(0);
  });

  /**
   * Accepts connections until it is cancelled, and then closes the server.
   *
   * @throws RuntimeError if it is closed, or somebody else awaits this already.
   */
  serve_forever(): Coroutine<never> {
    return Server.#serve_forever(this) as Coroutine<never>;
  }

  static readonly #serve_forever = coroutine("Server.serve_forever", async (self: Server): Promise<void> => {
    if (self.#serving_forever !== null) {
      throw new RuntimeError(`server ${repr(self)} is already being awaited on serve_forever()`);
    }
    if (self.#listeners === null) throw new RuntimeError(`server ${repr(self)} is closed`);
    self.#serving_forever = self.#loop.create_future<void>();
    try {
      await self._start_serving();
      await self.#serving_forever;
    } catch (error) {
      if (error instanceof CancelledError) await self.#close_quietly();
      throw error;
    } finally {
      self.#serving_forever = null;
    }
  });

  /** Whatever goes wrong now, what counts is the cancellation. */
  async #close_quietly(): Promise<void> {
    try {
      this.close();
      await this.wait_closed();
    } catch {}
  }

  /** Waits until the server is closed and all its connections are. */
  wait_closed(): Coroutine<void> {
    return Server.#wait_closed(this);
  }

  static readonly #wait_closed = coroutine("Server.wait_closed", async (self: Server): Promise<void> => {
    if (self.#waiters === null) return;
    const waiter = self.#loop.create_future<void>();
    self.#waiters.push(waiter);
    await waiter;
  });

  __aenter__(): Coroutine<this> {
    return Server.#enter(this) as Coroutine<this>;
  }

  static readonly #enter = coroutine(
    "AbstractServer.__aenter__",
    async (self: Server): Promise<Server> => self,
  );

  __aexit__(..._error: unknown[]): Coroutine<void> {
    return Server.#exit(this);
  }

  static readonly #exit = coroutine("AbstractServer.__aexit__", async (self: Server): Promise<void> => {
    self.close();
    await self.wait_closed();
  });

  __repr__(): string {
    const sockets = this.sockets.map((socket) => repr(socket));
    return `<${this.constructor.name} sockets=(${sockets.join(", ")}${sockets.length === 1 ? "," : ""})>`;
  }
}
