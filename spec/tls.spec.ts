import { createServer as create_https_server, get, type RequestOptions } from "node:https";
import { connect as connect_net, createServer } from "node:net";
import { text } from "node:stream/consumers";
import {
  connect as connect_tls,
  createServer as create_tls_server,
  createSecureContext,
  type TLSSocket,
} from "node:tls";
import * as asyncio from "asyncio-node";
import { describe, expect } from "vitest";
import { cancel_everywhere } from "./support/cancel-everywhere.js";
import { ca, certificate, certificate_path, identity } from "./support/certificates.js";
import { in_loop } from "./support/in-loop.js";
import { closed, happens, listening, only_open, port_of, Recorder, until } from "./support/network.js";

async function echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter): Promise<void> {
  try {
    for await (const line of reader) writer.write(line);
  } finally {
    writer.close();
    await closed(writer);
  }
}

/** In debug mode, as in CPython, the loop tells of each handshake that fails on a server's side. */
function expect_failing_handshakes(): void {
  asyncio.get_running_loop().set_exception_handler((loop, context) => {
    const expected = context.message === "Error on transport creation for incoming connection";
    if (!expected || !loop.get_debug()) expect(context).toBe(null);
  });
}

/** Runs `body` beside a server that speaks TLS. */
async function with_server(
  body: (port: number, server: asyncio.Server) => Promise<void>,
  options: asyncio.StartServerOptions = {},
  handler: asyncio.ClientConnectedCallback = echo,
): Promise<void> {
  const server = await asyncio.start_server(handler, "127.0.0.1", 0, { ssl: identity, ...options });
  try {
    await body(port_of(server), server);
  } finally {
    server.close();
    server.abort_clients();
    await server.wait_closed();
  }
}

async function exchange(port: number, options: asyncio.OpenConnectionOptions): Promise<string> {
  const [reader, writer] = await asyncio.open_connection("127.0.0.1", port, options);
  writer.write("hello\n");
  const answer = await reader.readline();
  writer.close();
  await closed(writer);
  return String(answer);
}

describe("the ssl keyword", () => {
  const for_clients: Record<string, () => asyncio.Ssl> = {
    "what node:tls takes": () => ({ ca }),
    "a SecureContext": () => createSecureContext({ ca }),
    "an SSLContext": () => asyncio.create_default_context({ cafile: certificate_path("ca.pem") }),
    "what turns verification off by name": () => ({ rejectUnauthorized: false }),
  };
  for (const [what, ssl] of Object.entries(for_clients)) {
    in_loop(`may be ${what}, for a client`, async () => {
      await with_server(async (port) => expect(await exchange(port, { ssl: ssl() })).toBe("hello\n"));
    });
  }

  const for_servers: Record<string, () => asyncio.Ssl> = {
    "a SecureContext": () => createSecureContext(identity),
    "an SSLContext": () => {
      const context = asyncio.create_default_context(asyncio.ssl.Purpose.CLIENT_AUTH);
      context.load_cert_chain(certificate_path("localhost.pem"), certificate_path("localhost.key"));
      return context;
    },
  };
  for (const [what, ssl] of Object.entries(for_servers)) {
    in_loop(`may be ${what}, for a server`, async () => {
      await with_server(async (port) => expect(await exchange(port, { ssl: { ca } })).toBe("hello\n"), {
        ssl: ssl(),
      });
    });
  }

  in_loop("verifies by default: who signed it, and the name", async () => {
    expect_failing_handshakes();
    await with_server(async (port) => {
      for (const ssl of [true, {}] as const) {
        await expect(exchange(port, { ssl })).rejects.toThrow(asyncio.ssl.SSLCertVerificationError);
      }
      const wrong_name = exchange(port, { ssl: { ca }, server_hostname: "elsewhere.example" });
      await expect(wrong_name).rejects.toThrow("certificate is not valid for 'elsewhere.example'");
    });
  });

  in_loop("lets in only whom the server knows, if it asks", async () => {
    expect_failing_handshakes();
    const ssl = { ...identity, ca, requestCert: true, rejectUnauthorized: true };
    await with_server(
      async (port) => {
        const known = { ca, cert: certificate("client.pem"), key: certificate("client.key") };
        expect(await exchange(port, { ssl: known })).toBe("hello\n");
        const stranger = await exchange(port, { ssl: { ca } }).catch((error: unknown) => error);
        expect(stranger === "" || stranger instanceof asyncio.OSError).toBe(true);
      },
      { ssl },
    );
  });
});

describe("a connection over TLS", () => {
  in_loop("says how it is secured", async () => {
    await with_server(async (port) => {
      const [, writer] = await asyncio.open_connection("127.0.0.1", port, { ssl: { ca } });
      expect(writer.get_extra_info("cipher")).toEqual([
        expect.any(String),
        expect.stringMatching(/^TLSv1/),
        expect.any(Number),
      ]);
      expect(writer.get_extra_info("peercert")).toMatchObject({ subject: expect.anything() });
      writer.close();
      await closed(writer);
    });
  });

  in_loop("is not had of one that is closed, whose protocol hears nothing more", async () => {
    const loop = asyncio.get_running_loop();
    const server = await loop.create_server(() => new asyncio.Protocol(), "127.0.0.1", 0);
    const factory = (): Recorder => new Recorder();
    const [transport, protocol] = await loop.create_connection(factory, "127.0.0.1", port_of(server));
    transport.close();
    const secured = loop.start_tls(transport, protocol, { ca }, { server_hostname: "localhost" });
    await expect(secured).rejects.toThrow(asyncio.ConnectionResetError);
    expect(await protocol.lost).toBe(null);
    await expect(loop.start_tls(transport, protocol, { ca })).rejects.toThrow(asyncio.ConnectionResetError);
    expect(protocol.calls).toEqual(["connection_made", "connection_lost"]);
    await expect(loop.start_tls(transport, protocol, true as never)).rejects.toThrow(TypeError);
    server.close();
    await server.wait_closed();
  });

  in_loop("is had of one that is open already, by start_tls on both sides", async () => {
    const handler = async (reader: asyncio.StreamReader, writer: asyncio.StreamWriter): Promise<void> => {
      writer.write(await reader.readline());
      await writer.start_tls(identity);
      await echo(reader, writer);
    };
    await with_server(
      async (port) => {
        const [reader, writer] = await asyncio.open_connection("127.0.0.1", port);
        writer.write("plain\n");
        expect(String(await reader.readline())).toBe("plain\n");
        await writer.start_tls({ ca }, { server_hostname: "localhost" });
        writer.write("secure\n");
        expect(String(await reader.readline())).toBe("secure\n");
        expect(writer.get_extra_info("sslcontext")).not.toBe(null);
        writer.close();
        await closed(writer);
      },
      { ssl: null },
      handler,
    );
  });
});

describe("beside Node's own TLS", () => {
  in_loop("a client of node:tls is served", async () => {
    await with_server(async (port) => {
      const client = connect_tls({ port, host: "127.0.0.1", ca });
      await happens(client, "secureConnect");
      client.write("from node:tls\n");
      await happens(client, "readable");
      expect(String(client.read())).toBe("from node:tls\n");
      client.end();
      await happens(client.resume(), "close");
    });
  });

  in_loop("a client of node:https is served", async () => {
    await with_server(
      async (port) => {
        const answer = asyncio.get_running_loop().create_future<string>();
        const options: RequestOptions = { port, host: "127.0.0.1", ca, agent: false };
        get(options, (response) => void text(response).then((body) => answer.set_result(body)));
        expect(await answer).toBe("over TLS");
      },
      {},
      async (reader, writer) => {
        await reader.readuntil("\r\n\r\n");
        writer.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nover TLS");
        writer.close();
        await closed(writer);
      },
    );
  });

  in_loop("a server of node:tls is spoken with", async () => {
    const peer = create_tls_server(identity, (socket) => socket.on("error", () => {}).pipe(socket));
    const port = await listening(peer);
    expect(await exchange(port, { ssl: { ca } })).toBe("hello\n");
    peer.close();
    await happens(peer, "close");
  });

  in_loop("a server of node:https is spoken with", async () => {
    const peer = create_https_server(identity, (request, response) =>
      response.end(`you want ${request.url}`),
    );
    const port = await listening(peer);
    const [reader, writer] = await asyncio.open_connection("127.0.0.1", port, { ssl: { ca } });
    writer.write("GET /that HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    expect(String(await reader.read())).toMatch(/^HTTP\/1\.1 200 OK\r\n.*you want \/that/s);
    writer.close();
    await closed(writer);
    peer.close();
    await happens(peer, "close");
  });
});

describe("a bad peer", () => {
  in_loop("that says nothing is given up at the handshake's timeout", async () => {
    const peer = createServer((socket) => void socket.on("error", () => {}).resume());
    const port = await listening(peer);
    const options = { ssl: { ca }, ssl_handshake_timeout: 0.02 };
    await expect(asyncio.open_connection("127.0.0.1", port, options)).rejects.toThrow(
      "SSL handshake is taking longer than 0.02 seconds: aborting the connection",
    );
    peer.close();
    await happens(peer, "close");
  });

  in_loop("that says nothing does not hold a server up", async () => {
    expect_failing_handshakes();
    await with_server(
      async (port) => {
        const silent = connect_net(port, "127.0.0.1").on("error", () => {});
        silent.resume();
        await happens(silent, "close");
        expect(await exchange(port, { ssl: { ca } })).toBe("hello\n");
      },
      { ssl_handshake_timeout: 0.5 },
    );
  });

  in_loop("that does not speak TLS is a SSLError", async () => {
    const peer = createServer(
      (socket) =>
        void socket
          .on("error", () => {})
          .resume()
          .end("220 hello\r\n"),
    );
    const port = await listening(peer);
    await expect(exchange(port, { ssl: { ca } })).rejects.toThrow(asyncio.ssl.SSLError);
    peer.close();
    await happens(peer, "close");
  });

  in_loop("that goes in the middle of the handshake is a ConnectionResetError", async () => {
    const peer = createServer((socket) => void socket.once("data", () => socket.destroy()));
    const port = await listening(peer);
    await expect(exchange(port, { ssl: { ca } })).rejects.toThrow(asyncio.ConnectionResetError);
    peer.close();
    await happens(peer, "close");
  });

  in_loop("that never says it is done is given up at the shutdown's timeout", async () => {
    const accepted: TLSSocket[] = [];
    const peer = create_tls_server({ ...identity, allowHalfOpen: true }, (socket) => {
      accepted.push(socket.on("error", () => {}));
    });
    const port = await listening(peer);
    const loop = asyncio.get_running_loop();
    const options = { ssl: { ca }, ssl_shutdown_timeout: 0.02 };
    const [transport, protocol] = await loop.create_connection(
      () => new Recorder(),
      "127.0.0.1",
      port,
      options,
    );
    await until(() => accepted.length === 1);
    transport.close();
    expect(String(await protocol.lost)).toBe("TimeoutError: SSL shutdown timed out");
    accepted[0]?.destroy();
    peer.close();
    await happens(peer, "close");
  });
});

describe("a client over TLS", () => {
  in_loop("leaves nothing behind wherever it is cancelled", async () => {
    expect_failing_handshakes();
    await with_server(async (port) => {
      const count = await cancel_everywhere(
        async () => {
          const [reader, writer] = await asyncio.open_connection("127.0.0.1", port, { ssl: { ca } });
          try {
            writer.write("hello\n");
            await writer.drain();
            expect(String(await reader.readline())).toBe("hello\n");
          } finally {
            writer.close();
          }
          await closed(writer);
        },
        async () => await only_open(1),
      );
      expect(count).toBeGreaterThan(3);
    });
  });
});
