import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { type Clock, type Program, times, type Workload, type Workloads } from "../workload.js";

const block = Buffer.alloc(64 * 1024, "x");
/** What one round sends, in MiB and in blocks. */
const MEBIBYTES = 256;
const BLOCKS = MEBIBYTES * 16;

/** The client is a process of its own, the same for all sides; the server's CPU time counts, from first to last. */
function client(name: string, ...args: readonly (string | number)[]): ChildProcess {
  const { BENCH_NODE = process.execPath, BENCH_PEERS = "" } = process.env;
  return spawn(BENCH_NODE, [join(BENCH_PEERS, `${name}.mjs`), ...args.map(String)], { stdio: "inherit" });
}

type Handler = (
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
  begin: () => void,
) => PromiseLike<void>;

/** Starts the clock when it is called first: connecting is no part of what is measured. */
function once_only(clock: Clock): () => void {
  let began = false;
  return () => {
    if (!began) clock.start();
    began = true;
  };
}

/** A server of this package, until its client has gone. */
async function served(
  clock: Clock,
  handler: Handler,
  name: string,
  ...args: readonly (string | number)[]
): Promise<void> {
  const begin = once_only(clock);
  const server = await asyncio.start_server(
    async (reader, writer) => await handler(reader, writer, begin),
    "127.0.0.1",
    0,
  );
  const peer = client(name, server.sockets[0]?.getsockname()[1] as number, ...args);
  await once(peer, "exit");
  clock.stop();
  server.close();
  await server.wait_closed();
}

/** The same of bare node:net. */
async function served_bare(
  clock: Clock,
  handler: (socket: Socket, begin: () => void) => void,
  name: string,
  ...args: readonly (string | number)[]
): Promise<void> {
  const begin = once_only(clock);
  const server = createServer((socket) => handler(socket.setNoDelay(), begin));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const peer = client(name, (server.address() as AddressInfo).port, ...args);
  await once(peer, "exit");
  clock.stop();
  server.close();
}

const echo_lines: Handler = async (reader, writer, begin) => {
  for (;;) {
    const line = await reader.readline();
    begin();
    if (line.length === 0) break;
    writer.write(line);
    await writer.drain();
  }
  writer.close();
};

class Echo extends asyncio.Protocol {
  #transport: asyncio.Transport | null = null;
  readonly #begin: () => void;

  constructor(begin: () => void) {
    super();
    this.#begin = begin;
  }

  override connection_made(transport: asyncio.BaseTransport): void {
    this.#transport = transport as asyncio.Transport;
  }

  override data_received(data: Buffer): void {
    this.#begin();
    this.#transport?.write(data);
  }
}

async function served_by_protocol(rounds: number, clock: Clock): Promise<void> {
  const begin = once_only(clock);
  const loop = asyncio.get_running_loop();
  const server = await loop.create_server(() => new Echo(begin), "127.0.0.1", 0);
  await once(client("echo", server.sockets[0]?.getsockname()[1] as number, 1, rounds), "exit");
  clock.stop();
  server.close();
  await server.wait_closed();
}

const echo_bare = (socket: Socket, begin: () => void): void => {
  socket.on("data", (data) => {
    begin();
    socket.write(data);
  });
};

function echo(connections: number): Workload {
  return {
    unit: connections,
    asyncio: (rounds, clock) => served(clock, echo_lines, "echo", connections, rounds),
    promises: (rounds, clock) => served_bare(clock, echo_bare, "echo", connections, rounds),
  };
}

const upload: Program = (rounds, clock) => {
  const take: Handler = async (reader, writer, begin) => {
    begin();
    let left = rounds * BLOCKS * block.length;
    for (;;) {
      const data = await reader.read(block.length);
      if (data.length === 0) break;
      left -= data.length;
    }
    if (left !== 0) throw new Error("bytes were lost");
    writer.close();
  };
  return served(clock, take, "bulk", "send", rounds * MEBIBYTES);
};

const download: Program = (rounds, clock) => {
  const give: Handler = async (_reader, writer, begin) => {
    begin();
    for (let i = 0; i < rounds * BLOCKS; i++) {
      writer.write(block);
      await writer.drain();
    }
    writer.close();
  };
  return served(clock, give, "bulk", "receive");
};

const take_bare = (socket: Socket, begin: () => void): void => {
  begin();
  socket.resume();
};

const give_bare = (rounds: number) => (socket: Socket, begin: () => void) => {
  begin();
  let left = rounds * BLOCKS;
  const give = (): void => {
    while (left > 0) {
      left -= 1;
      if (!socket.write(block)) return;
    }
    socket.end();
  };
  socket.on("drain", give);
  give();
};

function processes(count: number): Workload {
  return {
    unit: count,
    async asyncio(rounds) {
      const run = async (): Promise<void> => {
        const child = await asyncio.create_subprocess_exec("true");
        await child.wait();
      };
      for (let round = 0; round < rounds; round++) await asyncio.gather(...times(count, run));
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) {
        await Promise.all(times(count, () => once(spawn("true"), "exit")));
      }
    },
  };
}

export const networks: Workloads = {
  "TCP echo by streams, 1 connection": echo(1),
  "TCP echo by streams, 100 connections": echo(100),
  "TCP echo by a protocol": {
    asyncio: served_by_protocol,
    promises: (rounds, clock) => served_bare(clock, echo_bare, "echo", 1, rounds),
  },
  "256 MiB received by a stream": {
    asyncio: upload,
    promises: (rounds, clock) => served_bare(clock, take_bare, "bulk", "send", rounds * MEBIBYTES),
  },
  "256 MiB sent by a stream": {
    asyncio: download,
    promises: (rounds, clock) => served_bare(clock, give_bare(rounds), "bulk", "receive"),
  },
  "run a process": processes(1),
  "run 200 processes at once": processes(200),
};
