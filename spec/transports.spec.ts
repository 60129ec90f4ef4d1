import { open as open_file } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import * as asyncio from "asyncio-node";
import { describe, expect, expectTypeOf, it } from "vitest";
import { cancel_everywhere } from "./support/cancel-everywhere.js";
import { in_loop, turns } from "./support/in-loop.js";
import { happens, listening, only_open, port_of, Recorder, until, write_on } from "./support/network.js";
import { expect_noise } from "./support/noise.js";

const MIB = 2 ** 20;

interface Ends<Near extends asyncio.BaseProtocol> {
  readonly near: Near;
  readonly transport: asyncio.Transport;
  readonly far: Recorder;
}

/** Runs `body` with both ends of a connection, and aborts them. */
async function with_connection<P extends asyncio.BaseProtocol>(
  factory: () => P,
  body: (ends: Ends<P>) => Promise<void>,
): Promise<void> {
  const loop = asyncio.get_running_loop();
  const accepted: Recorder[] = [];
  const server = await loop.create_server(
    () => {
      const protocol = new Recorder();
      accepted.push(protocol);
      return protocol;
    },
    "127.0.0.1",
    0,
  );
  const [transport, near] = await loop.create_connection(factory, "127.0.0.1", port_of(server));
  await until(() => accepted.length === 1);
  const [far] = accepted as [Recorder];
  await far.made.wait();
  try {
    await body({ near, transport, far });
  } finally {
    transport.abort();
    server.close();
    server.abort_clients();
    await server.wait_closed();
  }
}

const recorder = (): Recorder => new Recorder();

describe("a connection", () => {
  in_loop("calls its protocols in order, each once", async () => {
    await with_connection(recorder, async ({ near, transport, far }) => {
      expectTypeOf(near).toEqualTypeOf<Recorder>();
      transport.write("hello");
      await far.got_data.wait();
      transport.write_eof();
      expect(await near.lost).toBe(null);
      expect(await far.lost).toBe(null);
      expect(near.calls).toEqual(["connection_made", "eof_received", "connection_lost"]);
      expect(far.calls).toEqual(["connection_made", "data_received", "eof_received", "connection_lost"]);
      expect(far.received).toBe("hello");
    });
  });

  in_loop("stays open at the end of file if the protocol wishes so", async () => {
    await with_connection(recorder, async ({ near, transport, far }) => {
      far.keep_open = true;
      near.keep_open = true;
      transport.write_eof();
      await far.got_eof.wait();
      far.transport.write("still here");
      await near.got_data.wait();
      expect([far.transport.is_closing(), transport.is_closing()]).toEqual([false, false]);
      far.transport.close();
      expect(await far.lost).toBe(null);
    });
  });

  in_loop("writes all that it has before it closes", async () => {
    await with_connection(recorder, async ({ near, transport, far }) => {
      // More than the system takes at once.
      transport.write(Buffer.alloc(32 * MIB, "x"));
      expect(transport.get_write_buffer_size()).toBeGreaterThan(0);
      transport.close();
      expect(await near.lost).toBe(null);
      await far.lost;
      expect(far.received.length).toBe(32 * MIB);
    });
  });

  in_loop("is aborted at once, whatever it has to write", async () => {
    await with_connection(recorder, async ({ near, transport, far }) => {
      far.transport.pause_reading();
      transport.write(Buffer.alloc(16 * MIB));
      transport.abort();
      await turns(1);
      expect(near.calls.at(-1)).toBe("connection_lost");
      expect([await near.lost, transport.get_write_buffer_size()]).toEqual([null, 0]);
    });
  });

  in_loop("ignores what is written once it is lost", async () => {
    await with_connection(recorder, async ({ near, transport }) => {
      transport.abort();
      transport.write("lost");
      await near.lost;
      transport.write("lost");
      transport.writelines(["lost", "too"]);
      expect(transport.get_write_buffer_size()).toBe(0);
    });
  });

  in_loop("tells its protocol when to pause and when to go on", async () => {
    await with_connection(recorder, async ({ near, transport, far }) => {
      transport.set_write_buffer_limits({ high: MIB, low: 1000 });
      expect(transport.get_write_buffer_limits()).toEqual([1000, MIB]);
      far.transport.pause_reading();
      transport.write(Buffer.alloc(16 * MIB));
      expect(near.calls).toEqual(["connection_made", "pause_writing"]);
      far.transport.resume_reading();
      await near.resumed.wait();
      expect(transport.get_write_buffer_size()).toBeLessThanOrEqual(1000);
      expect(() => transport.set_write_buffer_limits(1, 2)).toThrow(asyncio.ValueError);
    });
  });

  in_loop("tells its protocol to go on when the last of many small writes is sent", async () => {
    await with_connection(recorder, async ({ near, transport, far }) => {
      transport.set_write_buffer_limits(0);
      far.transport.pause_reading();
      while (near.calls.length === 1) transport.write(Buffer.alloc(4096));
      expect(transport.get_write_buffer_size()).toBeGreaterThan(0);
      far.transport.resume_reading();
      await near.resumed.wait();
      expect(near.calls).toEqual(["connection_made", "pause_writing", "resume_writing"]);
    });
  });

  in_loop("reads nothing while it is paused, and keeps no more than one `recv` of it", async () => {
    await with_connection(recorder, async ({ near, transport, far }) => {
      transport.pause_reading();
      far.transport.write(Buffer.alloc(32 * MIB, "x"));
      await asyncio.sleep(0.01);
      expect(near.calls).toEqual(["connection_made"]);
      expect(far.transport.get_write_buffer_size()).toBeGreaterThan(16 * MIB);
      transport.resume_reading();
      await until(() => near.received.length === 32 * MIB);
    });
  });

  in_loop("fills the buffers of a `BufferedProtocol`", async () => {
    class Filling extends asyncio.BufferedProtocol {
      readonly buffer: Buffer = Buffer.alloc(4);
      text = "";
      override get_buffer(): Uint8Array {
        return this.buffer;
      }
      override buffer_updated(count: number): void {
        this.text += this.buffer.subarray(0, count);
      }
    }
    await with_connection(
      () => new Filling(),
      async ({ near, far }) => {
        far.transport.write("more than one buffer");
        await until(() => near.text === "more than one buffer");
      },
    );
  });

  for (const method of ["data_received", "eof_received"] as const) {
    in_loop(`is lost with the error of its protocol's ${method}`, async () => {
      const told: asyncio.ExceptionContext[] = [];
      asyncio.get_running_loop().set_exception_handler((_loop, context) => void told.push(context));
      const error = new asyncio.ValueError("in the protocol");
      class Failing extends Recorder {}
      Failing.prototype[method] = () => {
        throw error;
      };
      await with_connection(
        () => new Failing(),
        async ({ near, far }) => {
          if (method === "data_received") far.transport.write("x");
          else far.transport.write_eof();
          expect(await near.lost).toBe(error);
        },
      );
      expect(told.map(({ message, exception }) => [message, exception])).toEqual([
        [`Fatal error: protocol.${method}() call failed.`, error],
      ]);
    });
  }

  in_loop(
    "is lost with a ConnectionResetError when it is reset, with Node's error as the cause",
    async () => {
      await with_connection(recorder, async ({ near, transport, far }) => {
        // What the far end has not read turns its end into a reset.
        far.transport.pause_reading();
        transport.write("never read");
        await asyncio.sleep(0.005);
        far.transport.abort();
        const error = (await near.lost) as asyncio.OSError;
        expect(error).toBeInstanceOf(asyncio.ConnectionResetError);
        expect((error.cause as NodeJS.ErrnoException).code).toBe("ECONNRESET");
      });
    },
  );

  in_loop("knows its addresses and its socket", async () => {
    await with_connection(recorder, async ({ transport, far }) => {
      expect(transport.get_extra_info("peername")).toEqual(far.transport.get_extra_info("sockname"));
      expect(transport.get_extra_info("sockname")).toEqual(far.transport.get_extra_info("peername"));
      const { TCP_NODELAY, IPPROTO_TCP, SOL_SOCKET, SO_KEEPALIVE } = asyncio.socket;
      const sock = transport.get_extra_info("socket");
      expect(sock.getpeername()).toEqual(transport.get_extra_info("peername"));
      expect(sock.getsockopt(IPPROTO_TCP, TCP_NODELAY)).toBe(1);
      sock.setsockopt(SOL_SOCKET, SO_KEEPALIVE, true);
      expect(sock.getsockopt(SOL_SOCKET, SO_KEEPALIVE)).toBe(1);
      expect(transport.get_extra_info("cipher", "none")).toBe("none");
    });
  });

  in_loop("sends a file", async () => {
    const file = await asyncio.wrap_future(open_file(fileURLToPath(import.meta.url)));
    await with_connection(recorder, async ({ transport, far }) => {
      const loop = asyncio.get_running_loop();
      const sent = await loop.sendfile(transport, file, 7, 100);
      expect(sent).toBe(100);
      await until(() => far.received.length === 100);
      await expect(loop.sendfile(transport, file, { fallback: false })).rejects.toThrow(
        asyncio.SendfileNotAvailableError,
      );
    });
    await asyncio.wrap_future(file.close());
  });
});

describe("beside Node's own sockets", () => {
  in_loop("connect_accepted_socket makes a transport of one that Node has accepted", async () => {
    const loop = asyncio.get_running_loop();
    const accepted = loop.create_future<[Socket]>();
    const peer = createServer({ pauseOnConnect: true }, (socket) => accepted.set_result([socket]));
    const client = connect(await listening(peer), "127.0.0.1");
    client.write("from Node");
    const [sock] = await accepted;
    const [transport, protocol] = await loop.connect_accepted_socket(recorder, sock);
    await protocol.got_data.wait();
    expect(protocol.received).toBe("from Node");
    transport.write("to Node");
    await happens(client, "readable");
    expect(String(client.read())).toBe("to Node");
    client.destroy();
    await protocol.lost;
    peer.close();
  });

  in_loop("hears of a socket that somebody else destroys", async () => {
    const peer = createServer();
    const sock = connect(await listening(peer), "127.0.0.1");
    await happens(sock, "connect");
    const [transport, protocol] = await asyncio.get_running_loop().create_connection(recorder, { sock });
    sock.destroy();
    expect(await protocol.lost).toBe(null);
    expect(transport.is_closing()).toBe(true);
    peer.close();
  });

  in_loop("holds back whoever writes on to what is gone, so that the loop can tell of it", async () => {
    const peer = createServer();
    const sock = connect(await listening(peer), "127.0.0.1");
    await happens(sock, "connect");
    const [, writer] = await asyncio.open_connection({ sock });
    sock.destroy();
    await expect(write_on(writer)).rejects.toThrow(asyncio.ConnectionResetError);
    peer.close();
  });

  in_loop("says what it expects in place of a socket", async () => {
    const loop = asyncio.get_running_loop();
    await expect(loop.create_connection(recorder, { sock: {} as Socket })).rejects.toThrow(
      "A Stream Socket was expected",
    );
    await expect(loop.create_connection(recorder)).rejects.toThrow(
      "host and port was not specified and no sock specified",
    );
  });
});

describe("create_connection", () => {
  in_loop("says that nobody listens", async () => {
    const loop = asyncio.get_running_loop();
    const peer = createServer();
    const port = await listening(peer);
    peer.close();
    await happens(peer, "close");
    await expect(loop.create_connection(recorder, "127.0.0.1", port)).rejects.toThrow(
      `[Errno 111] Connect call failed ('127.0.0.1', ${port})`,
    );
    const both = loop.create_connection(recorder, "localhost", port, { all_errors: true });
    await expect(both).rejects.toThrow(asyncio.ExceptionGroup);
  });

  in_loop("connects from where it is told", async () => {
    const peer = createServer();
    const port = await listening(peer);
    const loop = asyncio.get_running_loop();
    const [transport] = await loop.create_connection(recorder, "127.0.0.1", port, {
      local_addr: ["127.0.0.2", 0],
    });
    expect(transport.get_extra_info("sockname")[0]).toBe("127.0.0.2");
    transport.abort();
    peer.close();
  });

  in_loop("goes on to the next address, and gives up the others once one answers", async () => {
    const peer = createServer();
    const port = await listening(peer);
    const loop = asyncio.get_running_loop();
    // `localhost` is both, or 127.0.0.1 alone; the server listens at the latter.
    const [transport] = await loop.create_connection(recorder, "localhost", port, {
      happy_eyeballs_delay: 0.1,
    });
    expect(transport.get_extra_info("peername")).toEqual(["127.0.0.1", port]);
    transport.abort();
    await only_open(0);
    peer.close();
  });

  in_loop("leaves nothing behind wherever it is cancelled", async () => {
    const peer = createServer((socket) => void socket.on("error", () => {}).resume());
    const port = await listening(peer);
    const count = await cancel_everywhere(
      async () => {
        const loop = asyncio.get_running_loop();
        const [transport, protocol] = await loop.create_connection(recorder, "localhost", port, {
          happy_eyeballs_delay: 1,
        });
        try {
          transport.write("x");
        } finally {
          transport.close();
        }
        await protocol.lost;
      },
      async () => await only_open(0),
    );
    expect(count).toBeGreaterThan(2);
    peer.close();
    await happens(peer, "close");
  });
});

describe("a loop that is closed", () => {
  it.each([false, true])(
    "gives connections and servers back that are left open (debug %s)",
    async (debug) => {
      const loop = asyncio.new_event_loop();
      loop.set_debug(debug);
      const [transport, server] = await loop.run_until_complete(async () => {
        const listener = await loop.create_server(recorder, "127.0.0.1", 0);
        const [connection] = await loop.create_connection(recorder, "127.0.0.1", port_of(listener));
        await until(() => loop._open_count() === 3);
        return [connection, listener] as const;
      });
      if (debug) {
        expect_noise(
          /^ResourceWarning: unclosed transport <_SelectorSocketTransport /,
          /^ResourceWarning: unclosed <asyncio\.TransportSocket /,
        );
      }
      const port = port_of(server);
      loop.close();
      expect(transport.is_closing()).toBe(true);
      await expect(
        new Promise((done, failed) => connect(port, "127.0.0.1").on("connect", done).on("error", failed)),
      ).rejects.toThrow("ECONNREFUSED");
    },
  );
});
