/** Streams through a proxy that cuts, holds back, ends and resets: the bytes stay the same, the errors are the right ones. */
import * as asyncio from "asyncio-node";
import fc from "fast-check";
import { describe, expect } from "vitest";
import { ca, identity } from "./support/certificates.js";
import { error_of } from "./support/error-of.js";
import { FlakyProxy, type Plan, type Step } from "./support/flaky-proxy.js";
import { in_loop } from "./support/in-loop.js";
import { closed, descriptors, only_open, port_of, until } from "./support/network.js";

/** What is sent: a line, or a frame of any bytes behind its length. */
type Message = { readonly line: string } | { readonly frame: Uint8Array };

function encode(message: Message): Buffer {
  if ("line" in message) return Buffer.from(`L${message.line}\r\n`);
  const head = Buffer.from("F....");
  head.writeUInt32BE(message.frame.length, 1);
  return Buffer.concat([head, message.frame]);
}

/** @returns null at the end. */
async function read_message(reader: asyncio.StreamReader): Promise<Message | null> {
  const kind = String(await reader.read(1));
  if (kind === "") return null;
  if (kind === "L") return { line: String(await reader.readuntil(["\r\n", "\n"])).slice(0, -2) };
  const size = (await reader.readexactly(4)).readUInt32BE();
  return { frame: new Uint8Array(await reader.readexactly(size)) };
}

/** Sends back each message that it can read. */
async function echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter): Promise<void> {
  try {
    for (let message = await read_message(reader); message !== null; message = await read_message(reader)) {
      writer.write(encode(message));
      await writer.drain();
    }
  } finally {
    writer.close();
    await closed(writer);
  }
}

/** Runs `body` with a proxy before a server of ours; then nothing may be left but what was there before. */
async function with_proxy(
  handler: asyncio.ClientConnectedCallback,
  body: (proxy: FlakyProxy) => Promise<void>,
  ssl: asyncio.Ssl | null = null,
): Promise<void> {
  const before = descriptors();
  const server = await asyncio.start_server(handler, "127.0.0.1", 0, { ssl });
  const proxy = await asyncio.wrap_future(FlakyProxy.open(port_of(server)));
  try {
    await body(proxy);
    // The handlers end by themselves, and take their connections with them.
    await only_open(1);
  } finally {
    await asyncio.wrap_future(proxy.close());
    server.close();
    await server.wait_closed();
  }
  await only_open(0);
  await until(() => descriptors() <= before);
}

const message = fc.oneof(
  fc.record({ line: fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[\r\n]/g, "~")) }),
  fc.record({ frame: fc.uint8Array({ maxLength: 60 }) }),
  fc.record({ frame: fc.integer({ min: 0, max: 50_000 }).map((size) => new Uint8Array(size).fill(size)) }),
);
/** Small ones, which hurt most, and large ones. */
const size = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 70_000 }));
const cuts = fc.array(fc.record({ cut: size }), { maxLength: 30 });
/** Waits for the end too: for who says that he is done before the other does. */
const gathers = fc.array(fc.oneof(fc.record({ cut: size }), fc.record({ gather: size })), { maxLength: 30 });

describe("whatever the pieces in which it comes", () => {
  for (const [over, ssl, client_ssl, steps, numRuns] of [
    ["TCP", null, null, gathers, 15],
    ["TLS", identity, { ca }, cuts, 7],
  ] as const) {
    in_loop(`a protocol of lines and frames is the same bytes over ${over}`, async () => {
      await with_proxy(
        echo,
        async (proxy) => {
          const same = async (messages: readonly Message[], up: Step[], down: Step[]): Promise<void> => {
            proxy.plan = { up, down };
            const [reader, writer] = await asyncio.open_connection("127.0.0.1", proxy.port, {
              ssl: client_ssl,
            });
            const writing = asyncio.create_task(async () => {
              for (const each of messages) writer.write(encode(each));
              await writer.drain();
              if (writer.can_write_eof()) writer.write_eof();
            });
            for (const each of messages) {
              const message = await read_message(reader);
              expect(message !== null && encode(message).equals(encode(each))).toBe(true);
            }
            await writing;
            if (writer.can_write_eof()) expect((await reader.read()).length).toBe(0);
            writer.close();
            await writer.wait_closed();
          };
          const property = fc.asyncProperty(
            fc.array(message, { maxLength: 8 }),
            steps,
            steps,
            async (...given) => await asyncio.create_task(() => same(...given)),
          );
          await asyncio.wrap_future(fc.assert(property, { numRuns }));
        },
        ssl,
      );
    });
  }

  in_loop("nothing is read before it has come, and nothing twice", async () => {
    await with_proxy(echo, async (proxy) => {
      proxy.plan = { down: [{ cut: 3 }, "hold", { cut: 1 }, "hold"] };
      const [reader, writer] = await asyncio.open_connection("127.0.0.1", proxy.port);
      writer.write("Lone\r\nLtwo\r\n");
      const reading = asyncio.create_task(reader.readline());
      for (const so_far of ["<StreamReader 3 bytes", "<StreamReader 4 bytes"]) {
        await until(() => proxy.held === 1 && asyncio.repr(reader).startsWith(so_far));
        expect(reading.done()).toBe(false);
        proxy.release();
      }
      expect(String(await reading)).toBe("Lone\r\n");
      expect(String(await reader.readline())).toBe("Ltwo\r\n");
      writer.close();
      await closed(writer);
    });
  });
});

/** What each of some reads has given, up to the one that failed. */
interface Reading {
  readonly got: string[];
  readonly error: Error | null;
}

const LINE = "ab\r\n";
const FRAME = "123";
const REST = "c\n";
const WHOLE = LINE + FRAME + REST;

async function read_parts(reader: asyncio.StreamReader): Promise<Reading> {
  const got: string[] = [];
  try {
    got.push(String(await reader.readuntil(["\r\n", "--"])));
    got.push(String(await reader.readexactly(FRAME.length)));
    got.push(String(await reader.readline()));
    got.push(String(await reader.read()));
    return { got, error: null };
  } catch (error) {
    return { got, error: error as Error };
  }
}

/** What reads give that are cut off after so many bytes: what is whole, and what is left of the next. */
function cut(size: number): {
  readonly whole: string[];
  readonly partial: string;
  readonly expected: number | null;
} {
  const whole: string[] = [];
  let partial = WHOLE.slice(0, size);
  for (const part of [LINE, FRAME, REST]) {
    if (partial.length < part.length) break;
    whole.push(part);
    partial = partial.slice(part.length);
  }
  return { whole, partial, expected: whole.length === 1 ? FRAME.length : null };
}

/** Runs both sides of a connection of which `WHOLE` is sent and one side reads: our client, or our server. */
async function read_through(
  reads: "client" | "server",
  proxy_steps: readonly Step[],
  meanwhile: (reader: asyncio.StreamReader, proxy: FlakyProxy) => Promise<void>,
  check: (reading: Reading, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) => Promise<void>,
): Promise<void> {
  const read = async (proxy: FlakyProxy, [reader, writer]: asyncio.Stream): Promise<void> => {
    const reading = asyncio.create_task(() => read_parts(reader));
    await meanwhile(reader, proxy);
    await check(await reading, reader, writer);
    writer.close();
    await closed(writer);
  };
  const write = async ([reader, writer]: asyncio.Stream): Promise<void> => {
    writer.write(WHOLE);
    // Until the other side, or the proxy, breaks off.
    await reader.read().then(null, (error: unknown) => expect(error).toBeInstanceOf(asyncio.ConnectionError));
    writer.close();
    await closed(writer);
  };
  let the_proxy: FlakyProxy | null = null;
  const served = asyncio.get_running_loop().create_future<null>();
  const serve = async (...stream: asyncio.Stream): Promise<void> => {
    try {
      await (reads === "server" ? read(the_proxy as FlakyProxy, stream) : write(stream));
    } finally {
      served.set_result(null);
    }
  };
  await with_proxy(serve, async (proxy) => {
    the_proxy = proxy;
    const plan: Plan = reads === "server" ? { up: proxy_steps } : { down: proxy_steps };
    proxy.plan = plan;
    const stream = await asyncio.open_connection("127.0.0.1", proxy.port);
    await (reads === "client" ? read(proxy, stream) : write(stream));
    await served;
  });
}

describe.each(["client", "server"] as const)("a %s that reads", (side) => {
  in_loop("hears of an early end, after whichever byte it comes", async () => {
    for (let size = 0; size <= WHOLE.length; size += 1) {
      const { whole, partial, expected } = cut(size);
      await read_through(
        side,
        [{ gather: size }, "end"].filter((step) => size > 0 || step === "end") as Step[],
        async () => {},
        async ({ got, error }, reader) => {
          if (whole.length < 2) {
            expect(error).toBeInstanceOf(asyncio.IncompleteReadError);
            const { partial: rest, expected: wanted } = error as asyncio.IncompleteReadError;
            expect([size, got, String(rest), wanted]).toEqual([size, whole, partial, expected]);
          } else {
            // A line may end with the stream.
            const last = whole.length === 2 ? [partial, ""] : [""];
            expect([size, got, error]).toEqual([size, [...whole, ...last], null]);
          }
          expect(reader.at_eof()).toBe(true);
        },
      );
    }
  });

  in_loop("hears of a reset, after whichever byte it comes", async () => {
    for (let size = 0; size <= WHOLE.length; size += 1) {
      const { whole, partial } = cut(size);
      await read_through(
        side,
        [...(size > 0 ? [{ gather: size }] : []), "hold", "reset"],
        async (reader, proxy) => {
          await until(() => {
            const shown = asyncio.repr(reader);
            const there = partial.length > 0 ? ` ${partial.length} bytes ` : "<StreamReader waiter=";
            return proxy.held === 1 && shown.includes(there) && shown.includes(" waiter=");
          });
          proxy.release();
        },
        async ({ got, error }, reader, writer) => {
          expect([size, got]).toEqual([size, whole]);
          expect(asyncio.repr(error)).toBe("ConnectionResetError(104, 'Connection reset by peer')");
          // And so does whatever is tried after it.
          expect(reader.exception()).toBe(error);
          for (const more of [reader.read(1), reader.readline(), writer.drain(), writer.wait_closed()]) {
            expect(await error_of(more)).toBe(error);
          }
        },
      );
    }
  });
});

describe("a writer", () => {
  in_loop("is held back by a peer that takes nothing, and woken when it resets", async () => {
    const never = async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter): Promise<void> => {
      await error_of(reader.readexactly(2 ** 30));
      writer.close();
      await closed(writer);
    };
    await with_proxy(never, async (proxy) => {
      proxy.plan = { up: ["hold", "reset"] };
      const [, writer] = await asyncio.open_connection("127.0.0.1", proxy.port);
      const writing = asyncio.create_task(async () => {
        for (;;) {
          writer.write(Buffer.alloc(2 ** 20));
          await writer.drain();
        }
      });
      await until(() => proxy.held === 1 && writer.transport.get_write_buffer_size() > 2 ** 16);
      expect(writing.done()).toBe(false);
      proxy.release();
      expect(await error_of(writing)).toBeInstanceOf(asyncio.ConnectionError);
      expect(await error_of(writer.drain())).toBeInstanceOf(asyncio.ConnectionError);
      await closed(writer);
    });
  });
});

describe("a handshake", () => {
  in_loop("that is cut off, after whichever byte, is a ConnectionResetError", async () => {
    // The server's side is told too, and says so in debug mode.
    asyncio.get_running_loop().set_exception_handler((loop, { message }) => {
      expect([loop.get_debug(), message]).toEqual([
        true,
        "Error on transport creation for incoming connection",
      ]);
    });
    await with_proxy(
      echo,
      async (proxy) => {
        for (const size of [0, 1, 4, 5, 60, 150, 1000]) {
          const steps = [...(size > 0 ? [{ gather: size }] : []), "reset"] as Step[];
          for (const [plan, at] of [
            [{ down: steps.with(-1, "end") }, "end"],
            [{ down: steps }, "reset"],
          ] as const) {
            proxy.plan = plan;
            const error = await error_of(
              asyncio.open_connection("127.0.0.1", proxy.port, { ssl: { ca }, ssl_shutdown_timeout: 0.1 }),
            );
            expect([size, at, error.name]).toEqual([size, at, "ConnectionResetError"]);
          }
        }
      },
      identity,
    );
  });
});
