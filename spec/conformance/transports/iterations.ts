import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";

/** Says how often another task has its turn meanwhile. */
async function turns_during<T>(what: string, work: PromiseLike<T>): Promise<T> {
  let turns = 0;
  let done = false;

  const other = asyncio.coroutine(async function other() {
    while (!done) {
      turns += 1;
      await asyncio.sleep(0);
    }
  });

  const task = asyncio.create_task(other());
  await asyncio.sleep(0);
  turns = 0;
  try {
    return await work;
  } catch (e) {
    if (!(e instanceof asyncio.OSError)) throw e;
    what = `${e.name} ${what}`;
  } finally {
    done = true;
    console.log(what, turns);
    await task;
  }
  return undefined as T;
}

const echo = asyncio.coroutine(async function echo(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
) {
  for (;;) {
    const line = await reader.readline();
    if (line.length === 0) break;
    writer.write(line);
    await writer.drain();
  }
  writer.close();
});

type Connect = () => asyncio.Coroutine<asyncio.Stream>;

const trip = asyncio.coroutine(async function trip(stream: asyncio.Stream, ...lines: string[]) {
  const [reader, writer] = stream;
  writer.writelines(lines);
  await writer.drain();
  const echoes: Buffer[] = [];
  for (const _ of lines) echoes.push(await reader.readline());
  return echoes;
});

const end = asyncio.coroutine(async function end(stream: asyncio.Stream) {
  const [reader, writer] = stream;
  writer.write_eof();
  return await reader.read();
});

const close = asyncio.coroutine(async function close(stream: asyncio.Stream) {
  const [, writer] = stream;
  writer.close();
  await writer.wait_closed();
});

const whole = asyncio.coroutine(async function whole(connect: Connect) {
  const stream = await connect();
  await trip(stream, "one\n");
  await close(stream);
});

async function conversation(connect: Connect) {
  const stream = await turns_during("connect:", connect());
  for (let i = 0; i < 3; i++) await turns_during("a line and its echo:", trip(stream, "one\n"));
  await turns_during("two lines:", trip(stream, "one\n", "two\n"));
  await turns_during("the end:", end(stream));
  await turns_during("close:", close(stream));
  await turns_during("all of it:", whole(connect));
}

async function several(connect: Connect, count: number) {
  const connect_all = asyncio.coroutine(async function connect_all() {
    return await asyncio.gather(...Array.from({ length: count }, () => connect()));
  });
  const all_of = asyncio.coroutine(async function all_of(
    of_one: (stream: asyncio.Stream, ...args: string[]) => asyncio.Coroutine<unknown>,
    ...args: string[]
  ) {
    await asyncio.gather(...streams.map((stream) => of_one(stream, ...args)));
  });
  const whole_of_all = asyncio.coroutine(async function whole_of_all() {
    await asyncio.gather(...Array.from({ length: count }, () => whole(connect)));
  });

  console.log(count, "connections");
  const streams = await turns_during("connect:", connect_all());
  for (let i = 0; i < 3; i++) await turns_during("a line and its echo:", all_of(trip, "one\n"));
  await turns_during("close:", all_of(close));
  await turns_during("all of it:", whole_of_all());
}

class Echo extends asyncio.DatagramProtocol {
  transport!: asyncio.DatagramTransport;

  override connection_made(transport: asyncio.DatagramTransport) {
    this.transport = transport;
  }

  override datagram_received(data: Buffer, addr: asyncio.socket.Address) {
    this.transport.sendto(data, addr);
  }
}

class Client extends asyncio.DatagramProtocol {
  received = new asyncio.Queue<Buffer>();

  override datagram_received(data: Buffer) {
    this.received.put_nowait(data);
  }
}

const ping = asyncio.coroutine(async function ping(transport: asyncio.DatagramTransport, protocol: Client) {
  transport.sendto("one");
  await protocol.received.get();
});

async function servers() {
  for (let i = 0; i < 2; i++) {
    let server = await turns_during("one address:", asyncio.start_server(echo, "127.0.0.1", 0));
    const port = Number(server?.sockets[0]?.getsockname()[1]);
    await turns_during("in use:", asyncio.start_server(echo, "127.0.0.1", port));
    server?.close();

    server = await turns_during("two:", asyncio.start_server(echo, ["127.0.0.1", "127.0.0.2"], 0));
    server?.close();

    const later = asyncio.start_server(echo, "127.0.0.1", 0, { start_serving: false });
    server = await turns_during("bound:", later);
    await turns_during("started:", server?.start_serving() ?? asyncio.sleep(0));
    await turns_during("again:", server?.start_serving() ?? asyncio.sleep(0));
    server?.close();

    await turns_during("no such folder:", asyncio.start_unix_server(echo, "/no-such-folder/socket"));
  }
}

async function streams() {
  let server = await asyncio.start_server(echo, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const by_tcp = () => asyncio.open_connection("127.0.0.1", port);

  console.log("TCP");
  await conversation(by_tcp);
  for (const count of [2, 3, 5]) await several(by_tcp, count);
  server.close();
  await turns_during("server:", server.wait_closed());
  await turns_during("nobody listens:", by_tcp());

  const folder = mkdtempSync(join(tmpdir(), "iterations-"));
  const path = join(folder, "socket");
  server = await asyncio.start_unix_server(echo, path);
  const by_unix = () => asyncio.open_unix_connection(path);

  console.log("Unix");
  await conversation(by_unix);
  await several(by_unix, 3);
  server.close();
  await turns_during("server:", server.wait_closed());
  await turns_during("nobody listens:", by_unix());
  rmSync(folder, { recursive: true });
}

async function datagrams() {
  const loop = asyncio.get_running_loop();
  const bound = loop.create_datagram_endpoint(() => new Echo(), { local_addr: ["127.0.0.1", 0] });
  const [server] = await turns_during("bound:", bound);
  const remote_addr = server.get_extra_info("sockname") as [string, number];
  const connected = loop.create_datagram_endpoint(() => new Client(), { remote_addr });
  const [transport, protocol] = await turns_during("connected:", connected);
  for (let i = 0; i < 3; i++) await turns_during("there and back:", ping(transport, protocol));
  transport.close();
  server.close();
}

const main = asyncio.coroutine(async function main() {
  await servers();
  await streams();
  await datagrams();
});

await asyncio.run(main());
