import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import * as asyncio from "asyncio-node";
import { describe, expect, expectTypeOf, it } from "vitest";
import { cancel_everywhere } from "./support/cancel-everywhere.js";
import { CloggedSocket } from "./support/clogged-socket.js";
import { in_loop, turns } from "./support/in-loop.js";
import { happens, node_port, only_open, until } from "./support/network.js";
import { expect_noise } from "./support/noise.js";

const { socket } = asyncio;
const HERE = ["127.0.0.1", 0] as const;

/** Collects what is called, for a test to wait for. */
class Recorder extends asyncio.DatagramProtocol {
  readonly calls: string[] = [];
  readonly got: asyncio.Queue<[text: string, from: asyncio.Address]> = new asyncio.Queue();
  readonly errors: asyncio.Queue<Error> = new asyncio.Queue();
  readonly lost: asyncio.Future<Error | null> = asyncio.get_running_loop().create_future();
  transport!: asyncio.DatagramTransport & asyncio.WriteTransport & asyncio.ReadTransport;

  override connection_made(transport: asyncio.BaseTransport): void {
    this.transport = transport as typeof this.transport;
    this.calls.push("connection_made");
  }

  override datagram_received(data: Buffer, from: asyncio.Address): void {
    this.calls.push("datagram_received");
    this.got.put_nowait([String(data), from]);
  }

  override error_received(error: Error): void {
    this.calls.push("error_received");
    this.errors.put_nowait(error);
  }

  override pause_writing(): void {
    this.calls.push("pause_writing");
  }

  override resume_writing(): void {
    this.calls.push("resume_writing");
  }

  override connection_lost(error: Error | null): void {
    this.calls.push("connection_lost");
    this.lost.set_result(error);
  }
}

async function endpoint(
  ...given: [asyncio.EndpointAddress?, asyncio.EndpointAddress?, asyncio.DatagramEndpointOptions?]
): Promise<Recorder> {
  const [local_addr, remote_addr, options] = given;
  const [, protocol] = await asyncio
    .get_running_loop()
    .create_datagram_endpoint(() => new Recorder(), { ...options, local_addr, remote_addr });
  return protocol;
}

const address_of = ({ transport }: Recorder): readonly [string, number] =>
  transport.get_extra_info("sockname") as [string, number];

async function close(...protocols: Recorder[]): Promise<void> {
  for (const { transport } of protocols) transport.close();
  for (const { lost } of protocols) expect(await lost).toBe(null);
}

/** A socket of Node's, bound to the loopback. */
async function node_socket(): Promise<Socket> {
  const sock = createSocket("udp4");
  sock.bind(0, "127.0.0.1");
  await happens(sock, "listening");
  return sock;
}

describe("an endpoint of datagrams", () => {
  in_loop("gives a transport and the protocol", async () => {
    const loop = asyncio.get_running_loop();
    const [transport, protocol] = await loop.create_datagram_endpoint(() => new Recorder(), HERE);
    expectTypeOf(transport).toEqualTypeOf<asyncio.DatagramTransport & asyncio.Transport>();
    expectTypeOf(protocol).toEqualTypeOf<Recorder>();
    expect(protocol.transport).toBe(transport);
    for (const type of [asyncio.DatagramTransport, asyncio.BaseTransport, asyncio.Transport]) {
      expect(transport).toBeInstanceOf(type);
    }
    expect(new asyncio.Transport()).not.toBeInstanceOf(asyncio.DatagramTransport);
    expect(asyncio.repr(transport)).toMatch(
      /^<_SelectorDatagramTransport fd=\d+ read=polling write=<idle, bufsize=0>>$/,
    );
    await close(protocol);
  });

  in_loop("speaks with a socket of Node's, both ways", async () => {
    const peer = await node_socket();
    const heard = asyncio.get_running_loop().create_future<string>();
    peer.once("message", (data, from) => {
      heard.set_result(String(data));
      peer.send("and back", from.port, from.address);
    });
    const here = await endpoint(null, ["127.0.0.1", node_port(peer as never)]);
    here.transport.sendto("there");
    expect(await heard).toBe("there");
    expect(await here.got.get()).toEqual(["and back", ["127.0.0.1", node_port(peer as never)]]);
    peer.close();
    await close(here);
  });

  in_loop("takes text, bytes and buffers, whole and in order, and copies them", async () => {
    const there = await endpoint(HERE);
    const here = await endpoint(null, address_of(there));
    const scratch = new TextEncoder().encode("bytes");
    here.transport.sendto("naïve");
    here.transport.sendto(Buffer.from("buffer"));
    here.transport.sendto(scratch);
    scratch.fill(0);
    here.transport.sendto("");
    here.transport.sendto("x".repeat(60_000));
    const got: string[] = [];
    for (let i = 0; i < 5; i += 1) got.push((await there.got.get())[0]);
    expect(got).toEqual(["naïve", "buffer", "bytes", "", "x".repeat(60_000)]);
    await close(here, there);
  });

  in_loop("tells of the operating system's errors, with Node's as the cause", async () => {
    const here = await endpoint(HERE);
    here.transport.sendto("x".repeat(70_000), ["127.0.0.1", 9]);
    const error = here.errors.get_nowait() as asyncio.OSError;
    expect([error.errno, error.strerror]).toEqual([90, "Message too long"]);
    expect((error.cause as NodeJS.ErrnoException).code).toBe("EMSGSIZE");
    expect(here.transport.is_closing()).toBe(false);
    await close(here);
  });

  in_loop("takes a host by its name, and sends when that is looked up", async () => {
    const there = await endpoint(HERE);
    const here = await endpoint(null, null, { family: socket.AF_INET });
    here.transport.set_write_buffer_limits(0);
    here.transport.sendto("hello", ["localhost", address_of(there)[1]]);
    expect(here.transport.get_write_buffer_size()).toBe(5 + 8);
    expect(here.calls).toEqual(["connection_made", "pause_writing"]);
    // What waits is sent before the end.
    here.transport.close();
    expect(here.calls).toEqual(["connection_made", "pause_writing"]);
    expect((await there.got.get())[0]).toBe("hello");
    await here.lost;
    expect(here.calls).toEqual(["connection_made", "pause_writing", "resume_writing", "connection_lost"]);
    await close(there);
  });

  in_loop("is aborted at once, whatever waits", async () => {
    const here = await endpoint(HERE);
    here.transport.sendto("lost", ["localhost", 9]);
    here.transport.abort();
    await turns(1);
    expect(here.calls).toEqual(["connection_made", "connection_lost"]);
    expect(here.transport.get_write_buffer_size()).toBe(0);
    expect(() => here.transport.sendto("x", ["127.0.0.1", 9])).toThrow(asyncio.OSError);
  });

  in_loop("keeps no more of a flood than its limit while nobody listens", async () => {
    const there = await endpoint(HERE);
    there.transport.pause_reading();
    const here = await endpoint(null, address_of(there));
    for (let i = 0; i < 200; i += 1) {
      for (let j = 0; j < 10; j += 1) here.transport.sendto(Buffer.alloc(8192));
      await asyncio.sleep(0);
    }
    here.transport.sendto("the last one");
    there.transport.resume_reading();
    await until(() => there.got.qsize() > 0);
    await asyncio.sleep(0.01);
    // 16 MiB were sent; our own limit is 256 KiB, the system's rather less than 8 MiB.
    expect(there.got.qsize()).toBeLessThan(1024);
    await close(here, there);
  });

  in_loop("takes a socket of Node's: bound, about to be, or not at all", async () => {
    const there = await endpoint(HERE);
    const about_to_be = createSocket("udp4");
    about_to_be.bind(0, "127.0.0.1");
    for (const sock of [await node_socket(), about_to_be, createSocket("udp4")]) {
      const here = await endpoint(null, null, { sock });
      here.transport.sendto("hello", address_of(there));
      const [text, [, port]] = await there.got.get();
      expect([text, port]).toEqual(["hello", node_port(sock as never)]);
      await close(here);
    }
    const sock = await node_socket();
    await expect(endpoint(HERE, null, { sock, family: socket.AF_INET })).rejects.toThrow(
      "socket modifier keyword arguments can not be used when sock is specified. (local_addr=('127.0.0.1', 0), family=2)",
    );
    sock.close();
    await close(there);
  });

  in_loop("says which socket of Node's cannot be bound", async () => {
    const taken = await node_socket();
    const sock = createSocket("udp4");
    sock.bind({ port: node_port(taken as never), address: "127.0.0.1", exclusive: true });
    await expect(endpoint(null, null, { sock })).rejects.toThrow("[Errno 98] Address already in use");
    taken.close();
    sock.close();
  });

  in_loop("shares its port where Node can", async () => {
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
    const can = major > 23 || (major === 23 && minor >= 1) || (major === 22 && minor >= 12);
    if (can) {
      const first = await endpoint(HERE, null, { reuse_port: true });
      const second = await endpoint(address_of(first), null, { reuse_port: true });
      expect(address_of(second)).toEqual(address_of(first));
      await close(first, second);
    } else {
      await expect(endpoint(HERE, null, { reuse_port: true })).rejects.toThrow(asyncio.ValueError);
    }
  });

  in_loop("sets the socket's options", async () => {
    const { transport } = await endpoint(HERE, null, { allow_broadcast: true });
    const sock = transport.get_extra_info("socket");
    expect(sock.getsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST)).toBe(1);
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32_768);
    expect(sock.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)).toBeGreaterThanOrEqual(32_768);
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 1);
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1);
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_LOOP, true);
    expect(() => sock.setsockopt(socket.SOL_SOCKET, 4711, 1)).toThrow(asyncio.NotImplementedError);
    expect(() => sock.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, Buffer.alloc(8))).toThrow(
      asyncio.NotImplementedError,
    );
    transport.close();
    await turns(1);
  });

  in_loop("is had for the internet only", async () => {
    const unix = { family: socket.AF_UNIX } as const;
    await expect(endpoint("/tmp/socket" as never, null, unix)).rejects.toThrow(asyncio.NotImplementedError);
    await expect(endpoint(HERE, null, unix)).rejects.toThrow("string is expected");
  });

  in_loop("takes no port that is none", async () => {
    await expect(endpoint(["127.0.0.1", 70_000])).rejects.toThrow("bind(): port must be 0-65535.");
    await expect(endpoint(null, ["127.0.0.1", -1])).rejects.toThrow("connect(): port must be 0-65535.");
    await expect(endpoint(null, ["127.0.0.1", 0])).rejects.toThrow("[Errno 22] Invalid argument");
  });

  in_loop("leaves nothing behind wherever it is cancelled", async () => {
    const there = await endpoint(HERE);
    const count = await cancel_everywhere(
      async () => {
        const sock = createSocket("udp4");
        try {
          const protocols: Recorder[] = [];
          try {
            protocols.push(await endpoint(null, ["localhost", address_of(there)[1]], { family: 2 }));
            protocols.push(await endpoint(null, null, { sock }));
            protocols[0]?.transport.sendto("x");
            await there.got.get();
          } finally {
            for (const { transport } of protocols) transport.close();
          }
          for (const { lost } of protocols) await lost;
        } finally {
          try {
            sock.close();
          } catch {
            // Its transport has.
          }
        }
      },
      async () => await only_open(1),
    );
    expect(count).toBeGreaterThan(4);
    await close(there);
  });
});

describe("an endpoint whose socket would block", () => {
  const PIECE = 100;
  const COUNTED = PIECE + 8;

  /** Runs `body` with an endpoint over a socket that takes nothing for the moment, and one that it can send to. */
  async function with_clogged(
    body: (
      here: Recorder,
      sock: CloggedSocket,
      there: Recorder,
      address: asyncio.Address | null,
    ) => Promise<void>,
    { connected = false } = {},
  ): Promise<void> {
    const there = await endpoint(HERE);
    const sock = new CloggedSocket(connected ? address_of(there)[1] : null);
    const here = await endpoint(null, null, { sock: sock.socket });
    await body(here, sock, there, connected ? null : address_of(there));
    here.transport.abort();
    await here.lost;
    await close(there);
  }

  async function texts({ got }: Recorder, count: number): Promise<string[]> {
    const all: string[] = [];
    while (all.length < count) all.push((await got.get())[0].slice(0, 2));
    return all;
  }

  const piece = (i: number): string => String(i).padEnd(PIECE, ".");

  for (const connected of [false, true]) {
    in_loop(`holds its protocol back, and lets it go on, ${connected ? "" : "not "}connected`, async () => {
      await with_clogged(
        async ({ transport, calls }, sock, there, address) => {
          transport.set_write_buffer_limits({ high: 3 * COUNTED, low: COUNTED });
          for (let i = 0; i < 3; i += 1) transport.sendto(piece(i), address);
          expect([transport.get_write_buffer_size(), sock.waiting]).toEqual([3 * COUNTED, 3]);
          expect(calls).toEqual(["connection_made"]);
          transport.sendto(piece(3), address);
          transport.sendto(piece(4), address);
          expect(calls).toEqual(["connection_made", "pause_writing"]);
          sock.take(3);
          await turns(2);
          expect(transport.get_write_buffer_size()).toBe(2 * COUNTED);
          expect(calls).toEqual(["connection_made", "pause_writing"]);
          sock.take(1);
          await turns(2);
          expect(transport.get_write_buffer_size()).toBe(COUNTED);
          expect(calls).toEqual(["connection_made", "pause_writing", "resume_writing"]);
          sock.take(1);
          expect(await texts(there, 5)).toEqual(["0.", "1.", "2.", "3.", "4."]);
          expect(transport.get_write_buffer_size()).toBe(0);
        },
        { connected },
      );
    });
  }

  in_loop("sends what comes later behind what waits, and at once when nothing does", async () => {
    await with_clogged(async ({ transport }, sock, there, address) => {
      transport.sendto(piece(0), address);
      sock.clogged = false;
      transport.sendto(piece(1), address);
      expect(sock.waiting).toBe(2);
      sock.take(2);
      transport.sendto(piece(2), address);
      expect(sock.waiting).toBe(0);
      expect(await texts(there, 3)).toEqual(["0.", "1.", "2."]);
    });
  });

  in_loop("copies what waits", async () => {
    await with_clogged(async ({ transport }, sock, there, address) => {
      const scratch = Buffer.from("as it was");
      transport.sendto(scratch, address);
      scratch.fill("x");
      sock.take(1);
      expect((await there.got.get())[0]).toBe("as it was");
    });
  });

  in_loop("pauses at once when its limits are lowered", async () => {
    await with_clogged(async ({ transport, calls }, sock, _there, address) => {
      transport.sendto(piece(0), address);
      transport.set_write_buffer_limits(COUNTED - 1);
      expect(calls).toEqual(["connection_made", "pause_writing"]);
      sock.take(1);
      await turns(2);
      expect(calls).toEqual(["connection_made", "pause_writing", "resume_writing"]);
    });
  });

  in_loop("counts exactly, however many have waited", async () => {
    await with_clogged(async ({ transport, calls }, sock, _there, address) => {
      transport.set_write_buffer_limits({ high: COUNTED, low: 0 });
      for (let round = 0; round < 50; round += 1) {
        for (let i = 0; i < 3; i += 1) transport.sendto(piece(i), address);
        sock.take(3);
        await turns(2);
        expect(transport.get_write_buffer_size()).toBe(0);
      }
      expect(calls.filter((call) => call === "pause_writing").length).toBe(50);
      expect(calls.filter((call) => call === "resume_writing").length).toBe(50);
    });
  });

  in_loop("tells of what the system refuses in the end, and goes on", async () => {
    await with_clogged(async ({ transport, errors, calls }, sock, there, address) => {
      transport.set_write_buffer_limits(0);
      for (let i = 0; i < 2; i += 1) transport.sendto(piece(i), address);
      sock.take(1, -101);
      expect(asyncio.repr(await errors.get())).toBe("OSError(101, 'Network is unreachable')");
      expect(calls).toEqual(["connection_made", "pause_writing", "error_received"]);
      sock.take(1);
      expect(await texts(there, 1)).toEqual(["1."]);
      expect(calls.at(-1)).toBe("resume_writing");
    });
  });

  in_loop("sends all that waits before it closes", async () => {
    await with_clogged(async ({ transport, calls, lost }, sock, there, address) => {
      for (let i = 0; i < 2; i += 1) transport.sendto(piece(i), address);
      transport.close();
      sock.take(1);
      await turns(2);
      expect([transport.is_closing(), calls]).toEqual([true, ["connection_made"]]);
      sock.take(1);
      expect(await lost).toBe(null);
      expect(await texts(there, 2)).toEqual(["0.", "1."]);
    });
  });

  in_loop("drops all that waits when it is aborted, also while it closes", async () => {
    await with_clogged(async ({ transport, calls, lost }, sock, there, address) => {
      for (let i = 0; i < 2; i += 1) transport.sendto(piece(i), address);
      const closed = once(sock.socket, "close");
      transport.close();
      transport.abort();
      expect(transport.get_write_buffer_size()).toBe(0);
      expect(await lost).toBe(null);
      await asyncio.wrap_future(closed);
      await turns(2);
      expect(calls).toEqual(["connection_made", "connection_lost"]);
      expect([sock.waiting, there.got.empty()]).toEqual([0, true]);
    });
  });
});

describe("a loop that is closed", () => {
  it.each([false, true])("gives an endpoint back that is left open (debug %s)", async (debug) => {
    const loop = asyncio.new_event_loop();
    loop.set_debug(debug);
    const protocol = await loop.run_until_complete(async () => await endpoint(HERE));
    if (debug) expect_noise(/^ResourceWarning: unclosed transport <_SelectorDatagramTransport /);
    loop.close();
    expect(protocol.calls).toEqual(["connection_made"]);
    expect(protocol.transport.is_closing()).toBe(true);
  });
});
