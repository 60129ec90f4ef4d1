// HTTP/1.1 over streams: GET with a time limit, over TLS too, bodies by length, in chunks, or to the end.
// npm start -- examples/http-get.ts                              a demonstration
// npm start -- examples/http-get.ts https://example.com/         prints what is there
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as asyncio from "asyncio-node";

interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

class BadAnswer extends Error {
  override readonly name = "BadAnswer";
}

const MOST_HEADERS = 100;
const MOST_REDIRECTS = 5;

async function read_line(reader: asyncio.StreamReader): Promise<string> {
  return String(await reader.readuntil("\r\n")).trimEnd();
}

async function read_headers(reader: asyncio.StreamReader): Promise<Map<string, string>> {
  const headers = new Map<string, string>();
  for (let line = await read_line(reader); line !== ""; line = await read_line(reader)) {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined || headers.size >= MOST_HEADERS) throw new BadAnswer(line);
    headers.set(name.toLowerCase(), value);
  }
  return headers;
}

async function read_body(
  reader: asyncio.StreamReader,
  headers: ReadonlyMap<string, string>,
): Promise<Buffer> {
  if (headers.get("transfer-encoding") === "chunked") return await read_chunks(reader);
  const length = headers.get("content-length");
  return length === undefined ? await reader.read() : await reader.readexactly(Number(length));
}

async function read_chunks(reader: asyncio.StreamReader): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (;;) {
    const line = await read_line(reader);
    const size = Number.parseInt(line, 16);
    if (Number.isNaN(size)) throw new BadAnswer(`a chunk of ${line} bytes`);
    if (size > 0) chunks.push(await reader.readexactly(size));
    await read_headers(reader);
    if (size === 0) return Buffer.concat(chunks);
  }
}

const get_once = asyncio.coroutine(async (url: URL): Promise<Answer> => {
  const over_tls = url.protocol === "https:";
  const port = Number(url.port) || (over_tls ? 443 : 80);
  const [reader, writer] = await asyncio.open_connection(url.hostname, port, { ssl: over_tls || null });
  try {
    writer.write(
      `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: close\r\n\r\n`,
    );
    await writer.drain();
    const [, status] = /^HTTP\/1\.[01] (\d{3})\b/.exec(await read_line(reader)) ?? [];
    if (status === undefined) throw new BadAnswer("it does not speak HTTP/1.1");
    const headers = await read_headers(reader);
    return { status: Number(status), headers, body: await read_body(reader, headers) };
  } finally {
    writer.close();
  }
});

/** @throws TimeoutError after so many seconds, redirects included. */
const http_get = asyncio.coroutine(async (url: string, { timeout = 10 } = {}): Promise<Answer> => {
  return await asyncio.async_with(asyncio.timeout(timeout), async () => {
    let at = new URL(url);
    for (let i = 0; i <= MOST_REDIRECTS; i += 1) {
      const answer = await get_once(at);
      const location = answer.headers.get("location");
      if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer;
      at = new URL(location, at);
    }
    throw new BadAnswer(`more than ${MOST_REDIRECTS} redirects`);
  });
});

// ---- the demonstration

const pages = createServer((request, response) => {
  if (request.url === "/length") response.setHeader("Content-Length", 5).end("hello");
  else if (request.url === "/chunks") {
    response.write("in ");
    response.write("several ");
    response.end("chunks");
  } else if (request.url === "/moved") response.writeHead(302, { Location: "/chunks" }).end();
  else if (request.url === "/round") response.writeHead(302, { Location: "/round" }).end();
  else if (request.url !== "/silent") response.writeHead(404).end("nothing here");
});

const demonstrate = asyncio.coroutine(async () => {
  await asyncio.wrap_future(new Promise<void>((done) => void pages.listen(0, "127.0.0.1", done)));
  const { port } = pages.address() as AddressInfo;
  for (const page of ["/length", "/chunks", "/moved", "/elsewhere", "/round", "/silent"]) {
    try {
      const { status, body } = await http_get(`http://127.0.0.1:${port}${page}`, {
        timeout: page === "/silent" ? 0.2 : 10,
      });
      console.log(page, status, String(body));
    } catch (error) {
      console.log(page, (error as Error).name);
    }
  }
  pages.closeAllConnections();
  pages.close();
});

const [url] = process.argv.slice(2);
if (url === undefined) {
  await asyncio.run(demonstrate());
} else {
  const { status, body } = await asyncio.run(http_get(url));
  console.log(status);
  process.stdout.write(body);
}
