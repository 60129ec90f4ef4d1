/**
 * The loop's methods that make transports of pipes, as in CPython's `base_events.py`.
 *
 * What differs: Node's child processes have Unix sockets for pipes, which hold more (208 KiB on Linux, where a pipe
 * holds 64) before `drain()` has to wait. Standard input, output and error stay open when their transport is closed.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#working-with-pipes
 */
import type { Readable, Writable } from "node:stream";
import type { Future } from "../futures.js";
import {
  type PipeEnd,
  type ReadablePipe,
  read_end,
  type WritablePipe,
  write_end,
} from "../internal/node/pipe-ends.js";
import type { EventLoop } from "../node-events.js";
import type { BaseProtocol } from "../protocols.js";
import type { ReadTransport, WriteTransport } from "../transports.js";
import { ReadPipeTransport } from "./read-pipe-transport.js";
import { WritePipeTransport } from "./write-pipe-transport.js";

/** The transport of a pipe and its protocol, once the protocol knows of it. */
async function connect<T extends ReadPipeTransport | WritePipeTransport, P>(
  loop: EventLoop,
  factory: () => P,
  make: (protocol: P, waiter: Future<void>) => T,
): Promise<readonly [transport: T, protocol: P]> {
  const protocol = factory();
  const waiter = loop.create_future<void>();
  const transport = make(protocol, waiter);
  try {
    await waiter;
  } catch (error) {
    transport.close();
    throw error;
  }
  return [transport, protocol];
}

export function connect_read_end<P extends BaseProtocol>(
  loop: EventLoop,
  factory: () => P,
  end: PipeEnd<Readable>,
): Promise<readonly [transport: ReadTransport, protocol: P]> {
  return connect(loop, factory, (protocol, waiter) => new ReadPipeTransport(loop, end, protocol, waiter));
}

export function connect_write_end<P extends BaseProtocol>(
  loop: EventLoop,
  factory: () => P,
  end: PipeEnd<Writable>,
): Promise<readonly [transport: WritePipeTransport, protocol: P]> {
  return connect(loop, factory, (protocol, waiter) => new WritePipeTransport(loop, end, protocol, waiter));
}

export function connect_read_pipe(
  loop: EventLoop,
  factory: () => BaseProtocol,
  pipe: ReadablePipe,
): Promise<readonly [transport: ReadTransport, protocol: BaseProtocol]> {
  return connect(
    loop,
    factory,
    (protocol, waiter) => new ReadPipeTransport(loop, read_end(pipe), protocol, waiter),
  );
}

export function connect_write_pipe(
  loop: EventLoop,
  factory: () => BaseProtocol,
  pipe: WritablePipe,
): Promise<readonly [transport: WriteTransport, protocol: BaseProtocol]> {
  return connect(
    loop,
    factory,
    (protocol, waiter) => new WritePipeTransport(loop, write_end(pipe), protocol, waiter),
  );
}
