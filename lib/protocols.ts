/**
 * Protocols: what a transport calls, as in CPython's `protocols.py`.
 *
 * A person derives from one of these and overrides what he needs; every method here does nothing. A transport only asks
 * for the methods, except that a `BufferedProtocol` is known by its class.
 */
import { RuntimeError } from "./python/exceptions.js";
import type { Address } from "./socket.js";
import type { BaseTransport } from "./transports.js";

/**
 * What all protocols have.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#base-protocol
 */
export class BaseProtocol {
  /** The connection is made; `transport` is what to write to, if it can be written to. Called once, and first. */
  connection_made(_transport: BaseTransport): void {}

  /** The connection is lost or closed; `exc` is `null` after an end of file, `close()` and `abort()`. Called once. */
  connection_lost(_exc: Error | null): void {}

  /**
   * The write buffer has grown beyond its high-water mark.
   *
   * Called by `write` itself, not by the loop: else it would come too late for a loop that never gives way.
   */
  pause_writing(): void {}

  /** The write buffer has shrunk to its low-water mark. */
  resume_writing(): void {}
}

/**
 * A protocol of a stream: TCP, Unix sockets, pipes.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#streaming-protocols
 */
export class Protocol extends BaseProtocol {
  /** Some data has come. */
  data_received(_data: Buffer): void {}

  /** The other end writes no more. Return `true` to keep the connection open; else it is closed. */
  eof_received(): unknown {
    return undefined;
  }
}

/**
 * A protocol of a stream that says where the data shall go.
 *
 * Differs from CPython: Node has read the data already and it is copied over, so this spares no copy.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#buffered-streaming-protocols
 */
export class BufferedProtocol extends BaseProtocol {
  /** Gives a buffer to fill, which is not empty; `sizehint` is its recommended size in bytes, or -1 for any. */
  get_buffer(_sizehint: number): Uint8Array {
    return Buffer.alloc(0);
  }

  /** The first `nbytes` bytes of the buffer have been filled. */
  buffer_updated(_nbytes: number): void {}

  /** The other end writes no more. Return `true` to keep the connection open; else it is closed. */
  eof_received(): unknown {
    return undefined;
  }
}

/**
 * A protocol of datagrams.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#datagram-protocols
 */
export class DatagramProtocol extends BaseProtocol {
  /** A datagram has come from `addr`. */
  datagram_received(_data: Buffer, _addr: Address): void {}

  /** An earlier send or receive failed, with an `OSError`. */
  error_received(_exc: Error): void {}
}

/**
 * A protocol of a child process.
 *
 * @see https://docs.python.org/3/library/asyncio-protocol.html#subprocess-protocols
 */
export class SubprocessProtocol extends BaseProtocol {
  /** The child has written to its descriptor `fd`. */
  pipe_data_received(_fd: number, _data: Buffer): void {}

  /** The pipe at the child's descriptor `fd` is closed. */
  pipe_connection_lost(_fd: number, _exc: Error | null): void {}

  /** The child has ended. It may come before the last data of its pipes. */
  process_exited(): void {}
}

/**
 * Copies `data` into buffers that the protocol gives.
 *
 * @internal
 * @throws RuntimeError if one of them is empty.
 */
export function _feed_data_to_buffered_proto(protocol: BufferedProtocol, data: Uint8Array): void {
  let rest = data;
  while (rest.length > 0) {
    const buffer = protocol.get_buffer(rest.length);
    if (buffer.length === 0) throw new RuntimeError("get_buffer() returned an empty buffer");
    const part = rest.subarray(0, buffer.length);
    buffer.set(part);
    protocol.buffer_updated(part.length);
    rest = rest.subarray(part.length);
  }
}
