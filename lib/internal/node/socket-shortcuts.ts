/**
 * Two ways around Node's streams for what a socket does all day: a message that has come is taken, a short one is sent.
 *
 * A stream spends on either about as long as all of asyncio does. Both ways end in the stream wherever the case is
 * any other, and wherever a Node does not know them: what is gained is time, and nothing depends on them.
 */
import type { Socket } from "node:net";
import { fs } from "./builtins.js";
import { descriptor } from "./node-socket.js";

/** In bytes. What is longer may fill the system's buffer, and to be refused costs more than the stream does. */
const SHORT = 16 * 1024;
const REFUSED: ReadonlySet<unknown> = new Set(["EAGAIN", "EWOULDBLOCK", "EINTR"]);

/**
 * Hands what the socket reads to `take`, as a "data" listener gets it, without a turn through the stream's buffer.
 *
 * A paused stream, the end and whatever else is left to the stream: so `take` has to listen to "data" too.
 *
 * @returns what undoes it.
 */
export function tap(socket: Socket, take: (chunk: Buffer) => void): () => void {
  const push = socket.push;
  socket.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (chunk instanceof Buffer && socket.readableFlowing === true && socket.readableLength === 0) {
      take(chunk);
      return true;
    }
    return push.call(socket, chunk, encoding);
  };
  return () => {
    socket.push = push;
  };
}

/**
 * Sends as much as the system takes at once, of a socket that has nothing left to send; says how many bytes that was.
 *
 * @throws Node's error if the connection turns out to be lost.
 */
export function send_now(socket: Socket, bytes: Buffer): number {
  if (bytes.length > SHORT) return 0;
  const fd = descriptor(socket);
  if (fd < 0) return 0;
  try {
    return fs.writeSync(fd, bytes);
  } catch (error) {
    if (!REFUSED.has((error as NodeJS.ErrnoException).code)) throw error;
    return 0;
  }
}
