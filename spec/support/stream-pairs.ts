/** Both ends of a stream over every transport that there is, for behaviours that are the same on all of them. */
import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { ca, identity } from "./certificates.js";
import { closed, only_open, port_of } from "./network.js";

const { DEVNULL, PIPE, Process, SubprocessStreamProtocol } = asyncio.subprocess;
type SubprocessStreamProtocol = asyncio.subprocess.SubprocessStreamProtocol;

export interface Pair {
  readonly near: asyncio.Stream;
  readonly far: asyncio.Stream;
  /** Ends one side at once, whatever waits to be written or read. */
  kill(side: "near" | "far"): void;
  /** Gives back what was opened besides. */
  close(): Promise<void>;
}

/** How to connect a pair, and in what its transports differ. */
export interface Transport {
  connect(limit?: number): Promise<Pair>;
  /** Whether one side can say that it is done while the other goes on. */
  readonly half_closes: boolean;
  readonly is_tls: boolean;
  /** Whether each direction is a pipe of its own. */
  readonly is_pipe: boolean;
  /** Whether it is worth a run in debug mode besides: one of a kind is. */
  readonly debugged: boolean;
}

const has_ipv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

type Serve = (accept: (...stream: asyncio.Stream) => void) => PromiseLike<asyncio.Server>;
type Open = (server: asyncio.Server) => PromiseLike<asyncio.Stream>;

async function connect_by(serve: Serve, open: Open): Promise<Pair> {
  const accepted = asyncio.get_running_loop().create_future<asyncio.Stream>();
  const server = await serve((...stream) => accepted.set_result(stream));
  const near = await open(server);
  const far = await accepted;
  const close = async (): Promise<void> => {
    server.close();
    await server.wait_closed();
  };
  const kill = (side: "near" | "far"): void => ({ near, far })[side][1].transport.abort();
  return { near, far, kill, close };
}

function tcp(host: string, limit?: number, secure = false): Promise<Pair> {
  return connect_by(
    (accept) => asyncio.start_server(accept, host, 0, { limit, ssl: secure ? identity : null }),
    (server) => asyncio.open_connection(host, port_of(server), { limit, ...(secure ? { ssl: { ca } } : {}) }),
  );
}

async function unix(limit?: number, secure = false): Promise<Pair> {
  const folder = mkdtempSync(join(tmpdir(), "asyncio-"));
  const path = join(folder, "socket");
  const tls = secure ? { ssl: { ca }, server_hostname: "localhost" } : {};
  const pair = await connect_by(
    (accept) => asyncio.start_unix_server(accept, path, { limit, ssl: secure ? identity : null }),
    () => asyncio.open_unix_connection(path, { limit, ...tls }),
  );
  const close = async (): Promise<void> => {
    await pair.close();
    rmSync(folder, { recursive: true });
  };
  return { ...pair, close };
}

async function upgraded(limit?: number): Promise<Pair> {
  const pair = await tcp("127.0.0.1", limit);
  const [[, near], [, far]] = [pair.near, pair.far];
  await asyncio.gather(near.start_tls({ ca }, { server_hostname: "localhost" }), far.start_tls(identity));
  return pair;
}

/** Two pipes, one for each direction. */
async function pipes(limit?: number): Promise<Pair> {
  const [there, back] = [await pipe(limit), await pipe(limit)];
  const kill = (side: "near" | "far"): void => {
    const [reads, writes] = side === "near" ? [back, there] : [there, back];
    reads.source.close();
    writes.writer.transport.abort();
  };
  return { near: [back.reader, there.writer], far: [there.reader, back.writer], kill, close: async () => {} };
}

async function pipe(limit?: number): Promise<{
  readonly source: asyncio.ReadTransport;
  readonly reader: asyncio.StreamReader;
  readonly writer: asyncio.StreamWriter;
}> {
  const { reading, writing } = open_fifo();
  const [source, reader] = await read_from(reading, limit);
  return { source, reader, writer: await write_to(writing) };
}

function open_fifo(): { readonly reading: number; readonly writing: number } {
  const path = new_fifo();
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return { reading, writing: openSync(path, constants.O_WRONLY | constants.O_NONBLOCK) };
}

async function read_from(fd: number, limit?: number): Promise<[asyncio.ReadTransport, asyncio.StreamReader]> {
  const reader = new asyncio.StreamReader({ limit });
  const factory = (): asyncio.StreamReaderProtocol => new asyncio.StreamReaderProtocol(reader);
  const [source] = await asyncio.get_running_loop().connect_read_pipe(factory, fd);
  return [source, reader];
}

async function write_to(fd: number): Promise<asyncio.StreamWriter> {
  const loop = asyncio.get_running_loop();
  const factory = (): asyncio.StreamReaderProtocol => new asyncio.StreamReaderProtocol(null);
  const [transport, protocol] = await loop.connect_write_pipe(factory, fd);
  return new asyncio.StreamWriter(transport, protocol, null, loop);
}

/** The near side's are the pipes of two children, which pass on what they get; the far side's lead to them. */
async function children(limit?: number): Promise<Pair> {
  const loop = asyncio.get_running_loop();
  const [there, back] = [open_fifo(), open_fifo()];
  const factory = (): SubprocessStreamProtocol => new SubprocessStreamProtocol(limit ?? 2 ** 16, loop);
  const run = async (stdio: asyncio.CreateSubprocessOptions) => {
    const [transport, protocol] = await loop.subprocess_exec(factory, "cat", { ...stdio, stderr: DEVNULL });
    return { transport, protocol, process: new Process(transport, protocol, loop) };
  };
  const passes_there = await run({ stdin: PIPE, stdout: there.writing });
  const passes_back = await run({ stdin: back.reading, stdout: PIPE });
  for (const fd of [there.writing, back.reading]) closeSync(fd);
  const near = [passes_back.process.stdout, passes_there.process.stdin] as const;
  const [source, far_reader] = await read_from(there.reading, limit);
  const far_writer = await write_to(back.writing);
  const kill = (side: "near" | "far"): void => {
    if (side === "near") passes_back.transport.get_pipe_transport(1)?.close();
    else source.close();
    (side === "near" ? near[1] : far_writer)?.transport.abort();
  };
  const close = async (): Promise<void> => {
    await passes_there.process.wait();
    await passes_back.process.wait();
  };
  return { near: near as asyncio.Stream, far: [far_reader, far_writer], kill, close };
}

let fifos: string[] = [];
let folders: string[] = [];

/** Node cannot make one; a program makes many of them at a time. */
function new_fifo(): string {
  if (fifos.length === 0) {
    const folder = mkdtempSync(join(tmpdir(), "asyncio-"));
    folders.push(folder);
    fifos = Array.from({ length: 64 }, (_, i) => join(folder, String(i)));
    execFileSync("mkfifo", fifos, { stdio: "ignore" });
  }
  return fifos.pop() as string;
}

/** For the end of a file of tests. */
export function remove_fifos(): void {
  for (const folder of folders) rmSync(folder, { recursive: true });
  fifos = [];
  folders = [];
}

const plain = { half_closes: true, is_tls: false, is_pipe: false, debugged: false };
const secure = { half_closes: false, is_tls: true, is_pipe: false, debugged: false };

export const transports: Readonly<Record<string, Transport>> = {
  "TCP, IPv4": { ...plain, debugged: true, connect: (limit) => tcp("127.0.0.1", limit) },
  ...(has_ipv6 ? { "TCP, IPv6": { ...plain, connect: (limit) => tcp("::1", limit) } } : {}),
  "a Unix socket": { ...plain, connect: (limit) => unix(limit) },
  "TLS over TCP": { ...secure, debugged: true, connect: (limit) => tcp("localhost", limit, true) },
  "TLS over a Unix socket": { ...secure, connect: (limit) => unix(limit, true) },
  "TLS by start_tls": { ...secure, connect: upgraded },
  "a pair of pipes": { ...plain, is_pipe: true, connect: pipes },
  "the pipes of children": { ...plain, is_pipe: true, connect: children },
};

/** Runs `body` with both ends, aborts them, and waits until nothing is left: no task, no handle. */
export async function with_pair(
  { connect }: Transport,
  body: (pair: Pair) => Promise<void>,
  limit?: number,
): Promise<void> {
  const pair = await connect(limit);
  const { near, far, kill, close } = pair;
  try {
    await body(pair);
  } finally {
    kill("near");
    kill("far");
    for (const [, writer] of [near, far]) await closed(writer);
    await close();
  }
  await only_open(0);
}
