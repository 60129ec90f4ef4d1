// A port scanner: which ports of a host answer? Many are tried at once, but never more than a limit, each for a while.
// npm start -- examples/port-scanner.ts                        a demonstration
// npm start -- examples/port-scanner.ts localhost 1 1024       a host and a range of ports
import * as asyncio from "asyncio-node";

interface Scan {
  /** How many ports are tried at once. */
  readonly at_once?: number;
  /** How long each may take to answer, in seconds. */
  readonly timeout?: number;
}

const is_open = asyncio.coroutine(async (host: string, port: number, timeout: number) => {
  try {
    const [, writer] = await asyncio.wait_for(asyncio.open_connection(host, port), timeout);
    writer.close();
    await writer.wait_closed();
    return true;
  } catch (error) {
    // Refused, unreachable, or no answer in time.
    if (error instanceof asyncio.OSError) return false;
    throw error;
  }
});

/** Gives the open ones of some ports, in their order. */
const scan = asyncio.coroutine(
  async (host: string, ports: readonly number[], { at_once = 100, timeout = 1 }: Scan = {}) => {
    const slots = new asyncio.Semaphore(at_once);
    const answers = await asyncio.gather(
      ...ports.map((port) => () => asyncio.async_with(slots, () => is_open(host, port, timeout))),
    );
    return ports.filter((_port, index) => answers[index]);
  },
);

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const demonstrate = asyncio.coroutine(async () => {
  const servers: asyncio.Server[] = [];
  for (let i = 0; i < 3; i += 1) {
    servers.push(await asyncio.start_server((_reader, writer) => writer.close(), "127.0.0.1", 0));
  }
  const serving = servers.map((server) => Number(server.sockets[0]?.getsockname()[1]));
  // Nobody serves at the ports from 1 to 200 of a machine that is not a server.
  const found = await scan("127.0.0.1", [...range(1, 200), ...serving], { at_once: 50, timeout: 10 });
  const missed = serving.filter((port) => !found.includes(port));
  console.log(
    `${found.filter((port) => serving.includes(port)).length} servers found, ${missed.length} missed`,
  );

  for (const server of servers) server.close();
  const left = await scan("127.0.0.1", serving, { timeout: 10 });
  console.log(`once they are closed: ${left.length}`);
});

const [host, first = "1", last = "1024"] = process.argv.slice(2);
if (host === undefined) await asyncio.run(demonstrate());
else console.log(await asyncio.run(scan(host, range(Number(first), Number(last)))));
