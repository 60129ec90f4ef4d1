/** HTTP clients that are none of ours: Node's own, and curl where it is installed. */
import { existsSync } from "node:fs";
import { Agent, type ClientRequest, type IncomingMessage, request as node_request } from "node:http";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import * as asyncio from "asyncio-node";

export interface Upload {
  readonly chunked: boolean;
  /** Whether to wait for "100 Continue" before the body is sent, for as long as it takes. */
  readonly waits?: boolean;
}

export interface HttpClient {
  /** Gets one page after the other, over one connection if the server keeps it; what they say. */
  get(urls: readonly string[]): Promise<string>;
  /** The status and the text of the answer. */
  upload(url: string, body: Buffer, how: Upload): Promise<[status: number, text: string]>;
  /** Sends the beginning of a body in chunks. @returns what makes the client go away. */
  begin_upload(url: string, beginning: Buffer): Promise<() => Promise<void>>;
  /** Receives the beginning of an answer, and reads no further. @returns what makes the client go away. */
  begin_download(url: string): Promise<() => Promise<void>>;
}

const node: HttpClient = {
  async get(urls) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let all = "";
    for (const url of urls) all += (await answered(node_request(url, { agent }).end()))[1];
    agent.destroy();
    return all;
  },

  async upload(url, body, { chunked, waits = false }) {
    const request = node_request(url, { method: "PUT", agent: false });
    if (!chunked) request.setHeader("Content-Length", body.length);
    if (!waits) return await answered(send_in_parts(request, body, chunked));
    request.setHeader("Expect", "100-continue").once("continue", () => send_in_parts(request, body, chunked));
    request.flushHeaders();
    const answer = await answered(request);
    request.destroy();
    return answer;
  },

  async begin_upload(url, beginning) {
    const request = node_request(url, { method: "PUT", agent: false }).on("error", () => {});
    request.write(beginning);
    return async () => void request.destroy();
  },

  async begin_download(url) {
    const request = node_request(url, { agent: false })
      .on("error", () => {})
      .end();
    const response = await answer_to(request);
    await asyncio.wrap_future(new Promise((done) => response.on("error", () => {}).once("data", done)));
    response.pause();
    return async () => void request.destroy();
  },
};

function send_in_parts(request: ClientRequest, body: Buffer, chunked: boolean): ClientRequest {
  const size = chunked ? 10_000 : body.length;
  for (let at = 0; at < body.length; at += size) request.write(body.subarray(at, at + size));
  return request.end();
}

async function answer_to(request: ClientRequest): Promise<IncomingMessage> {
  return await asyncio.wrap_future(new Promise((done) => request.once("response", done)));
}

async function answered(request: ClientRequest): Promise<[status: number, text: string]> {
  const response = await answer_to(request);
  return [Number(response.statusCode), await asyncio.wrap_future(text(response))];
}

const { PIPE } = asyncio.subprocess;

async function start_curl(...args: string[]): Promise<asyncio.subprocess.Process> {
  const always = ["--disable", "--silent", "--show-error", "--http1.1", "--noproxy", "*"];
  return await asyncio.create_subprocess_exec("curl", ...always, ...args, { stdin: PIPE, stdout: PIPE });
}

async function run_curl(input: Buffer, ...args: string[]): Promise<string> {
  const process = await start_curl(...args);
  const [output] = await process.communicate(input);
  if (process.returncode !== 0) throw new Error(`curl: ${process.returncode}`);
  return String(output);
}

async function kill(process: asyncio.subprocess.Process): Promise<void> {
  process.kill();
  await process.communicate();
}

const curl: HttpClient = {
  get: (urls) => run_curl(Buffer.alloc(0), ...urls),

  async upload(url, body, { chunked, waits = false }) {
    const patience = ["--header", waits ? "Expect: 100-continue" : "Expect:", "--expect100-timeout", "60"];
    const framing = chunked ? ["--header", "Transfer-Encoding: chunked"] : [];
    const how = ["--request", "PUT", "--data-binary", "@-", ...patience, ...framing];
    const output = await run_curl(body, ...how, "--write-out", "\n%{http_code}", url);
    const end = output.lastIndexOf("\n");
    return [Number(output.slice(end)), output.slice(0, end)];
  },

  async begin_upload(url, beginning) {
    const process = await start_curl("--no-buffer", "--header", "Expect:", "--upload-file", "-", url);
    process.stdin?.write(beginning);
    return () => kill(process);
  },

  async begin_download(url) {
    const process = await start_curl("--no-buffer", url);
    await process.stdout?.read(1);
    return () => kill(process);
  },
};

const has_curl = (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, "curl")));

export const http_clients: Readonly<Record<string, HttpClient>> = {
  "node:http": node,
  ...(has_curl ? { curl } : {}),
};
