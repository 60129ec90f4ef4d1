/**
 * Programs that are none of ours at the other end: `openssl s_client` and `s_server`, and CPython's own asyncio, both
 * ways. They have to be on the machine; `PYTHON` names the latter where no `python3` is 3.11 or newer.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import * as asyncio from "asyncio-node";
import { describe, expect, test } from "vitest";
import { certificate_path } from "../support/certificates.js";
import { find_python } from "../support/find-python.js";
import { closed, happens, listening, port_of } from "../support/network.js";

const identity = { cert: certificate_path("localhost.pem"), key: certificate_path("localhost.key") };
const python = find_python("import sys; sys.exit(sys.version_info < (3, 11))") ?? "python3";

function server_context(): asyncio.ssl.SSLContext {
  const context = asyncio.create_default_context(asyncio.ssl.Purpose.CLIENT_AUTH);
  context.load_cert_chain(identity.cert, identity.key);
  return context;
}

async function echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter): Promise<void> {
  try {
    for await (const line of reader) writer.write(`echo: ${line}`);
  } finally {
    writer.close();
    await closed(writer);
  }
}

/** Waits for what a program prints, until it says that it is ready. */
async function printed(child: ChildProcessWithoutNullStreams, ready: RegExp): Promise<RegExpExecArray> {
  let output = "";
  for (;;) {
    const chunk: Buffer = await asyncio.wrap_future(
      new Promise((done) => child.stdout.once("data", (data: Buffer) => done(data))),
    );
    output += chunk;
    const found = ready.exec(output);
    if (found !== null) return found;
  }
}

/** A port that nobody has for the moment. */
async function free_port(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await happens(server, "close");
  return port;
}

describe("openssl", () => {
  test("s_client is served", async () => {
    await asyncio.run(async () => {
      const server = await asyncio.start_server(echo, "127.0.0.1", 0, { ssl: server_context() });
      const child = spawn("openssl", [
        ...["s_client", "-connect", `127.0.0.1:${port_of(server)}`, "-servername", "localhost"],
        ...["-CAfile", certificate_path("ca.pem"), "-verify_return_error", "-quiet"],
      ]);
      const answered = printed(child, /echo: hello\n/);
      child.stdin.write("hello\n");
      await answered;
      child.stdin.end();
      child.kill();
      server.close();
      server.abort_clients();
      await server.wait_closed();
    });
  });

  test("s_server is spoken with", async () => {
    await asyncio.run(async () => {
      const port = await free_port();
      const child = spawn("openssl", [
        ...["s_server", "-accept", `127.0.0.1:${port}`, "-cert", identity.cert, "-key", identity.key],
        ...["-rev", "-naccept", "1"],
      ]);
      await printed(child, /ACCEPT/);
      const ssl = asyncio.create_default_context({ cafile: certificate_path("ca.pem") });
      const [reader, writer] = await asyncio.open_connection("127.0.0.1", port, { ssl });
      writer.write("desserts\n");
      expect(String(await reader.readline())).toBe("stressed\n");
      writer.close();
      await closed(writer);
      child.kill();
    });
  });
});

const CLIENT = `
import asyncio, ssl, sys
async def main():
    context = ssl.create_default_context(cafile=sys.argv[2]) if len(sys.argv) > 2 else None
    reader, writer = await asyncio.open_connection("127.0.0.1", int(sys.argv[1]), ssl=context)
    for i in range(100):
        writer.write(b"line %d\\n" % i)
        await writer.drain()
        assert await reader.readline() == b"echo: line %d\\n" % i
    writer.close()
    await writer.wait_closed()
    print("done")
asyncio.run(main())
`;

const SERVER = `
import asyncio, ssl, sys
async def handle(reader, writer):
    while line := await reader.readline():
        writer.write(b"echo: " + line)
        await writer.drain()
    writer.close()
    await writer.wait_closed()
    server.close()
async def main():
    global server
    context = None
    if len(sys.argv) > 1:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*sys.argv[1:])
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    await server.wait_closed()
asyncio.run(main())
`;

const DATAGRAMS = `
import asyncio
class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport
    def datagram_received(self, data, addr):
        self.transport.sendto(b"echo: " + data, addr)
        if data == b"last":
            self.transport.close()
    def connection_lost(self, exc):
        asyncio.get_running_loop().stop()
async def main():
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Echo, ("127.0.0.1", 0))
    print("port", transport.get_extra_info("sockname")[1], flush=True)
loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.run_forever()
`;

describe("CPython's asyncio", () => {
  test.each([false, true])("as a client (TLS %s)", async (over_tls) => {
    await asyncio.run(async () => {
      const ssl = over_tls ? server_context() : null;
      const server = await asyncio.start_server(echo, "127.0.0.1", 0, { ssl });
      const arguments_ = [String(port_of(server)), ...(over_tls ? [certificate_path("ca.pem")] : [])];
      const child = spawn(python, ["-c", CLIENT, ...arguments_]);
      const [out, err] = await asyncio.wrap_future(Promise.all([text(child.stdout), text(child.stderr)]));
      expect([out, err]).toEqual(["done\n", ""]);
      server.close();
      await server.wait_closed();
    });
  });

  test.each([false, true])("as a server (TLS %s)", async (over_tls) => {
    await asyncio.run(async () => {
      const child = spawn(python, ["-c", SERVER, ...(over_tls ? [identity.cert, identity.key] : [])]);
      const [, port] = await printed(child, /port (\d+)\n/);
      const ssl = over_tls ? asyncio.create_default_context({ cafile: certificate_path("ca.pem") }) : null;
      const [reader, writer] = await asyncio.open_connection("127.0.0.1", Number(port), { ssl });
      for (let i = 0; i < 100; i += 1) {
        writer.write(`line ${i}\n`);
        await writer.drain();
        expect(String(await reader.readline())).toBe(`echo: line ${i}\n`);
      }
      if (!over_tls) writer.write_eof();
      writer.close();
      await closed(writer);
      await happens(child, "exit");
      expect(child.exitCode).toBe(0);
    });
  });

  test("as an endpoint of datagrams", async () => {
    await asyncio.run(async () => {
      const loop = asyncio.get_running_loop();
      const child = spawn(python, ["-c", DATAGRAMS]);
      const [, port] = await printed(child, /port (\d+)\n/);
      const got = new asyncio.Queue<string>();
      class Client extends asyncio.DatagramProtocol {
        override datagram_received(data: Buffer): void {
          got.put_nowait(String(data));
        }
      }
      const [transport] = await loop.create_datagram_endpoint(() => new Client(), {
        remote_addr: ["127.0.0.1", Number(port)],
      });
      for (const word of ["first", "", "last"]) {
        transport.sendto(word);
        expect(await got.get()).toBe(`echo: ${word}`);
      }
      transport.close();
      await happens(child, "exit");
      expect(child.exitCode).toBe(0);
    });
  });
});
