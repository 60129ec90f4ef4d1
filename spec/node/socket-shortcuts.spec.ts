/**
 * What a Node has to keep so that sockets may go past its streams, and that nothing but time is lost where it does not.
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, Socket } from "node:net";
import { expect, test } from "vitest";
import { send_now, tap } from "../../lib/internal/node/socket-shortcuts.js";

interface Ends {
  readonly near: Socket;
  readonly far: Socket;
}

/** A test of both ends of a connection. */
function test_of_ends(title: string, body: (ends: Ends) => void | Promise<void>): void {
  test(title, async () => {
    const server = createServer();
    await once(server.listen(0, "127.0.0.1"), "listening");
    const near = connect((server.address() as AddressInfo).port, "127.0.0.1");
    const [[far]] = (await Promise.all([once(server, "connection"), once(near, "connect")])) as [
      [Socket],
      [],
    ];
    try {
      await body({ near, far });
    } finally {
      near.destroy();
      far.destroy();
      server.close();
    }
  });
}

/** What comes past the stream of a socket, and what by it, until `size` bytes have come. */
function reading(socket: Socket): {
  readonly tapped: string[];
  readonly streamed: string[];
  readonly undo: () => void;
  come(size: number): Promise<void>;
} {
  const tapped: string[] = [];
  const streamed: string[] = [];
  let heard = (): void => {};
  const listen =
    (to: string[]) =>
    (chunk: Buffer): void => {
      to.push(String(chunk));
      heard();
    };
  socket.on("data", listen(streamed));
  return {
    tapped,
    streamed,
    undo: tap(socket, listen(tapped)),
    come: async (size) => {
      while (tapped.join("").length + streamed.join("").length < size) {
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
    },
  };
}

test_of_ends("what a socket reads is taken before it is in the stream", async ({ near, far }) => {
  const { tapped, streamed, come } = reading(near);
  far.write("one");
  await come(3);
  expect({ tapped, streamed }).toEqual({ tapped: ["one"], streamed: [] });
});

test_of_ends(
  "a paused socket keeps what comes in its stream, and nothing overtakes it",
  async ({ near, far }) => {
    const { tapped, streamed, come } = reading(near);
    near.pause();
    far.write("one");
    await once(near, "readable");
    near.resume();
    await come(3);
    far.write("two");
    await come(6);
    expect({ tapped, streamed }).toEqual({ tapped: ["two"], streamed: ["one"] });
  },
);

test_of_ends("the end comes by the stream", async ({ near, far }) => {
  const { tapped } = reading(near);
  far.end("one");
  await once(near, "end");
  expect(tapped).toEqual(["one"]);
});

test_of_ends("a tap that is undone takes nothing more", async ({ near, far }) => {
  const { tapped, streamed, come, undo } = reading(near);
  undo();
  far.write("one");
  await come(3);
  expect({ tapped, streamed }).toEqual({ tapped: [], streamed: ["one"] });
});

test_of_ends("a short message is sent at once, behind what the stream has sent", async ({ near, far }) => {
  const { tapped, come } = reading(far);
  near.write("one ");
  expect(near.writableLength).toBe(0);
  expect(send_now(near, Buffer.from("two "))).toBe(4);
  near.write("three");
  await come(13);
  expect(tapped.join("")).toBe("one two three");
  expect(near.bytesWritten).toBe("one three".length);
});

test_of_ends("a long message is left to the stream", ({ near }) => {
  expect(send_now(near, Buffer.alloc(2 ** 20))).toBe(0);
});

test_of_ends("what the system has no room for is left to the stream", async ({ near, far }) => {
  const block = Buffer.alloc(16 * 1024, "x");
  far.pause();
  let sent = 0;
  let last: number;
  do {
    last = send_now(near, block);
    sent += last;
  } while (last === block.length);
  expect(send_now(near, block)).toBe(0);
  expect(near.destroyed).toBe(false);

  let got = 0;
  far.on("data", (chunk) => {
    got += chunk.length;
  });
  near.end();
  await once(far.resume(), "end");
  expect(got).toBe(sent);
});

test("a socket without a descriptor is left to the stream", () => {
  expect(send_now(new Socket(), Buffer.from("one"))).toBe(0);
});

test_of_ends("a connection that was reset throws the system's own error", ({ near, far }) => {
  near.on("error", () => {});
  far.resetAndDestroy();
  expect(() => send_now(near, Buffer.from("one"))).toThrow(expect.objectContaining({ code: "ECONNRESET" }));
});
