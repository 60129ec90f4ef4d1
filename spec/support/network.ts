/** Connections over the loopback, for tests that need both ends. */
import { readdirSync } from "node:fs";
import type { Server as NodeServer, Socket } from "node:net";
import * as asyncio from "asyncio-node";

/** The port that a server listens on. */
export function port_of(server: asyncio.Server): number {
  return Number(server.sockets[0]?.getsockname()[1]);
}

/** Both ends of a connection, and the server that has accepted one of them. */
export interface Ends {
  readonly server: asyncio.Server;
  readonly near: asyncio.Stream;
  readonly far: asyncio.Stream;
}

/** Writes more than any buffer takes, as one should: it ends when the other side has read, or is gone. */
export async function write_on(writer: asyncio.StreamWriter): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    writer.write(Buffer.alloc(2 ** 16));
    await writer.drain();
  }
}

/** Runs `body` with both ends of a connection, and closes all of it. */
export async function with_streams(
  body: (ends: Ends) => Promise<void>,
  options: asyncio.StartServerOptions & asyncio.OpenConnectionOptions = {},
): Promise<void> {
  const { limit } = options;
  const accepted = asyncio.get_running_loop().create_future<asyncio.Stream>();
  const server = await asyncio.start_server((...stream) => accepted.set_result(stream), "127.0.0.1", 0, {
    limit,
  });
  const near = await asyncio.open_connection("127.0.0.1", port_of(server), { limit });
  const far = await accepted;
  try {
    await body({ server, near, far });
  } finally {
    for (const [, writer] of [near, far]) writer.transport.abort();
    server.close();
    await server.wait_closed();
    await closed(near[1]);
  }
}

/** Waits until a stream is closed, however that came. */
export async function closed(writer: asyncio.StreamWriter): Promise<void> {
  try {
    await writer.wait_closed();
  } catch (error) {
    if (!(error instanceof asyncio.OSError)) throw error;
  }
}

/** A protocol that lets a test wait for its callbacks; all of them are in `calls`. */
export class Recorder extends asyncio.Protocol {
  readonly calls: string[] = [];
  transport!: asyncio.Transport;
  received = "";
  readonly made: asyncio.Event = new asyncio.Event();
  readonly got_data: asyncio.Event = new asyncio.Event();
  readonly got_eof: asyncio.Event = new asyncio.Event();
  readonly paused: asyncio.Event = new asyncio.Event();
  readonly resumed: asyncio.Event = new asyncio.Event();
  /** Done when the connection is lost, with the error or null. */
  readonly lost: asyncio.Future<Error | null> = asyncio.get_running_loop().create_future();
  keep_open = false;

  override connection_made(transport: asyncio.Transport): void {
    this.transport = transport;
    this.#record("connection_made", this.made);
  }

  override data_received(data: Buffer): void {
    this.received += data;
    this.#record("data_received", this.got_data);
  }

  override eof_received(): boolean {
    this.#record("eof_received", this.got_eof);
    return this.keep_open;
  }

  override pause_writing(): void {
    this.#record("pause_writing", this.paused);
  }

  override resume_writing(): void {
    this.#record("resume_writing", this.resumed);
  }

  override connection_lost(exc: Error | null): void {
    this.calls.push("connection_lost");
    this.lost.set_result(exc);
  }

  #record(call: string, event: asyncio.Event): void {
    this.calls.push(call);
    event.set();
  }
}

/** All lines of a stream; the loop over them is left after the second, and another goes on. */
export async function lines_by_two_loops(reader: asyncio.StreamReader): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of reader) {
    lines.push(String(line));
    if (lines.length === 2) break;
  }
  for await (const line of reader) lines.push(String(line));
  return lines;
}

/** Lets the loop and Node run on until it is so; for what announces itself by no event. */
export async function until(is_so: () => boolean): Promise<void> {
  while (!is_so()) await asyncio.sleep(0.001);
}

/** A server or socket of Node's own that has an address, for the other end. */
export function node_port(server: NodeServer | Socket): number {
  return (server.address() as { readonly port: number }).port;
}

/** How many descriptors the process has open; 0 where the system does not tell. */
export function descriptors(): number {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return 0;
  }
}

/** Waits until one of Node's servers listens on the loopback; gives its port. */
export async function listening(server: NodeServer): Promise<number> {
  await asyncio.wrap_future(new Promise<void>((done) => void server.listen(0, "127.0.0.1", done)));
  return node_port(server);
}

/** Waits for an event of Node's. */
export async function happens(emitter: NodeJS.EventEmitter, event: string): Promise<void> {
  await asyncio.wrap_future(new Promise<void>((done) => void emitter.once(event, () => done())));
}

/** Waits until nothing is open but `count` things of Node's, and no task but the current one is left. */
export async function only_open(count: number): Promise<void> {
  const loop = asyncio.get_running_loop();
  await until(() => asyncio.all_tasks().size === 1 && loop._open_count() === count);
}
