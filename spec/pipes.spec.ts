/** Pipes: what the twin programs in `conformance/pipes` cannot show, which is Node's streams and handles. */
import { execFileSync } from "node:child_process";
import { constants, createReadStream, mkdtempSync, openSync, rmSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, Transform, Writable } from "node:stream";
import * as asyncio from "asyncio-node";
import { describe, expect, it, onTestFinished } from "vitest";
import { in_loop } from "./support/in-loop.js";
import { write_on } from "./support/network.js";
import { expect_noise } from "./support/noise.js";
import { programs } from "./support/programs.js";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "asyncio-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** The two ends of a new pipe. */
function fifo(): readonly [reading: number, writing: number] {
  const path = join(folder(), "fifo");
  execFileSync("mkfifo", [path], { stdio: "ignore" });
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return [reading, openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)];
}

async function reader_of(pipe: asyncio.ReadablePipe): Promise<asyncio.StreamReader> {
  const reader = new asyncio.StreamReader();
  await asyncio.get_running_loop().connect_read_pipe(() => new asyncio.StreamReaderProtocol(reader), pipe);
  return reader;
}

async function writer_of(pipe: asyncio.WritablePipe): Promise<asyncio.StreamWriter> {
  const loop = asyncio.get_running_loop();
  const factory = (): asyncio.StreamReaderProtocol => new asyncio.StreamReaderProtocol(null);
  const [transport, protocol] = await loop.connect_write_pipe(factory, pipe);
  return new asyncio.StreamWriter(transport, protocol, null, loop);
}

/** A protocol that only waits for its end. */
class Lost extends asyncio.Protocol {
  readonly lost = asyncio.get_running_loop().create_future<Error | null>();

  override connection_lost(exc: Error | null): void {
    this.lost.set_result(exc);
  }
}

describe("connect_read_pipe", () => {
  in_loop("reads from any readable stream", async () => {
    const reader = await reader_of(Readable.from([Buffer.from("one\n"), Buffer.from("two\nthree")]));
    const lines: string[] = [];
    for await (const line of reader) lines.push(String(line));
    expect(lines).toEqual(["one\n", "two\n", "three"]);
  });

  in_loop("takes texts for UTF-8", async () => {
    const reader = await reader_of(Readable.from(["ü", "ö"]));
    expect(await reader.read()).toEqual(Buffer.from("üö"));
  });

  in_loop("hears of the end of a stream that has ended before", async () => {
    const stream = Readable.from([]);
    await new Promise((resolve) => stream.once("close", resolve).resume());
    expect(await (await reader_of(stream)).read()).toEqual(Buffer.alloc(0));
  });

  in_loop("tells the exception handler, and the protocol, of a stream's error", async () => {
    const loop = asyncio.get_running_loop();
    const told: unknown[] = [];
    loop.set_exception_handler((_loop, { message, exception }) => void told.push(message, exception));
    const stream = new PassThrough();
    const [, { lost }] = await loop.connect_read_pipe(() => new Lost(), stream);
    const error = new Error("broken");
    stream.destroy(error);
    expect(await lost.then((exc) => [exc])).toEqual([error]);
    expect(told).toEqual(["Fatal read error on pipe transport", error]);
  });

  in_loop("goes on after a protocol that throws", async () => {
    const loop = asyncio.get_running_loop();
    const told: unknown[] = [];
    loop.set_exception_handler((_loop, { exception }) => void told.push((exception as Error).message));
    class Failing extends Lost {
      override data_received(data: Buffer): void {
        throw new asyncio.ValueError(String(data));
      }
    }
    const stream = new PassThrough();
    const [, { lost }] = await loop.connect_read_pipe(() => new Failing(), stream);
    stream.write("one");
    while (told.length < 1) await asyncio.sleep(0);
    stream.end("two");
    expect(await lost).toBe(null);
    expect(told).toEqual(["one", "two"]);
  });

  in_loop("reads no more than a protocol wants", async () => {
    let produced = 0;
    const stream = new Readable({
      read() {
        produced += 1;
        this.push(Buffer.alloc(10_000));
      },
    });
    const reader = await reader_of(stream);
    while (!`${reader}`.endsWith("paused>")) await asyncio.sleep(0);
    const before = produced;
    for (let i = 0; i < 100; i += 1) await asyncio.sleep(0);
    expect(produced).toBe(before);
    expect(produced * 10_000).toBeLessThan(3 * 2 ** 17 + 2 ** 18);
    stream.destroy();
    await reader.read();
  });

  in_loop("holds back whoever writes on to what is gone, so that the loop can tell of it", async () => {
    const stream = new PassThrough();
    const writer = await writer_of(stream);
    stream.destroy();
    await expect(write_on(writer)).rejects.toThrow(asyncio.ConnectionResetError);
  });

  in_loop("takes a FileHandle, and closes it", async () => {
    const path = join(folder(), "fifo");
    execFileSync("mkfifo", [path], { stdio: "ignore" });
    const reading = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const writing = await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
    const reader = await reader_of(reading);
    const writer = await writer_of(writing);
    expect(writer.get_extra_info("pipe")).toBe(writing);
    writer.write("through a pipe");
    writer.close();
    await writer.wait_closed();
    expect(String(await reader.read())).toBe("through a pipe");
    for (const handle of [reading, writing]) await closed(handle);
  });

  async function closed(handle: FileHandle): Promise<void> {
    while (handle.fd >= 0) await asyncio.sleep(0.001);
  }

  in_loop("refuses what cannot be read", async () => {
    const loop = asyncio.get_running_loop();
    const factory = (): asyncio.Protocol => new asyncio.Protocol();
    for (const pipe of [new Writable(), "name", null, {}]) {
      await expect(loop.connect_read_pipe(factory, pipe as Readable)).rejects.toThrow(TypeError);
    }
    const file = createReadStream(new URL(import.meta.url));
    await new Promise((resolve) => file.once("open", resolve));
    await expect(loop.connect_read_pipe(factory, file)).rejects.toThrow(
      "Pipe transport is for pipes/sockets only.",
    );
    file.destroy();
  });

  in_loop("closes the pipe when it is cancelled", async () => {
    const stream = new PassThrough();
    const task = asyncio.create_task(() => reader_of(stream));
    await asyncio.sleep(0);
    task.cancel();
    await asyncio.wait([task]);
    while (!stream.destroyed) await asyncio.sleep(0);
    expect(task.cancelled()).toBe(true);
  });
});

describe("connect_write_pipe", () => {
  in_loop("writes to any writable stream, and ends it", async () => {
    const upper = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        done(null, chunk.toString().toUpperCase());
      },
    });
    const writer = await writer_of(upper);
    const reader = await reader_of(upper);
    writer.write("hello ");
    writer.write("there");
    writer.close();
    await writer.wait_closed();
    expect(String(await reader.read())).toBe("HELLO THERE");
  });

  in_loop("waits in drain() for a stream that is slow", async () => {
    const taken: (() => void)[] = [];
    const slow = new Writable({
      write(_chunk, _encoding, done) {
        taken.push(done);
      },
    });
    const writer = await writer_of(slow);
    writer.write(Buffer.alloc(100_000));
    const draining = asyncio.create_task(writer.drain());
    for (let i = 0; i < 10; i += 1) await asyncio.sleep(0);
    expect(draining.done()).toBe(false);
    taken[0]?.();
    await draining;
    writer.close();
    await writer.wait_closed();
  });

  in_loop("gives the protocol the error of a stream", async () => {
    const loop = asyncio.get_running_loop();
    const failing = new Writable({
      write(_chunk, _encoding, done) {
        setImmediate(done, Object.assign(new Error("full"), { code: "ENOSPC", errno: -28, syscall: "fill" }));
      },
    });
    const [transport, { lost }] = await loop.connect_write_pipe(() => new Lost(), failing);
    transport.write("too much");
    const error = await lost;
    expect(asyncio.repr(error)).toBe("OSError(28, 'No space left on device')");
  });

  in_loop("hears that the other end of a socket is closed", async () => {
    const loop = asyncio.get_running_loop();
    const path = join(folder(), "socket");
    const server = createServer({ pauseOnConnect: true });
    const accepted = new Promise<Socket>((resolve) => server.once("connection", resolve));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const socket = connect(path).resume();
    const other = await accepted;
    const [transport, { lost }] = await loop.connect_write_pipe(() => new Lost(), socket);
    other.destroy();
    expect(await lost).toBe(null);
    expect(transport.is_closing()).toBe(true);
    server.close();
  });

  in_loop("takes a character device", async () => {
    const handle = await open("/dev/null", "w");
    const writer = await writer_of(handle);
    writer.write("for nobody");
    await writer.drain();
    writer.close();
    await writer.wait_closed();
    while (handle.fd >= 0) await asyncio.sleep(0.001);
  });

  in_loop("refuses what cannot be written", async () => {
    const loop = asyncio.get_running_loop();
    for (const pipe of [Readable.from([]), "name", null, {}]) {
      const refused = loop.connect_write_pipe(() => new asyncio.BaseProtocol(), pipe as Writable);
      await expect(refused).rejects.toThrow(TypeError);
    }
  });
});

describe("a loop that is closed", () => {
  it("closes its pipes, and warns of them in debug mode", async () => {
    expect_noise(
      /ResourceWarning: unclosed transport <_UnixReadPipeTransport fd=\d+ open>/,
      /ResourceWarning: unclosed transport <_UnixWritePipeTransport fd=\d+ open>/,
    );
    const [reading, writing] = fifo();
    const loop = asyncio.new_event_loop();
    loop.set_debug(true);
    const [reader, writer] = await loop.run_until_complete(async () => [
      await reader_of(reading),
      await writer_of(writing),
    ]);
    const pipe = writer.transport;
    loop.close();
    expect(`${pipe}`).toMatch(/^<_UnixWritePipeTransport closed fd=\d+ closed>$/);
    expect(`${reader}`).toMatch(/<_UnixReadPipeTransport closed fd=\d+ closed>/);
  });
});

describe("a program's standard streams", () => {
  const { run } = programs();
  const speak = `
    import * as asyncio from "asyncio-node";
    import { spawn } from "node:child_process";
    const copy = asyncio.coroutine(async (input, output) => {
      const loop = asyncio.get_running_loop();
      const reader = new asyncio.StreamReader();
      await loop.connect_read_pipe(() => new asyncio.StreamReaderProtocol(reader), input);
      const [transport, protocol] = await loop.connect_write_pipe(() => new asyncio.StreamReaderProtocol(null), output);
      const writer = new asyncio.StreamWriter(transport, protocol, null, loop);
      for await (const line of reader) {
        writer.write("got " + line);
        await writer.drain();
      }
      writer.close();
      await writer.wait_closed();
      console.log("still open");
    });`;

  it.each([
    ["streams", "process.stdin, process.stdout"],
    ["descriptors", "0, 1"],
  ])("as %s are read and written, and stay open", async (_what, streams) => {
    // The program runs itself, with a pipe for standard input.
    const source = `${speak}
      if (process.argv[2] === undefined) {
        const child = spawn(process.execPath, [process.argv[1], "again"], { stdio: ["pipe", "inherit", "inherit"] });
        child.stdin.write("one\\n");
        setTimeout(() => child.stdin.end("two\\n"), 50);
      } else await asyncio.run(copy(${streams}));`;
    const out = "got one\ngot two\nstill open\n";
    expect(await run(source)).toEqual({ out, err: "", status: 0 });
  });

  it("let the program end while standard input is open", async () => {
    const source = `${speak}
      if (process.argv[2] === undefined) {
        const child = spawn(process.execPath, [process.argv[1], "again"], { stdio: ["pipe", "inherit", "inherit"] });
        child.on("exit", () => child.stdin.end());
      } else await asyncio.run(async () => {
        const reader = new asyncio.StreamReader();
        const loop = asyncio.get_running_loop();
        await loop.connect_read_pipe(() => new asyncio.StreamReaderProtocol(reader), process.stdin);
        console.log("end");
      });`;
    expect(await run(source)).toEqual({ out: "end\n", err: "", status: 0 });
  });

  it("are refused if they are files", async () => {
    const source = `
      import * as asyncio from "asyncio-node";
      import { openSync } from "node:fs";
      import { spawn } from "node:child_process";
      if (process.argv[2] === undefined) {
        const stdin = openSync(process.argv[1]);
        spawn(process.execPath, [process.argv[1], "again"], { stdio: [stdin, "inherit", "inherit"] });
      } else await asyncio.run(async () => {
        const loop = asyncio.get_running_loop();
        try {
          await loop.connect_read_pipe(() => new asyncio.Protocol(), process.stdin);
        } catch (error) {
          console.log(String(error));
        }
      });`;
    const out = "ValueError: Pipe transport is for pipes/sockets only.\n";
    expect(await run(source)).toEqual({ out, err: "", status: 0 });
  });
});
