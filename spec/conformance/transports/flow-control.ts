import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { exchange } from "../loopback.js";

class Slow extends asyncio.Protocol {
  readonly made = new asyncio.Event();
  readonly lost = new asyncio.Event();
  transport!: asyncio.Transport;
  count = 0;

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
    transport.pause_reading();
    this.made.set();
  }

  override data_received(data: Buffer) {
    this.count += data.length;
  }

  override connection_lost() {
    this.lost.set();
  }
}

class Writer extends asyncio.Protocol {
  readonly resumed = asyncio.get_running_loop().create_future<void>();

  override pause_writing() {
    console.log("pause_writing");
  }

  override resume_writing() {
    console.log("resume_writing");
    if (!this.resumed.done()) this.resumed.set_result(undefined);
  }
}

/** A tuple of Python's: an array would be written as a list. */
function tuple(parts: readonly unknown[]) {
  return `(${parts.map((part) => repr(part)).join(", ")})`;
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const reader = new Slow();
  const server = await loop.create_server(() => reader, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [transport, protocol] = await loop.create_connection(() => new Writer(), "127.0.0.1", port);
  await reader.made.wait();
  console.log("limits", tuple(transport.get_write_buffer_limits()), transport.get_write_buffer_size());
  for (const [high, low] of [
    [null, null],
    [1000, null],
    [null, 10],
    [0, null],
    [2000, 500],
  ] as const) {
    transport.set_write_buffer_limits({ high, low });
    console.log(repr(high), repr(low), "->", tuple(transport.get_write_buffer_limits()));
  }
  for (const [high, low] of [
    [10, 20],
    [-1, null],
    [5, -1],
  ] as const) {
    try {
      transport.set_write_buffer_limits({ high, low });
    } catch (e) {
      console.log(repr(e));
    }
  }
  transport.set_write_buffer_limits({ high: 100_000 });
  console.log("reading", repr(reader.transport.is_reading()));

  let written = 0;
  const block = Buffer.alloc(1_000_000);
  while (transport.get_write_buffer_size() <= 100_000) {
    transport.write(block);
    written += block.length;
  }
  console.log("full", repr(transport.get_write_buffer_size() > 100_000));
  transport.write(block);
  written += block.length;
  await exchange();
  console.log("resumed", repr(protocol.resumed.done()), "read", reader.count);
  reader.transport.resume_reading();
  reader.transport.resume_reading();
  await protocol.resumed;
  console.log("low", repr(transport.get_write_buffer_size() <= 25_000));
  transport.close();
  await reader.lost.wait();
  console.log("all of it came", repr(reader.count === written));
  server.close();
  await server.wait_closed();
});

await asyncio.run(main());
