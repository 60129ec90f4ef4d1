import * as asyncio from "asyncio-node";
import { repr, subprocess } from "asyncio-node";

const TRAP = "trap 'echo got USR1; exit 7' USR1; echo ready; while :; do sleep 0.01; done";

const main = asyncio.coroutine(async function main() {
  for (const how of ["terminate", "kill"] as const) {
    const process = await asyncio.create_subprocess_exec("sleep", "100");
    process.send_signal(0);
    process[how]();
    console.log(how, await process.wait());
    try {
      process[how]();
    } catch (e) {
      if (e instanceof asyncio.ProcessLookupError) console.log(repr(e));
    }
  }

  let process = await asyncio.create_subprocess_shell(TRAP, { stdout: subprocess.PIPE });
  console.log(repr(await process.stdout?.readline()));
  process.send_signal("SIGUSR1");
  console.log(repr(await process.stdout?.read()), await process.wait());
  // The transport hears of the end of the pipe and of the process in either order.
  try {
    for (;;) {
      process.send_signal("SIGUSR1");
      await asyncio.sleep(0);
    }
  } catch (e) {
    if (e instanceof asyncio.ProcessLookupError) console.log(repr(e), repr(e.errno));
  }

  process = await asyncio.create_subprocess_exec("sleep", "100");
  try {
    process.send_signal(999);
  } catch (e) {
    if (e instanceof asyncio.OSError) console.log(repr(e));
  }
  process.send_signal("SIGSTOP");
  console.log("stopped", repr(process.returncode));
  process.send_signal("SIGCONT");
  process.send_signal(9);
  console.log(await process.wait());
});

await asyncio.run(main());
