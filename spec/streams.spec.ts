import { createServer } from "node:http";
import { connect, createServer as create_net_server, type Socket } from "node:net";
import * as asyncio from "asyncio-node";
import { describe, expect, expectTypeOf } from "vitest";
import { cancel_everywhere } from "./support/cancel-everywhere.js";
import { in_loop, turns } from "./support/in-loop.js";
import { closed, lines_by_two_loops, node_port, port_of, until, with_streams } from "./support/network.js";

describe("a StreamReader", () => {
  in_loop("takes text, bytes and buffers", async () => {
    const reader = new asyncio.StreamReader();
    reader.feed_data("text ");
    reader.feed_data(Buffer.from("buffer "));
    const scratch = new TextEncoder().encode("bytes");
    reader.feed_data(scratch);
    scratch.fill(0);
    reader.feed_eof();
    expect(String(await reader.read())).toBe("text buffer bytes");
  });

  in_loop("gives Buffers", async () => {
    const reader = new asyncio.StreamReader();
    reader.feed_data("one two\nthree");
    expectTypeOf(await reader.readexactly(4)).toEqualTypeOf<Buffer>();
    expect(await reader.readline()).toBeInstanceOf(Buffer);
    expect(await reader.read(0)).toEqual(Buffer.alloc(0));
  });

  in_loop("takes keywords for what may be one", async () => {
    const reader = new asyncio.StreamReader({ limit: 100, loop: asyncio.get_running_loop() });
    reader.feed_data("abc;def;gh");
    expect(String(await reader.read({ n: 2 }))).toBe("ab");
    expect(String(await reader.readuntil({ separator: ";" }))).toBe("c;");
    expect(String(await reader.readexactly({ n: 4 }))).toBe("def;");
    expect(() => new asyncio.StreamReader({ limits: 1 } as object)).toThrow(TypeError);
  });

  in_loop("is a lazy coroutine's: nothing is read before the await", async () => {
    const reader = new asyncio.StreamReader();
    reader.feed_data("line\n");
    const reading = reader.readline();
    expect(asyncio.iscoroutine(reading)).toBe(true);
    expect(asyncio.repr(reader)).toBe("<StreamReader 5 bytes>");
    expect(String(await reading)).toBe("line\n");
  });

  in_loop("gives line after line, the last without its newline, also after a break", async () => {
    const reader = new asyncio.StreamReader();
    reader.feed_data("one\ntwo\nthree\nfour");
    reader.feed_eof();
    expect(await lines_by_two_loops(reader)).toEqual(["one\n", "two\n", "three\n", "four"]);
    expect(reader.__aiter__()).toBe(reader);
    await expect(reader.__anext__()).rejects.toThrow();
  });

  in_loop("finds a separator that comes in pieces", async () => {
    const reader = new asyncio.StreamReader();
    const reading = asyncio.create_task(reader.readuntil(["\r\n", "--end--"]));
    for (const piece of "some text --en\r--end--rest") {
      reader.feed_data(piece);
      await asyncio.sleep(0);
    }
    expect(String(await reading)).toBe("some text --en\r--end--");
    expect(String(await reader.readexactly(4))).toBe("rest");
  });

  in_loop("pauses its transport at twice the limit, and resumes it at the limit", async () => {
    const calls: string[] = [];
    class Counted extends asyncio.ReadTransport {
      override pause_reading() {
        calls.push("pause");
      }
      override resume_reading() {
        calls.push("resume");
      }
    }
    const reader = new asyncio.StreamReader({ limit: 10 });
    reader.set_transport(new Counted());
    expect(() => reader.set_transport(new Counted())).toThrow("Transport already set");
    reader.feed_data("x".repeat(20));
    expect(calls).toEqual([]);
    reader.feed_data("x");
    expect(calls).toEqual(["pause"]);
    reader.feed_data("x");
    await reader.readexactly(11);
    expect(calls).toEqual(["pause"]);
    await reader.readexactly(1);
    expect(calls).toEqual(["pause", "resume"]);
    // Whoever waits for more than there may be would wait for ever.
    reader.feed_data("x".repeat(20));
    const reading = asyncio.create_task(reader.readexactly(40));
    await turns(1);
    expect(calls).toEqual(["pause", "resume", "pause", "resume"]);
    reader.feed_data("x".repeat(10));
    await reading;
  });

  in_loop("keeps everything where the transport cannot be paused", async () => {
    const reader = new asyncio.StreamReader({ limit: 1 });
    reader.set_transport(new asyncio.ReadTransport());
    reader.feed_data("much more than that");
    reader.feed_eof();
    expect(String(await reader.read())).toBe("much more than that");
  });
});

/** What it does over every transport is in `streams-everywhere.spec.ts`. */
describe("a stream", () => {
  in_loop("reads in order what is written in all ways", async () => {
    await with_streams(async ({ near: [, writer], far: [reader] }) => {
      writer.write("text ");
      writer.write(Buffer.from("buffer "));
      writer.write(new TextEncoder().encode("bytes "));
      writer.writelines(["several ", Buffer.from("at "), "once"]);
      writer.write_eof();
      expect(String(await reader.read())).toBe("text buffer bytes several at once");
      expect(reader.at_eof()).toBe(true);
    });
  });

  in_loop("is closed at the end of an `await using` block", async () => {
    await with_streams(async ({ near: [, writer], far: [reader] }) => {
      const entered = await asyncio.enter(writer);
      entered.value.write("bye");
      await entered[Symbol.asyncDispose]();
      expect(writer.is_closing()).toBe(true);
      expect(String(await reader.read())).toBe("bye");
    });
  });

  in_loop("resumes its transport as the task that reads, in its context", async () => {
    const variable = new asyncio.ContextVar<string>("variable");
    await with_streams(
      async ({ near: [reader, writer], far: [, far_writer] }) => {
        const seen: unknown[] = [];
        const transport = writer.transport as asyncio.Transport;
        const resume = transport.resume_reading.bind(transport);
        transport.resume_reading = () => {
          seen.push(asyncio.current_task()?.get_name(), variable.get("none"));
          resume();
        };
        const reading = asyncio.create_task(
          async () => {
            variable.set("the reader's");
            return await reader.readexactly(100);
          },
          { name: "reader" },
        );
        // It waits when what comes makes the transport pause.
        await asyncio.sleep(0);
        far_writer.write(Buffer.alloc(100));
        expect(await reading).toHaveLength(100);
        expect(seen).toEqual(["reader", "the reader's"]);
      },
      { limit: 16 },
    );
  });

  in_loop("calls a derived protocol in the context of its connection", async () => {
    const variable = new asyncio.ContextVar<string>("variable");
    const seen: unknown[] = [];
    class Derived extends asyncio.StreamReaderProtocol {
      override data_received(data: Buffer): void {
        seen.push(variable.get("none"));
        super.data_received(data);
      }
    }
    const server = await asyncio.start_server(
      async (reader, writer) => writer.write(await reader.readline()),
      "127.0.0.1",
      0,
    );
    variable.set("the connection's");
    const reader = new asyncio.StreamReader();
    const protocol = new Derived(reader);
    const loop = asyncio.get_running_loop();
    const [transport] = await loop.create_connection(() => protocol, "127.0.0.1", port_of(server));
    variable.set("changed");
    transport.write("hello\n");
    expect(String(await reader.readline())).toBe("hello\n");
    expect(seen).toEqual(["the connection's"]);
    transport.abort();
    server.close();
    server.abort_clients();
    await server.wait_closed();
  });

  in_loop("bounds an endless line by its limit", async () => {
    await with_streams(
      async ({ near: [reader], far: [, far_writer] }) => {
        const flood = asyncio.create_task(async () => {
          for (;;) {
            far_writer.write("x".repeat(10_000));
            await far_writer.drain();
          }
        });
        await expect(reader.readline()).rejects.toThrow(asyncio.ValueError);
        await expect(reader.readuntil("\n")).rejects.toThrow(asyncio.LimitOverrunError);
        flood.cancel();
        await asyncio.wait([flood]);
      },
      { limit: 4096 },
    );
  });

  in_loop("bounds endless silence by a timeout, and can be read on", async () => {
    await with_streams(async ({ near: [reader], far: [, far_writer] }) => {
      await expect(asyncio.wait_for(reader.readline(), 0.01)).rejects.toThrow(asyncio.TimeoutError);
      far_writer.write("at last\n");
      expect(String(await reader.readline())).toBe("at last\n");
    });
  });

  in_loop("tells of a reset in the middle of a line, with Node's error as the cause", async () => {
    const accepted = asyncio.get_running_loop().create_future<[Socket]>();
    const peer = create_net_server((socket) => accepted.set_result([socket]));
    await asyncio.wrap_future(new Promise<void>((done) => peer.listen(0, "127.0.0.1", done)));
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", node_port(peer));
    const [socket] = await accepted;
    socket.write("half a li");
    const reading = asyncio.create_task(reader.readline());
    await until(() => asyncio.repr(reader).includes("9 bytes"));
    socket.resetAndDestroy();
    await asyncio.wait([reading]);
    const error = reading.exception();
    expect(error).toBeInstanceOf(asyncio.ConnectionResetError);
    const { errno, strerror, cause } = error as asyncio.OSError;
    expect([errno, strerror]).toEqual([104, "Connection reset by peer"]);
    expect((cause as NodeJS.ErrnoException).code).toBe("ECONNRESET");
    writer.close();
    await closed(writer);
    peer.close();
  });

  in_loop("can be waited for when the other side has gone without a word", async () => {
    await with_streams(async ({ near: [reader, writer], far: [, far_writer] }) => {
      far_writer.close();
      await far_writer.wait_closed();
      expect((await reader.read()).length).toBe(0);
      writer.close();
      await writer.wait_closed();
    });
  });
});

describe("open_connection", () => {
  in_loop("takes a connected socket of Node's", async () => {
    const peer = create_net_server((socket) => socket.pipe(socket));
    await asyncio.wrap_future(new Promise<void>((done) => peer.listen(0, "127.0.0.1", done)));
    const sock = connect(node_port(peer), "127.0.0.1");
    await asyncio.wrap_future(new Promise((done) => sock.once("connect", done)));
    const [reader, writer] = await asyncio.open_connection({ sock });
    writer.write("through it\n");
    expect(String(await reader.readline())).toBe("through it\n");
    writer.close();
    await writer.wait_closed();
    peer.close();
    await expect(asyncio.open_connection({ sock: {} as Socket })).rejects.toThrow(
      "A Stream Socket was expected",
    );
    await expect(asyncio.open_connection("127.0.0.1", 1, { sock })).rejects.toThrow(asyncio.ValueError);
  });

  in_loop("speaks with a server of Node's", async () => {
    const http = createServer((request, response) => response.end(`you want ${request.url}`));
    await asyncio.wrap_future(new Promise<void>((done) => http.listen(0, "127.0.0.1", done)));
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", node_port(http));
    writer.write("GET /that HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    expect(String(await reader.readline())).toBe("HTTP/1.1 200 OK\r\n");
    expect(String(await reader.read())).toMatch(/\r\n\r\n.*you want \/that/s);
    writer.close();
    await writer.wait_closed();
    http.close();
  });

  in_loop("leaves nothing behind wherever a client is cancelled", async () => {
    const loop = asyncio.get_running_loop();
    const server = await asyncio.start_server(
      async (reader, writer) => {
        try {
          for await (const line of reader) writer.write(line);
        } catch (error) {
          // Closed before it has read its line.
          if (!(error instanceof asyncio.ConnectionResetError)) throw error;
        }
        writer.close();
      },
      "127.0.0.1",
      0,
    );
    const count = await cancel_everywhere(
      async () => {
        const [reader, writer] = await asyncio.open_connection("127.0.0.1", port_of(server), {
          happy_eyeballs_delay: 1,
        });
        try {
          writer.write("one\n");
          await writer.drain();
          expect(String(await reader.readline())).toBe("one\n");
          writer.write_eof();
          expect((await reader.read()).length).toBe(0);
        } finally {
          writer.close();
        }
        await writer.wait_closed();
      },
      async () => {
        // All that is left is the server itself.
        await until(() => asyncio.all_tasks().size === 1 && loop._open_count() === 1);
      },
    );
    expect(count).toBeGreaterThan(4);
    server.close();
    await server.wait_closed();
  });
});
