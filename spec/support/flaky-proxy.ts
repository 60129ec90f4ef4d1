/**
 * A TCP relay on the loopback that treats what it carries as a plan says: cuts it into odd pieces, waits until enough has
 * come together, holds it back until it is told, ends one direction early, or resets the connection.
 */
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { node_port } from "./network.js";

/** What to do next in one direction. */
export type Step =
  /** Pass on what comes next, but at most so many bytes of it. */
  | { readonly cut: number }
  /** Wait until so many bytes have come, or the end, and pass them on in one piece. */
  | { readonly gather: number }
  /** Wait for `release()`. */
  | "hold"
  /** Pass on the end, as if no more were coming. */
  | "end"
  /** Break both connections off. */
  | "reset";

/** After its last step, each direction passes on whatever comes, as it comes. */
export interface Plan {
  /** From whoever connects to whom the proxy stands for. */
  readonly up?: readonly Step[];
  readonly down?: readonly Step[];
}

export class FlakyProxy {
  /** For the next connection. */
  plan: Plan = {};
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #releases: (() => void)[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Stands for what listens on a port. */
  static async open(behind: number): Promise<FlakyProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    const proxy = new FlakyProxy(server);
    server.on("connection", (client) => {
      const upstream = connect({ port: behind, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
      const { up = [], down = [] } = proxy.plan;
      proxy.#carry(client, upstream, up);
      proxy.#carry(upstream, client, down);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get port(): number {
    return node_port(this.#server);
  }

  /** How many directions are held. */
  get held(): number {
    return this.#releases.length;
  }

  /** Lets all go on that are held. */
  release(): void {
    const releases = this.#releases;
    this.#releases = [];
    for (const release of releases) release();
  }

  /** Gives everything back. */
  async close(): Promise<void> {
    this.release();
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #carry(from: Socket, to: Socket, steps: readonly Step[]): void {
    this.#sockets.add(from);
    from.once("close", () => this.#sockets.delete(from));
    // A side that goes takes the other with it.
    from.on("error", () => to.resetAndDestroy());
    this.#follow(from, to, steps).catch(() => to.destroy());
  }

  async #follow(from: Socket, to: Socket, steps: readonly Step[]): Promise<void> {
    const source = new Source(from);
    for (const step of steps) {
      if (step === "hold") {
        await new Promise<void>((release) => this.#releases.push(release));
      } else if (step === "end") {
        to.end();
        // What comes now is for nobody.
        from.resume();
        return;
      } else if (step === "reset") {
        to.resetAndDestroy();
        from.destroy();
        return;
      } else {
        const piece = await ("cut" in step ? source.take_some(step.cut) : source.take(step.gather));
        if (piece.length === 0) break;
        await send(to, piece);
      }
    }
    for (;;) {
      const piece = await source.take_some();
      if (piece.length === 0) break;
      await send(to, piece);
    }
    to.end();
  }
}

/** Sends a piece by itself: the receiver has a turn of Node's to read it before the next. */
async function send(to: Socket, piece: Buffer): Promise<void> {
  if (!to.write(piece)) await Promise.race([once(to, "drain"), once(to, "close")]);
  await turn();
}

/** What can be taken from a socket in portions; it reads no further than it is asked to. */
class Source {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#chunks = socket.iterator({ destroyOnReturn: false });
  }

  /** Fewer at the end only. */
  async take(count: number): Promise<Buffer> {
    while (this.#rest.length < count && (await this.#more())) {}
    const piece = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return piece;
  }

  /** What there is, or comes next; nothing at the end. */
  async take_some(most = Number.POSITIVE_INFINITY): Promise<Buffer> {
    return await this.take(
      this.#rest.length > 0 || (await this.#more()) ? Math.min(most, this.#rest.length) : 0,
    );
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (done) return false;
    this.#rest = Buffer.concat([this.#rest, value]);
    return true;
  }
}
