/** As much of an HTTP/1.1 server as real clients ask of one, over asyncio's streams. */
import * as asyncio from "asyncio-node";
import { closed } from "./network.js";

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
  /** How the body is delimited. */
  readonly framing: "none" | "length" | "chunked";
  /** Whether the client waits for a word before it sends its body. */
  readonly waits: boolean;
  /** The parts of the body as they come; tells a client to go on that waits. */
  body(): AsyncIterable<Buffer>;
}

export interface Response {
  readonly status?: string;
  /** Text, or the chunks of one whose length nobody knows. */
  readonly body: string | AsyncIterable<Buffer>;
  /** Whether the connection ends with it. */
  readonly last?: boolean;
}

class BadRequest extends Error {}

/**
 * A handler for `start_server`.
 *
 * @param lost - is told why a connection was lost in the middle of something.
 */
export function http_handler(
  respond: (request: Request) => Promise<Response>,
  lost: (error: Error) => void,
): asyncio.ClientConnectedCallback {
  return async (reader, writer) => {
    try {
      while (await serve_one(reader, writer, respond)) {}
    } catch (error) {
      lost(error as Error);
    } finally {
      writer.close();
      await closed(writer);
    }
  };
}

/** @returns whether another request may follow. */
async function serve_one(
  reader: asyncio.StreamReader,
  writer: asyncio.StreamWriter,
  respond: (request: Request) => Promise<Response>,
): Promise<boolean> {
  const first = String(await reader.readline());
  if (first === "") return false;
  const [, method, path] = /^([A-Z]+) (\S+) HTTP\/1\.1\r\n$/.exec(first) ?? [];
  if (method === undefined || path === undefined) throw new BadRequest(first);
  const headers = await read_headers(reader);
  const length = Number(headers.get("content-length") ?? 0);
  const framing = headers.get("transfer-encoding") === "chunked" ? "chunked" : length > 0 ? "length" : "none";
  const waits = headers.get("expect") === "100-continue";
  let is_read = framing === "none";
  const body = async function* (): AsyncGenerator<Buffer> {
    if (waits) writer.write("HTTP/1.1 100 Continue\r\n\r\n");
    yield* framing === "chunked" ? read_chunks(reader) : read_length(reader, length);
    is_read = true;
  };
  const response = await respond({ method, path, headers, framing, waits, body });
  // What was not read would be taken for the next request.
  const goes_on = is_read && response.last !== true && headers.get("connection") !== "close";
  await write_response(writer, response, goes_on);
  return goes_on;
}

async function read_headers(reader: asyncio.StreamReader): Promise<Map<string, string>> {
  const headers = new Map<string, string>();
  for (;;) {
    const line = String(await reader.readuntil("\r\n")).slice(0, -2);
    if (line === "") return headers;
    const colon = line.indexOf(":");
    if (colon < 1) throw new BadRequest(line);
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
}

async function* read_length(reader: asyncio.StreamReader, length: number): AsyncGenerator<Buffer> {
  for (let left = length; left > 0; ) {
    const part = await reader.read(left);
    if (part.length === 0) throw new asyncio.IncompleteReadError(part, left);
    left -= part.length;
    yield part;
  }
}

async function* read_chunks(reader: asyncio.StreamReader): AsyncGenerator<Buffer> {
  for (;;) {
    const size = Number.parseInt(String(await reader.readuntil("\r\n")), 16);
    if (!(size >= 0)) throw new BadRequest("a chunk without a size");
    if (size > 0) yield await reader.readexactly(size);
    // What follows a chunk, and the trailer of them all.
    if ((await read_headers(reader)).size > 0 && size > 0)
      throw new BadRequest("a chunk longer than its size");
    if (size === 0) return;
  }
}

async function write_response(
  writer: asyncio.StreamWriter,
  { status = "200 OK", body }: Response,
  goes_on: boolean,
): Promise<void> {
  const framing =
    typeof body === "string" ? `Content-Length: ${Buffer.byteLength(body)}` : "Transfer-Encoding: chunked";
  const connection = goes_on ? "keep-alive" : "close";
  writer.write(`HTTP/1.1 ${status}\r\n${framing}\r\nConnection: ${connection}\r\n\r\n`);
  if (typeof body === "string") {
    writer.write(body);
  } else {
    for await (const chunk of body) {
      writer.writelines([`${chunk.length.toString(16)}\r\n`, chunk, "\r\n"]);
      await writer.drain();
    }
    writer.write("0\r\n\r\n");
  }
  await writer.drain();
}
