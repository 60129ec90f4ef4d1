/** A server over streams, and real clients of HTTP: Node's, and curl where it is installed. */
import { createHash } from "node:crypto";
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { http_clients } from "./support/http-clients.js";
import { http_handler, type Request, type Response } from "./support/http-over-streams.js";
import { in_loop, run_in_loop } from "./support/in-loop.js";
import { descriptors, only_open, port_of, until } from "./support/network.js";

const KIB = 1024;

interface Served {
  readonly url: string;
  /** How many connections there were. */
  connections(): number;
  /** Why connections were lost. */
  readonly lost: readonly Error[];
}

/** Runs `body` beside a server; nothing may be left of its connections. */
async function with_server(
  respond: (request: Request) => Promise<Response>,
  body: (served: Served) => Promise<void>,
): Promise<void> {
  let connections = 0;
  const lost: Error[] = [];
  const handle = http_handler(respond, (error) => lost.push(error));
  const before = descriptors();
  const server = await asyncio.start_server(
    async (reader, writer) => {
      connections += 1;
      await handle(reader, writer);
    },
    "127.0.0.1",
    0,
  );
  try {
    await body({ url: `http://127.0.0.1:${port_of(server)}`, connections: () => connections, lost });
    await only_open(1);
  } finally {
    server.close();
    await server.wait_closed();
  }
  await until(() => descriptors() <= before);
}

async function digest(body: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash("sha1");
  for await (const part of body) hash.update(part);
  return hash.digest("hex");
}

/** Bytes that tell where they belong. */
const bytes = Buffer.from(Array.from({ length: 300 * KIB }, (_, i) => (i * 31 + (i >> 8)) & 0xff));
const sha1 = createHash("sha1").update(bytes).digest("hex");

describe.each(Object.entries(http_clients))("%s", (name, client) => {
  const does = (what: string, body: () => Promise<void>): void => {
    // A process takes its time to start.
    if (name === "curl") it(what, () => run_in_loop(body));
    else in_loop(what, body);
  };
  does("is served page after page over one connection", async () => {
    const respond = async ({ path }: Request): Promise<Response> => ({ body: `this is ${path}\n` });
    await with_server(respond, async ({ url, connections, lost }) => {
      const pages = ["/one", "/two", "/three"];
      expect(await client.get(pages.map((page) => url + page))).toBe(
        "this is /one\nthis is /two\nthis is /three\n",
      );
      expect([connections(), lost]).toEqual([1, []]);
    });
  });

  does("is told when its connection is not kept", async () => {
    const respond = async ({ path }: Request): Promise<Response> => ({
      body: `this is ${path}\n`,
      last: true,
    });
    await with_server(respond, async ({ url, connections }) => {
      expect(await client.get([`${url}/one`, `${url}/two`])).toBe("this is /one\nthis is /two\n");
      expect(connections()).toBe(2);
    });
  });

  does("gets an answer in chunks, one of them long", async () => {
    const chunks = async function* (): AsyncGenerator<Buffer> {
      for (const chunk of ["short, ", "x".repeat(200 * KIB), " and the last"]) {
        yield Buffer.from(chunk);
        await asyncio.sleep(0);
      }
    };
    await with_server(
      async () => ({ body: chunks() }),
      async ({ url, connections }) => {
        const whole = `short, ${"x".repeat(200 * KIB)} and the last`;
        expect((await client.get([`${url}/`, `${url}/`])) === whole + whole).toBe(true);
        expect(connections()).toBe(1);
      },
    );
  });

  for (const chunked of [false, true]) {
    for (const waits of [false, true]) {
      const how = `${chunked ? "in chunks" : "whose length it says"}${waits ? ", once it may" : ""}`;
      does(`sends a body ${how}`, async () => {
        const respond = async (request: Request): Promise<Response> => {
          const { framing } = request;
          return { body: [framing, request.waits, await digest(request.body())].join(" ") };
        };
        await with_server(respond, async ({ url, lost }) => {
          const answer = await client.upload(`${url}/`, bytes, { chunked, waits });
          expect(answer).toEqual([200, `${chunked ? "chunked" : "length"} ${waits} ${sha1}`]);
          expect(lost).toEqual([]);
        });
      });
    }
  }

  does("keeps its body to itself when it is refused", async () => {
    let heard: Request | null = null;
    const respond = async (request: Request): Promise<Response> => {
      heard = request;
      return { status: "417 Expectation Failed", body: "no" };
    };
    await with_server(respond, async ({ url, lost }) => {
      expect(await client.upload(`${url}/`, bytes, { chunked: false, waits: true })).toEqual([417, "no"]);
      expect(heard).toMatchObject({ waits: true, framing: "length" });
      expect(lost).toEqual([]);
    });
  });

  does("that goes away in the middle of its body is an IncompleteReadError", async () => {
    let received = 0;
    const respond = async ({ body }: Request): Promise<Response> => {
      for await (const { length } of body()) received += length;
      return { body: "never" };
    };
    await with_server(respond, async ({ url, lost }) => {
      const go_away = await client.begin_upload(`${url}/`, bytes.subarray(0, KIB));
      await until(() => received === KIB);
      await go_away();
      await until(() => lost.length === 1);
      expect(lost[0]).toBeInstanceOf(asyncio.IncompleteReadError);
      expect(received).toBe(KIB);
    });
  });

  does("that goes away in the middle of an answer is a ConnectionError", async () => {
    let sent = 0;
    const flood = async function* (): AsyncGenerator<Buffer> {
      for (;;) {
        yield Buffer.alloc(64 * KIB);
        sent += 64 * KIB;
      }
    };
    await with_server(
      async () => ({ body: flood() }),
      async ({ url, lost }) => {
        const go_away = await client.begin_download(`${url}/`);
        await until(() => sent > 0);
        await go_away();
        await until(() => lost.length === 1);
        expect(lost[0]).toBeInstanceOf(asyncio.ConnectionError);
      },
    );
  });
});
