import * as asyncio from "asyncio-node";
import { repr, type StreamReader, type StreamWriter, subprocess } from "asyncio-node";

const { PIPE } = subprocess;
const main = asyncio.coroutine(async function main() {
  const process = await asyncio.create_subprocess_exec("cat", { stdin: PIPE, stdout: PIPE });
  const stdin = process.stdin as StreamWriter;
  const stdout = process.stdout as StreamReader;
  for (const word of ["one", "two", "three"]) {
    stdin.write(`${word}\n`);
    await stdin.drain();
    console.log(repr(await stdout.readline()));
  }
  stdin.writelines(["a", "b", "c"]);
  console.log(repr(await stdout.readexactly(3)));
  console.log(repr(stdin.can_write_eof()), repr(stdin.is_closing()), repr(stdout.at_eof()));
  stdin.write("last\nwords\n");
  stdin.write_eof();
  console.log(repr(stdin.is_closing()));
  for await (const line of stdout) {
    console.log("line:", repr(line));
  }
  await stdin.wait_closed();
  console.log(repr(await stdout.read()), repr(stdout.at_eof()));
  console.log(await process.wait());
  try {
    await stdin.drain();
  } catch (e) {
    if (e instanceof asyncio.ConnectionResetError) console.log(repr(e));
  }
});

await asyncio.run(main());
