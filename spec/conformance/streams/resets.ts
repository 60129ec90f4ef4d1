import * as asyncio from "asyncio-node";
import { repr, socket } from "asyncio-node";
import { exchange } from "../loopback.js";

async function attempt(what: string, awaitable: PromiseLike<unknown>) {
  try {
    console.log(what, repr(await awaitable));
  } catch (e) {
    const { name, errno, strerror } = e as asyncio.OSError;
    console.log(what, name, repr(errno), typeof strerror === "string" ? strerror : repr(strerror));
  }
}

function reset(writer: asyncio.StreamWriter) {
  // Data that nobody has read makes the closing a reset.
  writer.transport.abort();
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  async function connect() {
    served = loop.create_future<asyncio.Stream>();
    const stream = await asyncio.open_connection("127.0.0.1", port);
    return [stream, await served] as const;
  }

  let served = loop.create_future<asyncio.Stream>();
  const server = await asyncio.start_server((r, w) => served.set_result([r, w]), "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);

  console.log("- reset in the middle of a line");
  let [[reader, writer], [other_reader, other_writer]] = await connect();
  (other_writer.transport as asyncio.Transport).pause_reading();
  writer.write("unread");
  other_writer.write("half a li");
  while (!String(reader).includes("9 bytes")) await asyncio.sleep(0);
  const line = asyncio.create_task(() => attempt("readline", reader.readline()));
  await asyncio.sleep(0);
  reset(other_writer);
  await line;
  await attempt("readline", reader.readline());
  await attempt("read", reader.read(1));
  await attempt("drain", writer.drain());
  console.log("closing", repr(writer.is_closing()), "at_eof", repr(reader.at_eof()));
  writer.write("into the void");
  writer.close();
  await attempt("wait_closed", writer.wait_closed());
  await attempt("wait_closed of the other", other_writer.wait_closed());

  console.log("- closed in the middle of a line");
  [[reader, writer], [other_reader, other_writer]] = await connect();
  other_writer.write("half a li");
  other_writer.close();
  await attempt("readuntil", reader.readuntil());
  await attempt("readline", reader.readline());
  console.log("closing", repr(writer.is_closing()), "at_eof", repr(reader.at_eof()));
  await attempt("drain", writer.drain());
  writer.close();
  await attempt("wait_closed", writer.wait_closed());

  console.log("- closed, and written to");
  [[reader, writer], [other_reader, other_writer]] = await connect();
  other_writer.close();
  await other_writer.wait_closed();
  while (!reader.at_eof()) await asyncio.sleep(0);
  writer.write("first");
  await attempt("drain", writer.drain());
  await exchange();
  writer.write("second");
  await asyncio.sleep(0);
  await attempt("drain", writer.drain());
  await attempt("wait_closed", writer.wait_closed());

  console.log("- aborted by oneself");
  [[reader, writer], [other_reader, other_writer]] = await connect();
  const waiting = asyncio.create_task(() => attempt("readline", reader.readline()));
  await asyncio.sleep(0);
  writer.transport.abort();
  await waiting;
  await attempt("drain", writer.drain());
  await attempt("wait_closed", writer.wait_closed());
  await attempt("the other reads", other_reader.read());
  other_writer.close();

  console.log("- nobody there");
  server.close();
  const { AF_INET6 } = socket;
  await attempt("connect", asyncio.open_connection("127.0.0.1", 1));
  await attempt("connect", asyncio.open_connection("::1", 1));
  await attempt("connect", asyncio.open_connection("127.0.0.1", 1, { local_addr: ["127.0.0.1", 0] }));
  await attempt("connect", asyncio.open_connection("127.0.0.1", 1, { local_addr: ["::1", 0] }));
  await attempt("connect", asyncio.open_connection("127.0.0.1", 1, { local_addr: ["203.0.113.7", 0] }));
  await attempt("connect", asyncio.open_connection("no-such-host.invalid", 1));
  await attempt("connect", asyncio.open_connection("127.0.0.1", 1, { family: AF_INET6 }));
});

await asyncio.run(main());
