import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const factory = () => new asyncio.StreamReaderProtocol(null);
  const [transport, protocol] = await loop.connect_write_pipe(factory, process.stdout);
  const writer = new asyncio.StreamWriter(transport, protocol, null, loop);
  console.log(repr(repr(transport).startsWith("<_UnixWritePipeTransport")));
  for (let number = 0; number < 3; number += 1) {
    writer.write(`line ${number}\n`);
    await writer.drain();
  }
  const [errors] = await loop.connect_write_pipe(() => new asyncio.BaseProtocol(), process.stderr);
  errors.write("to standard error\n");
  errors.close();
  writer.write("the end\n");
  writer.close();
  await writer.wait_closed();
});

await asyncio.run(main());
