/**
 * A UDP socket of Node's whose system takes nothing until the test says so: on the loopback it would take everything.
 *
 * It stands where libuv does, below Node: what does not fit is answered by 0 and told of later, in order.
 */
import { createSocket, type Socket } from "node:dgram";
import { inner_handle } from "../../lib/internal/node/datagram-socket.js";

interface Request {
  oncomplete(error: number, size: number): void;
}

type Send = (request: Request, parts: readonly Uint8Array[], ...where: unknown[]) => number;

const ECANCELED = -125;

/** Every address is one already: what is asked for is done on the spot. */
function no_look_up(
  host: string,
  _options: unknown,
  done: (error: null, address: string, family: number) => void,
): void {
  done(null, host, 4);
}

export class CloggedSocket {
  readonly socket: Socket = createSocket({ type: "udp4", lookup: no_look_up });
  /** Whether the system would block. */
  clogged = true;
  readonly #send: Send;
  readonly #queue: Parameters<Send>[] = [];

  /** It is bound to the loopback, and connected to a port of it if there is one. */
  constructor(peer: number | null = null) {
    const { socket } = this;
    socket.bind(0, "127.0.0.1");
    if (peer !== null) socket.connect(peer, "127.0.0.1");
    const handle = inner_handle(socket) as { send: Send };
    this.#send = handle.send.bind(handle);
    handle.send = (...given) => {
      if (!this.clogged && this.#queue.length === 0) return this.#send(...given);
      this.#queue.push(given);
      return 0;
    };
    socket.once("close", () => {
      for (const [request] of this.#queue.splice(0)) request.oncomplete(ECANCELED, 0);
    });
  }

  /** How many datagrams wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** The system takes so many of those that wait, or fails them with an error. */
  take(count: number, error = 0): void {
    for (const given of this.#queue.splice(0, count)) {
      const [request, parts] = given;
      if (error === 0) this.#send(...given);
      request.oncomplete(
        error,
        parts.reduce((sum, part) => sum + part.length, 0),
      );
    }
  }
}
