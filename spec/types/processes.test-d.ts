/** Processes and pipes. Compiled by `npm run typecheck`, never run. */

import type { Coroutine } from "asyncio-node";
import * as asyncio from "asyncio-node";
import { describe, expectTypeOf, test } from "vitest";

const { PIPE } = asyncio.subprocess;

describe("processes", () => {
  test("take arguments, and keywords behind them", async () => {
    const child = asyncio.create_subprocess_exec("ls", "-l", { stdout: PIPE, env: process.env, limit: 100 });
    expectTypeOf(child).toEqualTypeOf<Coroutine<asyncio.subprocess.Process>>();
    asyncio.create_subprocess_exec("ls", ...["-l", "-a"]);
    asyncio.create_subprocess_shell("ls", { stdout: process.stdout, cwd: new URL("file:///") });
    asyncio.create_subprocess_shell("ls", PIPE, null, 2);
    asyncio.create_subprocess_shell({ cmd: "ls", stderr: PIPE });
    // @ts-expect-error: a program has a name
    asyncio.create_subprocess_exec({ stdout: PIPE });
    // @ts-expect-error: the keywords come last
    asyncio.create_subprocess_exec("ls", { stdout: PIPE }, "-l");
    // @ts-expect-error: no such keyword
    asyncio.create_subprocess_exec("ls", { stdoutt: PIPE });
    // @ts-expect-error: an argument is a text
    asyncio.create_subprocess_exec("sleep", 1);
  });

  test("have streams where there are pipes", async () => {
    const child = await asyncio.create_subprocess_exec("cat");
    expectTypeOf(child.stdin).toEqualTypeOf<asyncio.StreamWriter | null>();
    expectTypeOf(child.stdout).toEqualTypeOf<asyncio.StreamReader | null>();
    expectTypeOf(child.returncode).toEqualTypeOf<number | null>();
    expectTypeOf(await child.wait()).toEqualTypeOf<number>();
    const [stdout, stderr] = await child.communicate("text");
    expectTypeOf(stdout).toEqualTypeOf<Buffer | null>();
    expectTypeOf(stderr).toEqualTypeOf<Buffer | null>();
    child.send_signal("SIGTERM");
    // @ts-expect-error: no such signal
    child.send_signal("SIGNOTHING");
  });

  test("have the protocol that was made for them", async () => {
    class Mine extends asyncio.SubprocessProtocol {
      readonly mine = true;
    }
    const loop = asyncio.get_running_loop();
    const [transport, protocol] = await loop.subprocess_exec(() => new Mine(), "ls", "-l", { stdin: null });
    expectTypeOf(transport).toEqualTypeOf<asyncio.SubprocessTransport>();
    expectTypeOf(protocol).toEqualTypeOf<Mine>();
    expectTypeOf((await loop.subprocess_shell(() => new Mine(), "ls"))[1]).toEqualTypeOf<Mine>();
    // @ts-expect-error: no protocol of a process
    loop.subprocess_shell(() => new asyncio.Protocol(), "ls");
  });
});

describe("pipes", () => {
  test("are streams, descriptors or handles", async () => {
    const loop = asyncio.get_running_loop();
    const factory = () => new asyncio.Protocol();
    const [reader, protocol] = await loop.connect_read_pipe(factory, process.stdin);
    expectTypeOf(reader).toEqualTypeOf<asyncio.ReadTransport>();
    expectTypeOf(protocol).toEqualTypeOf<asyncio.Protocol>();
    const [writer] = await loop.connect_write_pipe(factory, 1);
    expectTypeOf(writer).toEqualTypeOf<asyncio.WriteTransport>();
    // @ts-expect-error: not a name
    loop.connect_read_pipe(factory, "name");
  });
});
