import * as asyncio from "asyncio-node";
import { repr, type StreamReader, subprocess } from "asyncio-node";

const { PIPE } = subprocess;

const alive = asyncio.coroutine(async function alive(process: subprocess.Process) {
  try {
    process.send_signal(0);
  } catch (e) {
    if (e instanceof asyncio.ProcessLookupError) return false;
  }
  return process.returncode === null;
});

const main = asyncio.coroutine(async function main() {
  console.log("- communicate");
  let process = await asyncio.create_subprocess_exec("cat", { stdin: PIPE, stdout: PIPE, stderr: PIPE });
  const communicating = asyncio.create_task(process.communicate(Buffer.alloc(10)));
  for (let step = 0; step < 3; step += 1) await asyncio.sleep(0);
  communicating.cancel("enough");
  try {
    await communicating;
  } catch (e) {
    if (e instanceof asyncio.CancelledError) console.log(repr(e), repr(process.returncode));
  }
  console.log(repr(process.stdin?.is_closing()), asyncio.all_tasks().size);
  const output = await process.communicate();
  console.log(`(${output.map((value) => repr(value)).join(", ")})`, process.returncode);

  console.log("- wait");
  process = await asyncio.create_subprocess_exec("sleep", "100");
  const waiting = [0, 1, 2].map(() => asyncio.create_task(process.wait()));
  await asyncio.sleep(0);
  waiting[1]?.cancel();
  await asyncio.sleep(0);
  console.log(repr(waiting.map((task) => task.done())), repr(await alive(process)));
  try {
    await asyncio.wait_for(process.wait(), 0.05);
  } catch (e) {
    if (e instanceof asyncio.TimeoutError) console.log(repr(e), repr(await alive(process)));
  }
  process.kill();
  console.log(await waiting[0], await waiting[2], repr(await alive(process)));

  console.log("- reading");
  process = await asyncio.create_subprocess_shell("echo one; sleep 0.2; echo two", { stdout: PIPE });
  const stdout = process.stdout as StreamReader;
  console.log(repr(await stdout.readline()));
  try {
    await asyncio.async_with(asyncio.timeout(0.05), async () => {
      await stdout.readline();
    });
  } catch (e) {
    if (e instanceof asyncio.TimeoutError) console.log("too late");
  }
  console.log(repr(await stdout.readline()), await process.wait());

  console.log("- starting");
  for (let when = 0; when < 4; when += 1) {
    const task = asyncio.create_task(asyncio.create_subprocess_exec("sleep", "100", { stdin: PIPE }));
    for (let i = 0; i < when; i += 1) await asyncio.sleep(0);
    task.cancel();
    try {
      await task;
    } catch (e) {
      if (e instanceof asyncio.CancelledError) console.log("cancelled");
    }
  }
  console.log(asyncio.all_tasks().size);
});

await asyncio.run(main());
