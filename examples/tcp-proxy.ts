// A TCP proxy with timeouts: it passes bytes on in both directions, no faster than they are read, and gives up a
// connection on which nothing has moved for a while.
// npm start -- examples/tcp-proxy.ts                               a demonstration
// npm start -- examples/tcp-proxy.ts 8080 example.com 80           serves until Ctrl-C
import * as asyncio from "asyncio-node";

interface Timeouts {
  /** How long connecting may take, in seconds. */
  readonly connect: number;
  /** How long a connection may be idle, in seconds. */
  readonly idle: number;
}

/** What nobody can do anything about: the other end is gone, slow, or not there. */
const is_expected = (error: unknown): boolean => error instanceof asyncio.OSError;

/** Passes bytes on until the end of file, which it passes on too; `moved` is called for each block. */
const pass = asyncio.coroutine(
  async (from: asyncio.StreamReader, to: asyncio.StreamWriter, moved: () => void) => {
    for (;;) {
      const data = await from.read(64 * 1024);
      moved();
      if (data.length === 0) break;
      to.write(data);
      await to.drain();
    }
    if (to.can_write_eof()) to.write_eof();
  },
);

/** What the proxy's server runs for each client. */
const proxy_to = (host: string, port: number, timeouts: Timeouts): asyncio.ClientConnectedCallback =>
  asyncio.coroutine(async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
    const loop = asyncio.get_running_loop();
    const writers = [writer];
    try {
      const connecting = asyncio.open_connection(host, port);
      const [far_reader, far_writer] = await asyncio.wait_for(connecting, timeouts.connect);
      writers.push(far_writer);
      await asyncio.async_with(asyncio.timeout(timeouts.idle), async (limit) => {
        const moved = (): void => limit.reschedule(loop.time() + timeouts.idle);
        await asyncio.gather(pass(reader, far_writer, moved), pass(far_reader, writer, moved));
      });
      console.log("  proxy: a connection has ended");
    } catch (error) {
      if (!is_expected(error)) throw error;
      console.log(`  proxy: a connection was given up: ${(error as Error).name}`);
    } finally {
      for (const each of writers) each.close();
    }
  });

// ---- the demonstration

const port_of = (server: asyncio.Server): number => Number(server.sockets[0]?.getsockname()[1]);

const ask = asyncio.coroutine(async (port: number, question: string) => {
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  writer.write(question);
  writer.write_eof();
  const answer = String(await reader.read());
  writer.close();
  await writer.wait_closed();
  return answer;
});

const shout = asyncio.coroutine(async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
  for await (const line of reader) writer.write(String(line).toUpperCase());
  writer.close();
});

const stay_silent = asyncio.coroutine(async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => {
  await reader.read();
  await asyncio.sleep(60);
  writer.close();
});

/** Runs `body` beside a proxy to a server, or to where no server is any more. */
const beside_proxy = async (
  handler: asyncio.ClientConnectedCallback | null,
  timeouts: Timeouts,
  body: (port: number) => Promise<void>,
): Promise<void> => {
  const target = await asyncio.start_server(handler ?? (() => {}), "127.0.0.1", 0);
  const port = port_of(target);
  if (handler === null) target.close();
  const callback = proxy_to("127.0.0.1", port, timeouts);
  const proxy = await asyncio.start_server(callback, "127.0.0.1", 0);
  await body(port_of(proxy));
  for (const server of [proxy, target]) {
    server.close();
    server.abort_clients();
    await server.wait_closed();
  }
};

const demonstrate = asyncio.coroutine(async () => {
  const patient: Timeouts = { connect: 10, idle: 30 };
  console.log("a server that answers:");
  await beside_proxy(shout, patient, async (port) => {
    console.log(`  ${(await ask(port, "one\ntwo\n")).trim().split("\n")}`);
    const long = await ask(port, "a rather long line of text\n".repeat(20_000));
    console.log(`  ${long.length} bytes`);
  });
  console.log("a server that says nothing:");
  await beside_proxy(stay_silent, { ...patient, idle: 0.2 }, async (port) =>
    console.log(`  got ${(await ask(port, "hello?\n")).length} bytes`),
  );
  console.log("a server that is not there:");
  await beside_proxy(null, patient, async (port) =>
    console.log(`  got ${(await ask(port, "")).length} bytes`),
  );
});

const serve = asyncio.coroutine(async (port: number, host: string, far_port: number) => {
  const callback = proxy_to(host, far_port, { connect: 10, idle: 300 });
  const server = await asyncio.start_server(callback, "127.0.0.1", port);
  await asyncio.async_with(server, async () => await server.serve_forever());
});

const [port, host = "127.0.0.1", far_port = "80"] = process.argv.slice(2);
await asyncio.run(port === undefined ? demonstrate() : serve(Number(port), host, Number(far_port)));
