/**
 * Sending a file, as in CPython's `base_events.py`.
 *
 * Node has no `sendfile` of the operating system: the file is read and written piece by piece, which is CPython's
 * fallback. Meanwhile nobody else may write, and the connection's own protocol is neither fed nor told to pause.
 */
import type { FileHandle } from "node:fs/promises";
import { SendfileNotAvailableError } from "../exceptions.js";
import { type Future, wrap_future } from "../futures.js";
import type { EventLoop } from "../node-events.js";
import { type BaseProtocol, Protocol } from "../protocols.js";
import { ConnectionError, RuntimeError, ValueError } from "../python/exceptions.js";
import { repr } from "../python/repr.js";
import type { BaseTransport } from "../transports.js";
import { SocketTransport } from "./socket-transport.js";

/** How much is read at once, in bytes. */
const BLOCK = 64 * 1024;

/** What `sendfile` is given. */
export interface SendfileArguments {
  readonly transport: BaseTransport;
  readonly file: FileHandle;
  readonly offset?: number | null | undefined;
  readonly count?: number | null | undefined;
  readonly fallback?: boolean | null | undefined;
}

export async function sendfile(
  loop: EventLoop,
  transport: BaseTransport,
  file: FileHandle,
  given: Omit<SendfileArguments, "transport" | "file">,
): Promise<number> {
  const { offset, count } = { offset: given.offset ?? 0, count: given.count ?? null };
  if (typeof file?.read !== "function") throw new TypeError(`file must be a FileHandle, not ${repr(file)}`);
  if (!Number.isInteger(offset)) throw not_an_offset(offset);
  if (offset < 0) throw new ValueError(not_an_offset(offset).message);
  if (count !== null && !Number.isInteger(count)) throw not_a_count(count);
  if (count !== null && count <= 0) throw new ValueError(not_a_count(count).message);
  if (transport.is_closing()) throw new RuntimeError("Transport is closing");
  if (!(transport instanceof SocketTransport)) {
    throw new RuntimeError(`sendfile is not supported for transport ${repr(transport)}`);
  }
  if (given.fallback === false) {
    if (transport.get_extra_info("sslcontext") !== null) {
      const text = "fallback is disabled and native sendfile is not supported for transport";
      throw new RuntimeError(`${text} ${repr(transport)}`);
    }
    throw new SendfileNotAvailableError("sendfile syscall is not supported");
  }
  return await send(loop, transport, file, offset, count ?? Number.POSITIVE_INFINITY);
}

function not_an_offset(offset: number): TypeError {
  return new TypeError(`offset must be a non-negative integer (got ${repr(offset)})`);
}

function not_a_count(count: number): TypeError {
  return new TypeError(`count must be a positive integer (got ${repr(count)})`);
}

async function send(
  loop: EventLoop,
  transport: SocketTransport,
  file: FileHandle,
  offset: number,
  count: number,
): Promise<number> {
  const protocol = new SendfileProtocol(loop, transport);
  let sent = 0;
  try {
    while (sent < count) {
      const buffer = Buffer.allocUnsafe(Math.min(BLOCK, count - sent));
      const { bytesRead } = await wrap_future(file.read(buffer, 0, buffer.length, offset + sent), { loop });
      if (bytesRead === 0) break;
      await protocol.drain();
      transport._send(buffer.subarray(0, bytesRead));
      sent += bytesRead;
    }
    return sent;
  } finally {
    protocol.restore();
  }
}

/** Stands in for the connection's protocol while a file is sent. */
class SendfileProtocol extends Protocol {
  readonly #loop: EventLoop;
  readonly #transport: SocketTransport;
  readonly #protocol: BaseProtocol;
  readonly #was_reading: boolean;
  readonly #was_paused: boolean;
  #writable: Future<void> | null = null;

  constructor(loop: EventLoop, transport: SocketTransport) {
    super();
    this.#loop = loop;
    this.#transport = transport;
    this.#protocol = transport.get_protocol();
    this.#was_reading = transport.is_reading();
    this.#was_paused = transport._is_protocol_paused;
    transport.pause_reading();
    transport.set_protocol(this);
    transport._sends_file = true;
    if (this.#was_paused) this.#writable = loop.create_future<void>();
  }

  /** @throws ConnectionError if the connection is gone. */
  async drain(): Promise<void> {
    if (this.#transport.is_closing()) throw new ConnectionError("Connection closed by peer");
    if (this.#writable !== null) await this.#writable;
  }

  override connection_made(): void {
    throw new RuntimeError("Invalid state: connection should have been established already.");
  }

  override connection_lost(exc: Error | null): void {
    const writable = this.#writable;
    if (writable !== null && !writable.done()) {
      writable.set_exception(exc ?? new ConnectionError("Connection is closed by peer"));
      writable._retrieved();
    }
    this.#protocol.connection_lost(exc);
  }

  override pause_writing(): void {
    this.#writable ??= this.#loop.create_future<void>();
  }

  override resume_writing(): void {
    const writable = this.#writable;
    this.#writable = null;
    if (writable !== null && !writable.done()) writable.set_result(undefined);
  }

  override data_received(): void {
    throw new RuntimeError("Invalid state: reading should be paused");
  }

  override eof_received(): void {
    throw new RuntimeError("Invalid state: reading should be paused");
  }

  restore(): void {
    this.#transport._sends_file = false;
    this.#transport.set_protocol(this.#protocol);
    if (this.#was_reading) this.#transport.resume_reading();
    this.#writable?.cancel();
    if (this.#was_paused) this.#protocol.resume_writing();
  }
}
