import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Receiver extends asyncio.Protocol {
  got: Buffer[] = [];
  transport!: asyncio.Transport;
  readonly lost = asyncio.get_running_loop().create_future<void>();

  override connection_made(transport: asyncio.Transport) {
    this.transport = transport;
  }

  override data_received(data: Buffer) {
    this.got.push(data);
  }

  override connection_lost() {
    this.lost.set_result(undefined);
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const content = Buffer.alloc(256 * 4000, Buffer.from(Array.from({ length: 256 }, (_, i) => i)));
  writeFileSync(path, content);
  const made: Receiver[] = [];

  function factory() {
    made.push(new Receiver());
    return made.at(-1) as Receiver;
  }

  const server = await loop.create_server(factory, "127.0.0.1", 0);
  const port = Number(server.sockets[0]?.getsockname()[1]);
  const [transport, protocol] = await loop.create_connection(() => new Receiver(), "127.0.0.1", port);
  const file = await open(path, "r");
  try {
    transport.write("<");
    console.log(await loop.sendfile(transport, file));
    transport.write(">");
    console.log(await loop.sendfile(transport, file, 100, 50));
    console.log(await loop.sendfile(transport, file, { offset: content.length - 10, count: 1000 }));
    console.log(await loop.sendfile(transport, file, content.length + 10));
    const same = transport.get_protocol() === protocol;
    console.log("same protocol", repr(same), "reading", repr(transport.is_reading()));
    for (const [offset, count] of [
      [-1, null],
      [0, 0],
      [0, -5],
      [1.5, null],
      [0, 1.5],
    ] as const) {
      try {
        await loop.sendfile(transport, file, offset, count);
      } catch (e) {
        console.log((e as Error).name, (e as Error).message);
      }
    }

    console.log("- meanwhile");
    const task = asyncio.create_task(loop.sendfile(transport, file));
    await asyncio.sleep(0);
    try {
      transport.write("in between");
    } catch (e) {
      console.log(repr(e));
    }
    console.log(await task);
    transport.close();
    await made[0]?.lost;
    const parts = ["<", content, ">", content.subarray(100, 150), content.subarray(-10), content];
    const expected = Buffer.concat(parts.map((part) => Buffer.from(part)));
    console.log("all of it came", repr(Buffer.concat(made[0]?.got ?? []).equals(expected)));
    try {
      await loop.sendfile(transport, file);
    } catch (e) {
      console.log(repr(e));
    }
  } finally {
    await file.close();
  }
  server.close();
});

const folder = mkdtempSync(join(tmpdir(), "asyncio-"));
const path = join(folder, "file");
try {
  await asyncio.run(main());
} finally {
  rmSync(folder, { recursive: true });
}
