/** Ten thousand connections are opened and closed, and nothing is left of them: no descriptor, no resource, no task. */
import * as asyncio from "asyncio-node";
import { describe, expect, test } from "vitest";
import { closed, descriptors, only_open, port_of } from "../support/network.js";

const CONNECTIONS = 10_000;
const AT_ONCE = 50;

/** How a client ends a connection. */
type End = (stream: asyncio.Stream) => Promise<void>;

const ends: Record<string, End> = {
  "close()": async ([, writer]) => {
    writer.close();
    await writer.wait_closed();
  },
  "abort()": async ([, writer]) => {
    writer.transport.abort();
    await closed(writer);
  },
  "the server's end of file": async ([reader, writer]) => {
    writer.write_eof();
    expect((await reader.read()).length).toBe(0);
    writer.close();
    await writer.wait_closed();
  },
};

async function echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter): Promise<void> {
  try {
    for await (const line of reader) writer.write(line);
  } catch (error) {
    // An aborted connection may be a reset to this side.
    if (!(error instanceof asyncio.ConnectionError)) throw error;
  } finally {
    writer.close();
    await closed(writer);
  }
}

async function connect_again_and_again(port: number, count: number, end: End): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const stream = await asyncio.open_connection("127.0.0.1", port);
    const [reader, writer] = stream;
    writer.write(`line ${i}\n`);
    expect(String(await reader.readline())).toBe(`line ${i}\n`);
    await end(stream);
  }
}

describe("connections that are opened and closed", () => {
  test.each(Object.entries(ends))("by %s leave nothing behind", async (_name, end) => {
    const loop = asyncio.new_event_loop();
    await loop.run_until_complete(async () => {
      const server = await asyncio.start_server(echo, "127.0.0.1", 0);
      const port = port_of(server);
      // What is opened once and for all.
      await connect_again_and_again(port, 10, end);
      await only_open(1);
      const before = descriptors();
      const share = CONNECTIONS / Object.keys(ends).length / AT_ONCE;
      await asyncio.gather(
        ...Array.from({ length: AT_ONCE }, () => async () => {
          await connect_again_and_again(port, share, end);
        }),
      );
      await only_open(1);
      expect(descriptors()).toBe(before);
      server.close();
      await server.wait_closed();
      await only_open(0);
    });
    loop.close();
  });

  test("memory stays flat beside a slow reader", async () => {
    const loop = asyncio.new_event_loop();
    await loop.run_until_complete(async () => {
      const accepted = loop.create_future<asyncio.Stream>();
      const server = await asyncio.start_server((...stream) => accepted.set_result(stream), "127.0.0.1", 0);
      const [, writer] = await asyncio.open_connection("127.0.0.1", port_of(server));
      const [reader, far_writer] = await accepted;
      const block = Buffer.alloc(2 ** 20);
      const blocks = 512;
      const writing = asyncio.create_task(async () => {
        for (let i = 0; i < blocks; i += 1) {
          writer.write(block);
          await writer.drain();
        }
        writer.close();
      });
      let [most, size] = [0, 0];
      for (;;) {
        const data = await reader.read(2 ** 16);
        if (data.length === 0) break;
        size += data.length;
        if (size % (32 * 2 ** 20) < 2 ** 16) await asyncio.sleep(0.001);
        const unread = Number(/(\d+) bytes/.exec(asyncio.repr(reader))?.[1] ?? 0);
        most = Math.max(most, unread);
      }
      await writing;
      expect(size).toBe(blocks * 2 ** 20);
      // Twice the limit, and what one `recv` may add.
      expect(most).toBeLessThanOrEqual(2 * 2 ** 16 + 2 ** 18);
      far_writer.close();
      await closed(writer);
      server.close();
      await server.wait_closed();
    });
    loop.close();
  });
});
