import { connect, createServer, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import * as asyncio from "asyncio-node";
import { describe, expect } from "vitest";
import { cancel_everywhere } from "./support/cancel-everywhere.js";
import { is_collected } from "./support/garbage.js";
import { in_loop } from "./support/in-loop.js";
import { closed, happens, only_open, port_of, until } from "./support/network.js";
import { expect_noise } from "./support/noise.js";

type Handler = asyncio.ClientConnectedCallback;

/** Runs `body` beside a server, and closes it with all its connections. */
async function with_server(
  handler: Handler,
  body: (port: number, server: asyncio.Server) => Promise<void>,
  options: asyncio.StartServerOptions = {},
): Promise<void> {
  const server = await asyncio.start_server(handler, "127.0.0.1", 0, options);
  try {
    await body(port_of(server), server);
  } finally {
    server.close();
    server.abort_clients();
    await server.wait_closed();
  }
}

/** Says something to a server, and gives all that it answers. */
async function ask(port: number, question: string): Promise<string> {
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
  writer.write(question);
  const answer = await reader.read();
  writer.close();
  await closed(writer);
  return String(answer);
}

/** A client of Node's, which keeps to itself what goes wrong. */
function node_client(port: number): Socket {
  return connect({ port, host: "127.0.0.1", allowHalfOpen: true }).on("error", () => {});
}

async function echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter): Promise<void> {
  for await (const line of reader) writer.write(line);
  writer.close();
  await closed(writer);
}

describe("a handler", () => {
  const answer = async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter): Promise<void> => {
    writer.write(`you said ${await reader.readline()}`);
    writer.close();
    await closed(writer);
  };
  const handlers: Record<string, Handler> = {
    "a coroutine function": asyncio.coroutine(answer),
    "an async function": answer,
    "a plain function": (reader, writer) => void asyncio.create_task(() => answer(reader, writer)),
  };
  for (const [kind, handler] of Object.entries(handlers)) {
    in_loop(`may be ${kind}`, async () => {
      await with_server(handler, async (port) => {
        expect(await ask(port, "this\n")).toBe("you said this\n");
      });
    });
  }

  const failing: Record<string, Handler> = {
    "a coroutine": asyncio.coroutine(async () => {
      throw new asyncio.ValueError("in the handler");
    }),
    "an async function": async () => {
      await asyncio.sleep(0);
      throw new asyncio.ValueError("in the handler");
    },
    "a plain function": () => {
      throw new asyncio.ValueError("in the handler");
    },
  };
  for (const [kind, handler] of Object.entries(failing)) {
    in_loop(`that throws is told of, and its connection closed: ${kind}`, async () => {
      const told: asyncio.ExceptionContext[] = [];
      asyncio.get_running_loop().set_exception_handler((_loop, context) => void told.push(context));
      await with_server(handler, async (port) => {
        expect([await ask(port, ""), await ask(port, "")]).toEqual(["", ""]);
      });
      expect(told.map(({ message }) => message)).toEqual(
        Array(2).fill("Unhandled exception in client_connected_cb"),
      );
      expect(String(told[0]?.exception)).toBe("ValueError: in the handler");
    });
  }

  in_loop("that is cancelled closes its connection in silence", async () => {
    let handling: asyncio.Task | null = null;
    await with_server(
      async (reader) => {
        handling = asyncio.current_task();
        await reader.read();
      },
      async (port) => {
        const asking = asyncio.create_task(() => ask(port, ""));
        await until(() => handling !== null);
        handling?.cancel();
        expect(await asking).toBe("");
      },
    );
  });

  in_loop("runs in a copy of the context in which the server was started", async () => {
    const variable = new asyncio.ContextVar("variable", { default: "unset" });
    variable.set("when started");
    await with_server(
      async (_reader, writer) => {
        writer.write(variable.get());
        variable.set("by a handler");
        writer.close();
      },
      async (port) => {
        variable.set("later");
        expect([await ask(port, ""), await ask(port, "")]).toEqual(["when started", "when started"]);
      },
    );
  });
});

describe("a server", () => {
  in_loop("listens until it is closed", async () => {
    const server = await asyncio.start_server(echo, "127.0.0.1", 0);
    expect(server.is_serving()).toBe(true);
    const [socket] = server.sockets;
    expect(socket?.getsockname()).toEqual(["127.0.0.1", port_of(server)]);
    const port = port_of(server);
    server.close();
    server.close();
    expect([server.is_serving(), server.sockets]).toEqual([false, []]);
    await server.wait_closed();
    await expect(asyncio.open_connection("127.0.0.1", port)).rejects.toThrow(asyncio.ConnectionRefusedError);
    await expect(server.serve_forever()).rejects.toThrow("is closed");
  });

  in_loop("refuses connections until it is started", async () => {
    const server = await asyncio.start_server(echo, "127.0.0.1", 0, { start_serving: false });
    expect(server.is_serving()).toBe(false);
    await expect(asyncio.open_connection("127.0.0.1", port_of(server))).rejects.toThrow(
      asyncio.ConnectionRefusedError,
    );
    await server.start_serving();
    await server.start_serving();
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", port_of(server));
    writer.write("now\n");
    expect(String(await reader.readline())).toBe("now\n");
    writer.close();
    await closed(writer);
    server.close();
    await server.wait_closed();
  });

  in_loop("refuses what is no port, whether it is to start or not", async () => {
    for (const start_serving of [true, false]) {
      for (const port of [70_000, -1]) {
        const starting = asyncio.start_server(() => {}, "127.0.0.1", port, { start_serving });
        await expect(starting).rejects.toThrow("bind(): port must be 0-65535.");
      }
    }
  });

  in_loop("listens at several hosts", async () => {
    const server = await asyncio.start_server(echo, ["127.0.0.1", "::1"], 0);
    expect(server.sockets.map((socket) => socket.getsockname()[0])).toEqual(["127.0.0.1", "::1"]);
    server.close();
    await server.wait_closed();
  });

  in_loop("is not closed before its connections are", async () => {
    await with_server(echo, async (port, server) => {
      const [, writer] = await asyncio.open_connection("127.0.0.1", port);
      await until(() => asyncio.all_tasks().size === 2);
      server.close();
      const closing = asyncio.create_task(server.wait_closed());
      await asyncio.sleep(0);
      expect(closing.done()).toBe(false);
      writer.close();
      await closing;
      await closed(writer);
    });
  });

  in_loop("closes its connections, or aborts them", async () => {
    for (const end of ["close_clients", "abort_clients"] as const) {
      await with_server(echo, async (port, server) => {
        const streams: asyncio.Stream[] = [];
        for (let i = 0; i < 3; i += 1) streams.push(await asyncio.open_connection("127.0.0.1", port));
        await until(() => asyncio.all_tasks().size === 4);
        server.close();
        server[end]();
        await server.wait_closed();
        for (const [reader, writer] of streams) {
          expect((await reader.read()).length).toBe(0);
          writer.close();
          await closed(writer);
        }
      });
    }
  });

  in_loop("serves for ever, until that is cancelled", async () => {
    const server = await asyncio.start_server(echo, "127.0.0.1", 0, { start_serving: false });
    const serving = asyncio.create_task(server.serve_forever());
    await until(() => server.is_serving());
    await expect(server.serve_forever()).rejects.toThrow("is already being awaited on serve_forever()");
    const [, writer] = await asyncio.open_connection("127.0.0.1", port_of(server));
    writer.close();
    await closed(writer);
    serving.cancel();
    await asyncio.wait([serving]);
    expect([serving.cancelled(), server.is_serving()]).toEqual([true, false]);
  });

  in_loop("takes a server of Node's", async () => {
    const sock = createServer();
    await asyncio.wrap_future(new Promise<void>((done) => void sock.listen(0, "127.0.0.1", done)));
    const server = await asyncio.start_server(echo, { sock });
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", port_of(server));
    writer.write("through it\n");
    expect(String(await reader.readline())).toBe("through it\n");
    writer.close();
    await closed(writer);
    server.close();
    await server.wait_closed();
    expect(sock.listening).toBe(false);
  });

  in_loop("speaks with a client of Node's", async () => {
    await with_server(echo, async (port) => {
      const client = node_client(port);
      client.end("one\ntwo\n");
      expect(await asyncio.wrap_future(text(client))).toBe("one\ntwo\n");
    });
  });

  in_loop("leaves nothing behind wherever it is cancelled", async () => {
    const count = await cancel_everywhere(
      async () => {
        const accepted = asyncio.get_running_loop().create_future<asyncio.Stream>();
        const server = await asyncio.start_server((...stream) => accepted.set_result(stream), "127.0.0.1", 0);
        const client = node_client(port_of(server));
        client.write("one\n");
        client.on("end", () => client.end());
        client.resume();
        try {
          await asyncio.async_with(server, async () => {
            const [reader, writer] = await accepted;
            try {
              expect(String(await reader.readline())).toBe("one\n");
              writer.write("two\n");
              await writer.drain();
              writer.write_eof();
              expect((await reader.read()).length).toBe(0);
            } finally {
              writer.close();
            }
            await writer.wait_closed();
          });
        } finally {
          client.destroy();
          server.close();
          server.abort_clients();
        }
      },
      async () => await only_open(0),
    );
    expect(count).toBeGreaterThan(4);
  });
});

describe("a server with a bad client", () => {
  /** Reads lines, each of which has to come in time, and tells how that ended. */
  function careful(ends: asyncio.Queue<string>, seconds: number): Handler {
    return async (reader, writer) => {
      try {
        for (;;) {
          const line = await asyncio.wait_for(reader.readline(), seconds);
          if (line.length === 0) break;
        }
        ends.put_nowait("end of file");
      } catch (error) {
        ends.put_nowait((error as Error).name);
      } finally {
        writer.close();
        await closed(writer);
      }
    };
  }

  in_loop("gives up on endless silence", async () => {
    const ends = new asyncio.Queue<string>();
    await with_server(careful(ends, 0.01), async (port) => {
      const client = node_client(port);
      expect(await ends.get()).toBe("TimeoutError");
      client.resume();
      await happens(client, "end");
      client.destroy();
    });
  });

  in_loop("gives up on a line that drips in and never ends", async () => {
    const ends = new asyncio.Queue<string>();
    await with_server(careful(ends, 0.05), async (port) => {
      const client = node_client(port);
      const dripping = setInterval(() => client.write("x"), 2);
      expect(await ends.get()).toBe("TimeoutError");
      clearInterval(dripping);
      client.destroy();
    });
  });

  in_loop("gives up on a line that is too long", async () => {
    const ends = new asyncio.Queue<string>();
    await with_server(
      careful(ends, 60),
      async (port) => {
        const client = node_client(port);
        const flood = (): void => {
          while (!client.destroyed && client.write("x".repeat(100_000)));
        };
        client.on("drain", flood);
        flood();
        expect(await ends.get()).toBe("ValueError");
        client.destroy();
      },
      { limit: 10_000 },
    );
  });

  in_loop("hears of a reset", async () => {
    const ends = new asyncio.Queue<string>();
    await with_server(careful(ends, 60), async (port) => {
      const client = node_client(port);
      await happens(client, "connect");
      await until(() => asyncio.all_tasks().size === 2);
      client.resetAndDestroy();
      expect(await ends.get()).toBe("ConnectionResetError");
    });
  });

  in_loop("reads on from one that only listens any more", async () => {
    await with_server(
      async (reader, writer) => {
        await reader.read();
        for (const word of ["still ", "talking"]) {
          writer.write(word);
          await asyncio.sleep(0.001);
        }
        writer.close();
      },
      async (port) => {
        const client = node_client(port);
        client.end();
        expect(await asyncio.wrap_future(text(client))).toBe("still talking");
      },
    );
  });

  in_loop("is killed while it drains, and all is told", async () => {
    const writers = new asyncio.Queue<asyncio.StreamWriter>();
    const ends = new asyncio.Queue<string>();
    await with_server(
      async (_reader, writer) => {
        writers.put_nowait(writer);
        try {
          for (;;) {
            writer.write(Buffer.alloc(2 ** 20));
            await writer.drain();
          }
        } catch (error) {
          ends.put_nowait((error as Error).name);
        }
      },
      async (port, server) => {
        const client = node_client(port);
        client.pause();
        const { transport } = await writers.get();
        await until(() => transport.get_write_buffer_size() > 2 ** 16);
        server.abort_clients();
        expect(await ends.get()).toBe("ConnectionResetError");
        client.destroy();
      },
    );
  });

  in_loop("cannot be started any more", async () => {
    await with_server(
      () => {},
      async (_port, server) => {
        server.close();
        await expect(server.start_serving()).rejects.toThrow(TypeError);
        await expect(server.serve_forever()).rejects.toThrow("is closed");
        expect(server.is_serving()).toBe(false);
      },
      { start_serving: false },
    );
  });
});

describe("a writer that a handler leaves open", () => {
  const kinds: Record<string, (body: (writer: asyncio.StreamWriter) => void) => Handler> = {
    "an async handler": (body) => async (_reader, writer) => body(writer),
    "a plain handler": (body) => (_reader, writer) => body(writer),
  };
  for (const [kind, of] of Object.entries(kinds)) {
    in_loop(`is closed once nobody holds on to it, by ${kind}`, async () => {
      if (asyncio.get_running_loop().get_debug()) {
        expect_noise(/^ResourceWarning: unclosed <StreamWriter transport=<_SelectorSocketTransport closing /);
      }
      let dropped: WeakRef<asyncio.StreamWriter> | null = null;
      const handler = of((writer) => {
        writer.write("bye");
        dropped = new WeakRef(writer);
      });
      await with_server(handler, async (port) => {
        const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
        expect(String(await reader.readexactly(3))).toBe("bye");
        const rest = asyncio.create_task(reader.read());
        const garbage = dropped as unknown as WeakRef<asyncio.StreamWriter>;
        expect(await asyncio.wrap_future(is_collected(garbage))).toBe(true);
        expect((await rest).length).toBe(0);
        writer.close();
      });
    });
  }

  in_loop("stays open while somebody does", async () => {
    const kept: asyncio.StreamWriter[] = [];
    const handler: Handler = async (_reader, writer) => void kept.push(writer);
    await with_server(handler, async (port) => {
      const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
      await until(() => kept.length === 1);
      await asyncio.wrap_future(is_collected(new WeakRef(kept)));
      kept[0]?.write("still here\n");
      expect(String(await reader.readline())).toBe("still here\n");
      writer.close();
      kept[0]?.close();
    });
  });
});
