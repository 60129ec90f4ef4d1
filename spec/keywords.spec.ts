/**
 * What Python takes by name: every argument that has no `/` behind it in its signature, the first included.
 *
 * What belongs to the caller (a queue's item, a future's result) is never read as keywords, and neither is what a
 * function takes that asks for the type of anything: `iscoroutine({ obj })`.
 */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { in_loop } from "./support/in-loop.js";

/** Keeps what it hears of. */
class Ear extends asyncio.Protocol {
  readonly heard: Buffer[] = [];
  readonly lost: PromiseWithResolvers = with_resolvers();

  override data_received(data: Buffer): void {
    this.heard.push(data);
  }

  override connection_lost(): void {
    this.lost.resolve();
  }
}

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function with_resolvers(): PromiseWithResolvers {
  let resolve!: () => void;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

const host = "127.0.0.1";
const port_of = (server: asyncio.Server): number => server.sockets[0]?.getsockname()[1] as number;

/** A server of streams that says what it gets, in capitals, and ends. */
async function shouting(): Promise<asyncio.Server> {
  const client_connected_cb = async (
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
  ): Promise<void> => {
    writer.write({ data: String(await reader.readline()).toUpperCase() });
    writer.close();
    await writer.wait_closed();
  };
  return await asyncio.start_server({ client_connected_cb, host, port: 0 });
}

describe("the streams take by name", () => {
  in_loop("what starts a server, a connection, and what is read and written", async () => {
    const server = await shouting();
    const [reader, writer] = await asyncio.open_connection({ host, port: port_of(server) });
    writer.writelines({ data: ["hel", "lo\n"] });
    expect(String(await reader.read({ n: 1 }))).toBe("H");
    expect(String(await reader.readexactly({ n: 2 }))).toBe("EL");
    expect(String(await reader.readuntil({ separator: "O" }))).toBe("LO");
    expect(writer.get_extra_info({ name: "nothing", default: 5 })).toBe(5);
    expect(writer.get_extra_info("nothing", { default: 5 })).toBe(5);
    writer.close();
    await writer.wait_closed();
    server.close();
    await server.wait_closed();
  });

  in_loop("what starts a server on a Unix socket", async () => {
    const folder = mkdtempSync(join(tmpdir(), "keywords-"));
    const path = join(folder, "s");
    const served = asyncio.get_running_loop().create_future<void>();
    const server = await asyncio.start_unix_server({
      client_connected_cb: (_reader, writer) => {
        writer.close();
        served.set_result(undefined);
      },
      path,
    });
    const [, writer] = await asyncio.open_unix_connection({ path });
    await served;
    writer.close();
    await writer.wait_closed();
    server.close();
    await server.wait_closed();
    rmSync(folder, { recursive: true });
  });

  in_loop("what a reader is fed with, and a writer made of", async () => {
    const loop = asyncio.get_running_loop();
    const stream_reader = new asyncio.StreamReader({ limit: 10, loop });
    stream_reader.feed_data({ data: "abc" });
    expect(String(await stream_reader.readexactly(3))).toBe("abc");
    stream_reader.set_transport({ transport: new asyncio.ReadTransport() });
    expect(() => stream_reader.set_transport(new asyncio.ReadTransport())).toThrow("Transport already set");
    const protocol = new asyncio.StreamReaderProtocol({ stream_reader, loop });
    const transport = new asyncio.WriteTransport();
    const writer = new asyncio.StreamWriter({ transport, protocol, reader: stream_reader, loop });
    expect(writer.transport).toBe(transport);
    const exc = new asyncio.OSError("gone");
    stream_reader.set_exception({ exc });
    await expect(stream_reader.read()).rejects.toBe(exc);
  });

  it("say what is missing", () => {
    expect(() => new asyncio.StreamWriter({} as never)).toThrow(
      "StreamWriter.__init__() missing 4 required positional arguments: 'transport', 'protocol', 'reader', and 'loop'",
    );
    expect(() => new asyncio.LimitOverrunError({} as never)).toThrow(
      "LimitOverrunError.__init__() missing 2 required positional arguments: 'message' and 'consumed'",
    );
  });

  it("what an error of theirs is made of", () => {
    const incomplete = new asyncio.IncompleteReadError({ partial: Buffer.from("a"), expected: 3 });
    expect([incomplete.partial, incomplete.expected]).toEqual([Buffer.from("a"), 3]);
    const overrun = new asyncio.LimitOverrunError({ message: "too far", consumed: 3 });
    expect([overrun.message, overrun.consumed]).toEqual(["too far", 3]);
  });
});

describe("the loop takes by name", () => {
  in_loop("a server and a connection of protocols, and what their transports are told", async () => {
    const loop = asyncio.get_running_loop();
    const ear = new Ear();
    const server = await loop.create_server({ protocol_factory: () => ear, host, port: 0 });
    const [transport, protocol] = await loop.create_connection({
      protocol_factory: () => new Ear(),
      host,
      port: port_of(server),
    });
    const other = new Ear();
    transport.set_protocol({ protocol: other });
    expect(transport.get_protocol()).toBe(other);
    expect(protocol.heard).toEqual([]);
    transport.write({ data: "abc" });
    transport.writelines({ list_of_data: ["d", "ef"] });
    transport.close();
    await ear.lost.promise;
    expect(String(Buffer.concat(ear.heard))).toBe("abcdef");
    server.close();
    await server.wait_closed();
  });

  in_loop("the factory by place and the rest by name", async () => {
    const loop = asyncio.get_running_loop();
    const server = await loop.create_server(() => new Ear(), { host, port: 0 });
    const [transport] = await loop.create_connection(() => new Ear(), { host, port: port_of(server) });
    transport.abort();
    server.close();
    await server.wait_closed();
  });

  in_loop("a server and a connection on a Unix socket", async () => {
    const loop = asyncio.get_running_loop();
    const folder = mkdtempSync(join(tmpdir(), "keywords-"));
    const path = join(folder, "s");
    const server = await loop.create_unix_server({ protocol_factory: () => new Ear(), path });
    const [transport] = await loop.create_unix_connection({ protocol_factory: () => new Ear(), path });
    transport.close();
    server.close();
    await server.wait_closed();
    rmSync(folder, { recursive: true });
  });

  in_loop("a socket that was accepted", async () => {
    const loop = asyncio.get_running_loop();
    const native = createServer().listen(0, host);
    await asyncio.wrap_future({ future: once(native, "listening") });
    const client = createConnection((native.address() as { port: number }).port, host);
    const [sock] = await asyncio.wrap_future(once(native, "connection"));
    const ear = new Ear();
    const [transport] = await loop.connect_accepted_socket({ protocol_factory: () => ear, sock });
    client.end("abc");
    await ear.lost.promise;
    expect(String(ear.heard)).toBe("abc");
    expect(transport.is_closing()).toBe(true);
    native.close();
  });

  in_loop("an endpoint of datagrams, and what it sends", async () => {
    const loop = asyncio.get_running_loop();
    const came = loop.create_future<string>();
    class Post extends asyncio.DatagramProtocol {
      override datagram_received(data: Buffer): void {
        came.set_result(String(data));
      }
    }
    const [there] = await loop.create_datagram_endpoint({
      protocol_factory: () => new Post(),
      local_addr: [host, 0],
    });
    const [here] = await loop.create_datagram_endpoint({
      protocol_factory: () => new asyncio.DatagramProtocol(),
      local_addr: [host, 0],
    });
    here.sendto({ data: "abc", addr: there.get_extra_info("sockname") });
    expect(await came).toBe("abc");
    here.close();
    there.close();
  });

  in_loop("a pipe's two ends", async () => {
    const loop = asyncio.get_running_loop();
    const ear = new Ear();
    const pipe = Readable.from([Buffer.from("abc")]);
    await loop.connect_read_pipe({ protocol_factory: () => ear, pipe });
    await ear.lost.promise;
    expect(String(ear.heard)).toBe("abc");
    const written: string[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    });
    const [transport] = await loop.connect_write_pipe({
      protocol_factory: () => new asyncio.Protocol(),
      pipe: sink,
    });
    const [again] = await loop.connect_write_pipe(() => new asyncio.Protocol(), { pipe: new Writable() });
    again.abort();
    transport.write({ data: "def" });
    transport.close();
    await asyncio.wrap_future(once(sink, "close"));
    expect(written).toEqual(["def"]);
  });

  in_loop("a file to send", async () => {
    const loop = asyncio.get_running_loop();
    const ear = new Ear();
    const server = await loop.create_server(() => ear, host, 0);
    const [transport] = await loop.create_connection(() => new Ear(), host, port_of(server));
    const file = await asyncio.wrap_future(open(new URL(import.meta.url)));
    expect(await loop.sendfile({ transport, file, offset: 1, count: 5 })).toBe(5);
    transport.close();
    await ear.lost.promise;
    expect(String(Buffer.concat(ear.heard))).toBe("**\n *");
    await asyncio.wrap_future(file.close());
    server.close();
    await server.wait_closed();
  });

  in_loop("addresses and names", async () => {
    const loop = asyncio.get_running_loop();
    const by_place = await loop.getaddrinfo(host, 80);
    expect(await loop.getaddrinfo({ host, port: 80 })).toEqual(by_place);
    expect(await loop.getaddrinfo(host, { port: 80 })).toEqual(by_place);
    const flags = asyncio.socket.NI_NUMERICHOST | asyncio.socket.NI_NUMERICSERV;
    expect(await loop.getnameinfo({ sockaddr: [host, 80], flags })).toEqual([host, "80"]);
    expect(await loop.getnameinfo([host, 80], { flags })).toEqual([host, "80"]);
  });

  in_loop("a signal and its handler", async () => {
    const loop = asyncio.get_running_loop();
    const came = loop.create_future<string>();
    loop.add_signal_handler({ sig: "SIGUSR2", callback: () => came.set_result("came") });
    process.kill(process.pid, "SIGUSR2");
    expect(await came).toBe("came");
    expect(loop.remove_signal_handler({ sig: "SIGUSR2" })).toBe(true);
    loop.add_signal_handler("SIGUSR2", { callback: () => {} });
    expect(loop.remove_signal_handler("SIGUSR2")).toBe(true);
  });

  in_loop("a function for an executor", async () => {
    const loop = asyncio.get_running_loop();
    const executor = new asyncio.ThreadPoolExecutor({ max_workers: 1 });
    expect(await loop.run_in_executor({ executor, func: () => 3 })).toBe(3);
    expect(await loop.run_in_executor(executor, { func: () => 4 })).toBe(4);
    await executor.shutdown();
  });

  in_loop("what has no other meaning, and refuses the rest", async () => {
    const loop = asyncio.get_running_loop();
    const bogus = { protocol_factory: () => new Ear(), host, port: 0, bogus: 1 };
    expect(() => loop.create_server(bogus)).toThrow(
      "create_server() got an unexpected keyword argument 'bogus'",
    );
    expect(() => loop.create_server({ host, port: 0 } as never)).toThrow(
      "create_server() missing 1 required positional argument: 'protocol_factory'",
    );
    expect(() => asyncio.start_server({ host, port: 0 } as never).close()).not.toThrow();
    expect(() => loop.start_tls({ sslcontext: {} } as never)).toThrow(
      "start_tls() missing 2 required positional arguments: 'transport' and 'protocol'",
    );
    expect(() =>
      loop.create_connection(() => new Ear(), { protocol_factory: () => new Ear() } as never),
    ).toThrow("create_connection() got multiple values for argument 'protocol_factory'");
  });
});

describe("processes take by name", () => {
  in_loop("the program, the command, a signal and a descriptor", async () => {
    const loop = asyncio.get_running_loop();
    const { PIPE } = asyncio.subprocess;
    const cat = await asyncio.create_subprocess_exec({ program: "cat", stdin: PIPE, stdout: PIPE });
    expect(await cat.communicate({ input: "abc" })).toEqual([Buffer.from("abc"), null]);
    class Child extends asyncio.SubprocessProtocol {
      readonly lost: asyncio.Future<void> = loop.create_future<void>();

      override connection_lost(): void {
        this.lost.set_result(undefined);
      }
    }
    const protocol_factory = (): Child => new Child();
    for (const [transport, { lost }] of [
      await loop.subprocess_exec({ protocol_factory, program: "cat" }),
      await loop.subprocess_shell({ protocol_factory, cmd: "exec cat" }),
      await loop.subprocess_shell(protocol_factory, { cmd: "exec cat" }),
    ]) {
      expect(transport.get_pipe_transport({ fd: 1 })).toBe(transport.get_pipe_transport(1));
      transport.send_signal({ signal: "SIGKILL" });
      await lost;
      expect(transport.get_returncode()).toBe(-9);
    }
    const child = await asyncio.create_subprocess_exec("cat", { stdin: PIPE });
    child.send_signal({ signal: "SIGTERM" });
    expect(await child.wait()).toBe(-15);
  });

  in_loop("and say what is missing", async () => {
    const loop = asyncio.get_running_loop();
    expect(() => loop.subprocess_exec(() => new asyncio.SubprocessProtocol())).toThrow(
      "subprocess_exec() missing 1 required positional argument: 'program'",
    );
  });
});
