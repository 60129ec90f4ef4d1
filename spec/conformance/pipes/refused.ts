import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class ZeroDivisionError extends Error {}

const refused = asyncio.coroutine(async function refused(connect: () => asyncio.Coroutine<unknown>) {
  try {
    await connect();
  } catch (e) {
    console.log(repr(e));
  }
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const factory = () => new asyncio.Protocol();
  const folder = mkdtempSync(join(tmpdir(), "file-"));
  const file = await open(join(folder, "file"), "w+");
  await refused(() => loop.connect_read_pipe(factory, file));
  await refused(() => loop.connect_write_pipe(factory, file));
  await refused(() => loop.connect_read_pipe(factory, file.fd));
  await refused(() => loop.connect_write_pipe(factory, file.fd));
  console.log(repr(file.fd < 0));
  await file.close();
  rmSync(folder, { recursive: true });
  await refused(() => loop.connect_read_pipe(factory, 9999));
  await refused(() => loop.connect_write_pipe(factory, 9999));

  function failing(): asyncio.Protocol {
    console.log("factory");
    throw new ZeroDivisionError();
  }

  try {
    await loop.connect_read_pipe(failing, 9999);
  } catch (e) {
    if (e instanceof ZeroDivisionError) console.log(repr(e));
  }
});

await asyncio.run(main());
