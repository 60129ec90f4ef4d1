/** What a stream does, whatever it runs over; what is special to one transport has a file of its own. */
import { setImmediate as turn_of_node } from "node:timers/promises";
import type { TLSSocket } from "node:tls";
import * as asyncio from "asyncio-node";
import { afterAll, describe, expect, it } from "vitest";
import { error_of } from "./support/error-of.js";
import { in_loop, outcome, run_in_loop, turns } from "./support/in-loop.js";
import { lines_by_two_loops, until } from "./support/network.js";
import { remove_fifos, transports, with_pair } from "./support/stream-pairs.js";

const MIB = 2 ** 20;

afterAll(remove_fifos);

/** How many bytes wait to be read. */
function unread(reader: asyncio.StreamReader): number {
  return Number(/(\d+) bytes/.exec(asyncio.repr(reader))?.[1] ?? 0);
}

/** Writes a piece, and waits until it is all that waits to be read: it is not put together with the next. */
async function deliver(
  writer: asyncio.StreamWriter,
  reader: asyncio.StreamReader,
  piece: string,
): Promise<void> {
  const size = unread(reader) + Buffer.byteLength(piece);
  writer.write(piece);
  await until(() => unread(reader) === size);
}

/** Bytes that tell where they belong. */
function pattern(size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  for (let i = 0; i < size; i += 1) bytes[i] = (i * 31 + (i >> 8)) & 0xff;
  return bytes;
}

describe.each(Object.entries(transports))("a stream over %s", (_name, transport) => {
  const does = (what: string, body: () => Promise<void>): void => {
    if (transport.debugged) in_loop(what, body);
    else it(what, () => run_in_loop(body));
  };

  does("echoes lines, long and short", async () => {
    await with_pair(transport, async ({ near: [reader, writer], far: [far_reader, far_writer] }) => {
      const echo = asyncio.create_task(async () => {
        for await (const line of far_reader) far_writer.write(line);
        far_writer.close();
      });
      for (const line of ["\n", "one\n", `${"x".repeat(60_000)}\n`, "naïve\r\n"]) {
        writer.write(line);
        await writer.drain();
        expect(String(await reader.readline())).toBe(line);
      }
      writer.close();
      await echo;
      expect(await reader.read()).toEqual(Buffer.alloc(0));
    });
  });

  does("gives line after line to `for await`, also after a break", async () => {
    await with_pair(transport, async ({ near: [, writer], far: [reader] }) => {
      writer.writelines(["one\ntw", Buffer.from("o\nthree"), "\nfour"]);
      writer.close();
      expect(await lines_by_two_loops(reader)).toEqual(["one\n", "two\n", "three\n", "four"]);
    });
  });

  does("is read in portions other than those that were written", async () => {
    await with_pair(transport, async ({ near: [, writer], far: [reader] }) => {
      const bytes = pattern(1200);
      const writing = asyncio.create_task(async () => {
        for (let at = 0; at < bytes.length; at += 7) {
          writer.write(bytes.subarray(at, at + 7));
          if (at % 5 === 0) await turns(2);
        }
        writer.close();
      });
      const portions: Buffer[] = [];
      for (const size of [1, 6, 7, 8, 0, 100, 500]) {
        const portion = await reader.readexactly(size);
        expect(portion.length).toBe(size);
        portions.push(portion);
      }
      for (;;) {
        const portion = await reader.read(64);
        if (portion.length === 0) break;
        expect(portion.length).toBeLessThanOrEqual(64);
        portions.push(portion);
      }
      await writing;
      expect(Buffer.concat(portions).equals(bytes)).toBe(true);
    });
  });

  does("finds separators that come in pieces", async () => {
    await with_pair(transport, async ({ near: [, writer], far: [reader] }) => {
      const separators = ["\r\n", "--end--"];
      const reading = asyncio.create_task(reader.readuntil(separators));
      for (const piece of ["text --en", "\r--en"]) await deliver(writer, reader, piece);
      expect(reading.done()).toBe(false);
      writer.write("d--more\r");
      expect(String(await reading)).toBe("text --en\r--end--");
      const next = asyncio.create_task(reader.readuntil({ separator: separators }));
      await until(() => unread(reader) === 5);
      writer.write("\nrest");
      expect(String(await next)).toBe("more\r\n");
      expect(String(await reader.readexactly(4))).toBe("rest");
    });
  });

  does("moves much both ways at once", async () => {
    const bytes = pattern(MIB / 2);
    await with_pair(transport, async ({ near, far }) => {
      const move = async ([reader, writer]: asyncio.Stream): Promise<void> => {
        const writing = asyncio.create_task(async () => {
          for (let at = 0; at < bytes.length; at += 100_000) {
            writer.write(bytes.subarray(at, at + 100_000));
            await writer.drain();
          }
        });
        expect((await reader.readexactly(bytes.length)).equals(bytes)).toBe(true);
        await writing;
      };
      await asyncio.gather(
        () => move(near),
        () => move(far),
      );
    });
  });

  does("holds both writers back while nobody reads, and no more than its limits in memory", async () => {
    const limit = 2 ** 16;
    await with_pair(transport, async ({ near, far }) => {
      const chunk = Buffer.alloc(limit);
      let enough = false;
      const write = async ([, writer]: asyncio.Stream): Promise<number> => {
        let written = 0;
        // Far more than the system may hold.
        for (; written < 64 * MIB && !enough; written += limit) {
          writer.write(chunk);
          await writer.drain();
        }
        writer.write("\n");
        return written + 1;
      };
      const writing = [near, far].map((stream) => asyncio.create_task(() => write(stream)));
      for (const [reader, writer] of [near, far]) {
        await until(() => asyncio.repr(reader).includes(" paused"));
        const [low] = writer.transport.get_write_buffer_limits();
        await until(() => writer.transport.get_write_buffer_size() > low);
      }
      await turns(20);
      expect(writing.map(outcome)).toEqual(["pending", "pending"]);
      for (const [reader, writer] of [near, far]) {
        // One `recv` may overshoot.
        expect(unread(reader)).toBeLessThanOrEqual(2 * limit + 2 ** 18);
        const [, high] = writer.transport.get_write_buffer_limits();
        expect(writer.transport.get_write_buffer_size()).toBeLessThanOrEqual(high + 2 * limit);
      }
      enough = true;
      const count = async ([reader]: asyncio.Stream): Promise<number> => {
        for (let read = 0; ; ) {
          const data = await reader.read(MIB);
          read += data.length;
          if (data.at(-1) !== 0) return read;
        }
      };
      const read = await asyncio.gather(
        () => count(far),
        () => count(near),
      );
      expect(read).toEqual(await asyncio.gather(...writing));
    });
  });

  does("bounds an endless line by its limit, and says how much waits", async () => {
    await with_pair(
      transport,
      async ({ near: [, writer], far: [reader] }) => {
        writer.write(`${"x".repeat(20)}\nnext\n`);
        await until(() => unread(reader) === 26);
        const found = await error_of<asyncio.LimitOverrunError>(reader.readuntil());
        expect([`${found}`, found.consumed]).toEqual([
          "LimitOverrunError: Separator is found, but chunk is longer than limit",
          20,
        ]);
        // It stays, and can be read in another way.
        expect(String(await reader.readexactly(found.consumed + 1))).toBe(`${"x".repeat(20)}\n`);
        expect(String(await reader.readuntil())).toBe("next\n");

        writer.write("y".repeat(30));
        await until(() => unread(reader) === 30);
        const absent = await error_of<asyncio.LimitOverrunError>(reader.readuntil(["\r\n", "--"]));
        expect([`${absent}`, absent.consumed]).toEqual([
          "LimitOverrunError: Separator is not found, and chunk exceed the limit",
          29,
        ]);
        // A line that is too long is dropped.
        await expect(reader.readline()).rejects.toThrow(asyncio.ValueError);
        writer.write("after\n");
        expect(String(await reader.readline())).toBe("after\n");
      },
      16,
    );
  });

  const reads: Record<string, (reader: asyncio.StreamReader) => asyncio.Coroutine<Buffer>> = {
    readline: (reader) => reader.readline(),
    readuntil: (reader) => reader.readuntil("\n"),
    readexactly: (reader) => reader.readexactly(9),
  };
  does("leaves to the next read what a cancelled one has waited with", async () => {
    await with_pair(transport, async ({ near: [, writer], far: [reader] }) => {
      for (const [name, read] of Object.entries(reads)) {
        const reading = asyncio.create_task(read(reader));
        await deliver(writer, reader, "half ");
        reading.cancel();
        await asyncio.wait([reading]);
        expect([name, outcome(reading)]).toEqual([name, "cancelled"]);
        // Also while it arrives.
        const again = asyncio.create_task(read(reader));
        await turns(1);
        writer.write("way\n");
        again.cancel();
        await asyncio.wait([again]);
        expect([name, String(await read(reader))]).toEqual([name, "half way\n"]);
      }
    });
  });

  does("says what is missing when it ends too early", async () => {
    const cases: [
      what: string,
      read: (r: asyncio.StreamReader) => PromiseLike<Buffer>,
      expected: number | null,
    ][] = [
      ["readexactly", (reader) => reader.readexactly(10), 10],
      ["readuntil", (reader) => reader.readuntil(["\n", "--"]), null],
    ];
    for (const [what, read, expected] of cases) {
      await with_pair(transport, async ({ near: [, writer], far: [reader] }) => {
        writer.write("five-");
        expect(reader.at_eof()).toBe(false);
        writer.close();
        const error = await error_of<asyncio.IncompleteReadError>(read(reader));
        expect(error).toBeInstanceOf(asyncio.IncompleteReadError);
        expect([what, String(error.partial), error.expected]).toEqual([what, "five-", expected]);
        expect(reader.at_eof()).toBe(true);
        // There is nothing more, for whoever asks.
        expect((await reader.readline()).length + (await reader.read(5)).length).toBe(0);
        expect((await reader.readexactly(0)).length).toBe(0);
      });
    }
  });

  does("is at its end once all is read, and not before", async () => {
    await with_pair(transport, async ({ near: [, writer], far: [reader] }) => {
      writer.write("line\nrest");
      writer.close();
      await until(() => asyncio.repr(reader).includes(" eof"));
      expect(reader.at_eof()).toBe(false);
      expect(String(await reader.readline())).toBe("line\n");
      expect(reader.at_eof()).toBe(false);
      expect(String(await reader.readline())).toBe("rest");
      expect(reader.at_eof()).toBe(true);
    });
  });

  if (transport.half_closes) {
    does("stays half open until both sides have said that they are done", async () => {
      await with_pair(transport, async ({ near: [reader, writer], far: [far_reader, far_writer] }) => {
        expect([writer.can_write_eof(), far_writer.can_write_eof()]).toEqual([true, true]);
        writer.write("all");
        writer.write_eof();
        expect(String(await far_reader.read())).toBe("all");
        far_writer.write("heard");
        await far_writer.drain();
        expect(String(await reader.readexactly(5))).toBe("heard");
        far_writer.write_eof();
        expect((await reader.read()).length).toBe(0);
      });
    });
  } else {
    does("cannot be half closed, and says so", async () => {
      await with_pair(transport, async ({ near: [reader, writer], far: [far_reader, far_writer] }) => {
        expect([writer.can_write_eof(), far_writer.can_write_eof()]).toEqual([false, false]);
        expect(() => writer.write_eof()).toThrow(asyncio.NotImplementedError);
        // Nothing has come of it.
        writer.write("still\n");
        far_writer.write(await far_reader.readline());
        expect(String(await reader.readline())).toBe("still\n");
      });
    });
  }

  does("writes all that it has before it closes, and can be waited for", async () => {
    const bytes = pattern(MIB / 2);
    await with_pair(transport, async ({ near: [, writer], far: [reader, far_writer] }) => {
      const reading = asyncio.create_task(reader.read());
      writer.write(bytes);
      expect(writer.is_closing()).toBe(false);
      writer.close();
      expect(writer.is_closing()).toBe(true);
      await writer.wait_closed();
      await writer.wait_closed();
      expect((await reading).equals(bytes)).toBe(true);
      far_writer.close();
      await far_writer.wait_closed();
    });
  });

  does("that is aborted ends for the other side, reading and writing", async () => {
    await with_pair(transport, async ({ near: [, writer], far: [reader, far_writer] }) => {
      await deliver(writer, reader, "half a li");
      const reading = asyncio.create_task(reader.readexactly(20));
      await turns(1);
      writer.transport.abort();
      await writer.wait_closed();
      expect(writer.is_closing()).toBe(true);
      await asyncio.wait([reading]);
      const error = reading.exception() as asyncio.IncompleteReadError;
      expect([error.name, String(error.partial)]).toEqual(["IncompleteReadError", "half a li"]);
      if (transport.is_pipe) return;
      const writing = async (): Promise<void> => {
        for (;;) {
          await asyncio.sleep(0);
          far_writer.write("more");
          await far_writer.drain();
        }
      };
      await expect(writing()).rejects.toThrow(asyncio.ConnectionError);
    });
  });

  does("that is aborted with something unread breaks for the other side", async () => {
    await with_pair(
      transport,
      async ({ near: [reader], far: [far_reader, far_writer], kill }) => {
        const chunk = Buffer.alloc(MIB);
        const writing = asyncio.create_task(async () => {
          for (;;) {
            far_writer.write(chunk);
            await far_writer.drain();
          }
        });
        await until(() => asyncio.repr(reader).includes(" paused"));
        // The system takes more, which nobody fetches from it.
        for (let i = 0; i < 2; i += 1) await asyncio.wrap_future(turn_of_node());
        const reading = asyncio.create_task(far_reader.read());
        await turns(1);
        kill("near");
        const broken = transport.is_pipe ? asyncio.BrokenPipeError : asyncio.ConnectionResetError;
        expect(await error_of(writing)).toBeInstanceOf(broken);
        if (transport.is_pipe) expect((await reading).length).toBe(0);
        else expect(await error_of(reading)).toBeInstanceOf(broken);
      },
      16,
    );
  });

  does("wakes whoever drains when the other side is killed", async () => {
    await with_pair(transport, async ({ near: [, writer], far: [reader], kill }) => {
      const writing = asyncio.create_task(async () => {
        for (;;) {
          writer.write(Buffer.alloc(MIB));
          await writer.drain();
        }
      });
      const [low] = writer.transport.get_write_buffer_limits();
      await until(() => writer.transport.get_write_buffer_size() > low && unread(reader) > 0);
      kill("far");
      await expect(writing).rejects.toThrow(
        transport.is_pipe ? asyncio.BrokenPipeError : asyncio.ConnectionError,
      );
      await expect(writer.drain()).rejects.toThrow(asyncio.ConnectionError);
    });
  });

  does("knows what it runs over", async () => {
    await with_pair(transport, async ({ near: [, writer], far: [, far_writer] }) => {
      for (const info of [writer, far_writer]) {
        expect(info.get_extra_info("nothing of the kind", "none")).toBe("none");
        expect(info.get_extra_info("pipe", null) !== null).toBe(transport.is_pipe);
        expect(info.get_extra_info("socket", null) !== null).toBe(!transport.is_pipe);
        expect(info.get_extra_info("sslcontext", null) !== null).toBe(transport.is_tls);
        expect(info.get_extra_info("cipher", null) !== null).toBe(transport.is_tls);
      }
      if (transport.is_pipe) return;
      expect(writer.get_extra_info("peername")).toEqual(far_writer.get_extra_info("sockname"));
      expect(far_writer.get_extra_info("peername")).toEqual(writer.get_extra_info("sockname"));
      if (!transport.is_tls) return;
      expect(writer.get_extra_info("peercert")).toMatchObject({ subject: expect.anything() });
      expect((writer.get_extra_info("ssl_object") as TLSSocket).authorized).toBe(true);
    });
  });
});
