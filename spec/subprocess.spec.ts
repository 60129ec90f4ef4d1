/** Child processes: what the twin programs in `conformance/processes` cannot show, and what is Node's. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as asyncio from "asyncio-node";
import { describe, expect, it, onTestFinished } from "vitest";
import { in_loop, run_in_loop } from "./support/in-loop.js";
import { expect_noise } from "./support/noise.js";
import { programs } from "./support/programs.js";

const { DEVNULL, PIPE, STDOUT } = asyncio.subprocess;

const running_on_linux = existsSync("/proc/self/fd");

/** What the process has open, as far as the system tells. */
function descriptors(): string[] {
  if (!running_on_linux) return [];
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      // That of the folder itself.
      return [];
    }
  });
}

/** Waits until nothing is open that was not before: Node closes in its own time. */
async function all_closed(before: readonly string[]): Promise<void> {
  const left = (): string[] =>
    descriptors().filter((each) => /socket|pipe/.test(each) && !before.includes(each));
  while (left().length > 0) await asyncio.sleep(0.005);
}

/** Whether there is a process of that number. */
function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  while (lives(pid)) await asyncio.sleep(0.005);
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "asyncio-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

async function output(...args: Parameters<typeof asyncio.create_subprocess_shell>): Promise<string> {
  const child = await asyncio.create_subprocess_shell(...args);
  const [stdout] = await child.communicate();
  return String(stdout);
}

describe("create_subprocess_shell", () => {
  in_loop("takes streams by place, by keyword, and the command by keyword", async () => {
    expect(await output("echo one", null, PIPE)).toBe("one\n");
    expect(await output("echo two", { stdout: PIPE })).toBe("two\n");
    expect(await output({ cmd: "echo three", stdout: PIPE })).toBe("three\n");
    const both = await asyncio.create_subprocess_shell("cat >&2", PIPE, null, PIPE, 100);
    expect(await both.communicate("four")).toEqual([null, Buffer.from("four")]);
  });

  in_loop("takes bytes for text", async () => {
    expect(await output(Buffer.from("echo ü"), { stdout: PIPE })).toBe("ü\n");
    const child = await asyncio.create_subprocess_exec(Buffer.from("echo"), Buffer.from("ü"), {
      stdout: PIPE,
    });
    expect(await child.communicate()).toEqual([Buffer.from("ü\n"), null]);
  });

  in_loop("leaves out of the environment what is undefined", async () => {
    expect(await output("echo $A-", { stdout: PIPE, env: { A: undefined } })).toBe("-\n");
  });

  in_loop("takes a folder as URL", async () => {
    expect(await output("pwd", { stdout: PIPE, cwd: new URL("file:///usr/") })).toBe("/usr\n");
  });
});

describe("create_subprocess_exec", () => {
  in_loop("gives Node's error as the cause", async () => {
    const error = await asyncio
      .create_subprocess_exec("no-such-program")
      .then(null, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(asyncio.FileNotFoundError);
    expect(error).toMatchObject({ errno: 2, filename: "no-such-program", cause: { code: "ENOENT" } });
  });

  it.each([
    [{ preexec_fn: () => {} }, /preexec_fn .* on Node/],
    [{ restore_signals: false }, /restore_signals/],
    [{ extra_groups: [1] }, /extra_groups/],
    [{ umask: 0o77 }, /umask/],
    [{ pipesize: 4096 }, /pipesize/],
    [{ process_group: 0 }, /process_group .* start_new_session/],
    [{ user: "root" }, /user by name/],
    [{ group: "root" }, /group by name/],
  ])("says what Node cannot do: %o", async (options, message) => {
    await run_in_loop(async () => {
      const refused = asyncio.create_subprocess_exec("true", options as object);
      await expect(refused).rejects.toThrow(asyncio.NotImplementedError);
      const again = asyncio.create_subprocess_exec("true", options as object);
      await expect(again).rejects.toThrow(message);
    });
  });

  in_loop("takes for those what asks for nothing", async () => {
    const nothing = { preexec_fn: null, restore_signals: true, umask: -1, pipesize: -1, close_fds: false };
    const child = await asyncio.create_subprocess_exec("true", {
      ...nothing,
      bufsize: 0,
      text: false,
    } as object);
    expect(await child.wait()).toBe(0);
  });

  it("warns that pass_fds needs close_fds", async () => {
    expect_noise(/RuntimeWarning: pass_fds overriding close_fds\./);
    await run_in_loop(async () => {
      const child = await asyncio.create_subprocess_exec("true", { pass_fds: [0], close_fds: false });
      expect(await child.wait()).toBe(0);
    });
  });

  in_loop("runs as the user and group whose numbers are given", async () => {
    const [user, group] = [process.getuid?.(), process.getgid?.()];
    const child = await asyncio.create_subprocess_shell("id -u; id -g", {
      stdout: PIPE,
      user: user as number,
      group: group as number,
    });
    expect(await child.communicate()).toEqual([Buffer.from(`${user}\n${group}\n`), null]);
  });

  in_loop("leaves nothing open when it fails", async () => {
    const before = descriptors();
    for (const stderr of [PIPE, STDOUT]) {
      const failing = asyncio.create_subprocess_exec("no-such-program", {
        stdin: PIPE,
        stdout: PIPE,
        stderr,
      });
      await expect(failing).rejects.toThrow(asyncio.FileNotFoundError);
    }
    await all_closed(before);
  });
});

describe("a child's streams", () => {
  in_loop("may be Node's streams of files, open or not yet", async () => {
    const path = join(folder(), "file");
    const { createReadStream, createWriteStream } = await import("node:fs");
    const written = createWriteStream(path);
    expect(await (await asyncio.create_subprocess_shell("echo text", { stdout: written })).wait()).toBe(0);
    const closed = new Promise((resolve) => written.close(resolve));
    await closed;
    expect(readFileSync(path, "utf8")).toBe("text\n");
    const read = createReadStream(path);
    expect(await output("cat", read, PIPE)).toBe("text\n");
    read.destroy();
    const missing = createReadStream(join(path, "missing"));
    await expect(asyncio.create_subprocess_shell("cat", { stdin: missing })).rejects.toThrow(
      /Not a directory/,
    );
  });

  in_loop("may be a FileHandle, which stays open", async () => {
    const handle = await open(join(folder(), "file"), "w+");
    for (const word of ["one", "two"]) {
      await (await asyncio.create_subprocess_exec("echo", word, { stdout: handle })).wait();
    }
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0);
    expect(String(buffer.subarray(0, bytesRead))).toBe("one\ntwo\n");
    await handle.close();
  });

  in_loop("may be one of Node's sockets", async () => {
    const path = join(folder(), "socket");
    const server: Server = createServer();
    const accepted = new Promise<import("node:net").Socket>((resolve) => server.once("connection", resolve));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const socket = connect(path);
    const other = await accepted;
    const child = await asyncio.create_subprocess_exec("cat", { stdin: other, stdout: PIPE });
    other.destroy();
    socket.end("through a socket");
    expect(await child.communicate()).toEqual([Buffer.from("through a socket"), null]);
    socket.destroy();
    server.close();
  });

  in_loop("are refused if they have no descriptor", async () => {
    const { PassThrough } = await import("node:stream");
    const options = { stdin: new PassThrough() };
    await expect(asyncio.create_subprocess_exec("cat", options)).rejects.toThrow(TypeError);
  });

  in_loop("carry standard output and standard error at once in the order of writing", async () => {
    const script = "for i in 1 2 3 4 5; do echo out $i; echo err $i >&2; done";
    const lines = [1, 2, 3, 4, 5].flatMap((i) => [`out ${i}`, `err ${i}`]);
    expect(await output(script, { stdout: PIPE, stderr: STDOUT })).toBe(`${lines.join("\n")}\n`);
  });

  in_loop("stop the child that nobody reads from, at twice the limit", async () => {
    const child = await asyncio.create_subprocess_exec("cat", "/dev/zero", { stdout: PIPE, limit: 1000 });
    while (!`${child.stdout}`.endsWith("paused>")) await asyncio.sleep(0.001);
    const before = `${child.stdout}`;
    await asyncio.sleep(0.05);
    expect(`${child.stdout}`).toBe(before);
    // What there was may have come at once, but not more than one read brings.
    expect(Number(/(\d+) bytes/.exec(before)?.[1])).toBeLessThanOrEqual(2000 + 256 * 1024);
    child.kill();
    await child.communicate();
  });

  in_loop("make drain() wait for the child", async () => {
    const child = await asyncio.create_subprocess_exec("cat", { stdin: PIPE, stdout: DEVNULL });
    const { stdin } = child;
    child.send_signal("SIGSTOP");
    stdin?.write(Buffer.alloc(1_000_000));
    const draining = asyncio.create_task(stdin?.drain() as asyncio.Coroutine<void>);
    await asyncio.sleep(0.05);
    expect(draining.done()).toBe(false);
    child.send_signal("SIGCONT");
    await draining;
    expect(stdin?.transport.get_write_buffer_size()).toBeLessThanOrEqual(16 * 1024);
    await child.communicate();
  });

  in_loop("stay open for a grandchild when the child has ended", async () => {
    const parent = await asyncio.create_subprocess_shell("exec 3<&0; cat <&3 & exit 5", {
      stdin: PIPE,
      stdout: PIPE,
    });
    while (parent.returncode === null) await asyncio.sleep(0.005);
    parent.stdin?.write("still ");
    expect(String(await parent.stdout?.readexactly(6))).toBe("still ");
    expect(await parent.communicate("here")).toEqual([Buffer.from("here"), null]);
    expect(parent.returncode).toBe(5);
  });
});

describe("many processes", () => {
  in_loop("leave no descriptor behind", async () => {
    const before = descriptors();
    const run = async (n: number): Promise<string> => {
      const stderr = [PIPE, STDOUT, DEVNULL, null][n % 4] as number | null;
      const child = await asyncio.create_subprocess_exec("cat", { stdin: PIPE, stdout: PIPE, stderr });
      const [stdout] = await child.communicate(`${n}`);
      return String(stdout);
    };
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    const results = await asyncio.gather(...numbers.map((n) => asyncio.create_task(() => run(n))));
    expect(results).toEqual(numbers.map(String));
    await all_closed(before);
  });
});

describe("cancellation", () => {
  /** Starts a process and speaks to it; hands it out as soon as it is there. */
  async function scenario(
    stderr: number,
    started: (child: asyncio.subprocess.Process) => void,
  ): Promise<string> {
    const options = { stdin: PIPE, stdout: PIPE, stderr };
    const child = await asyncio.create_subprocess_shell("cat; sleep 0.02", options);
    started(child);
    const [stdout] = await child.communicate("some text");
    return String(stdout);
  }

  it.each([
    ["a pipe", PIPE],
    ["standard output", STDOUT],
  ])(
    "at any moment leaves nothing behind, and a process that was handed out alive; standard error to %s",
    async (_, stderr) => {
      let moments = 0;
      for (let finished = false; !finished; moments += 1) {
        await run_in_loop(async () => {
          const before = descriptors();
          let child: asyncio.subprocess.Process | null = null;
          const started = (process: asyncio.subprocess.Process): void => {
            child = process;
          };
          const task = asyncio.create_task(() => scenario(stderr, started));
          for (let i = 0; i < moments && !task.done(); i += 1) await asyncio.sleep(0.001);
          finished = task.done();
          task.cancel();
          await asyncio.wait([task]);
          expect(task.cancelled()).toBe(!finished);
          await reap(child);
          await all_closed(before);
        });
      }
      expect(moments).toBeGreaterThan(5);
    },
  );

  async function reap(child: asyncio.subprocess.Process | null): Promise<void> {
    if (child === null) return;
    if (child.returncode === null) {
      expect(lives(child.pid)).toBe(true);
      child.kill();
    }
    await child.communicate();
    expect(child.stdout?.at_eof()).toBe(true);
  }

  it("at each of the first iterations of the loop, where the process is being made, ends the process", async () => {
    for (let iteration = 0; iteration < 12; iteration += 1) {
      await run_in_loop(async () => {
        const before = descriptors();
        const starting = asyncio.create_task(
          asyncio.create_subprocess_exec("sleep", "100", { stdin: PIPE, stdout: PIPE }),
        );
        for (let i = 0; i < iteration; i += 1) await asyncio.sleep(0);
        if (!starting.cancel()) {
          const child = starting.result();
          child.kill();
          await child.communicate();
        } else {
          await asyncio.wait([starting]);
          expect(starting.cancelled()).toBe(true);
        }
        await all_closed(before);
      });
    }
  });
});

describe("the loop", () => {
  in_loop("calls a protocol that throws, tells the exception handler, and goes on", async () => {
    const loop = asyncio.get_running_loop();
    const told: unknown[] = [];
    const done = loop.create_future<void>();
    class Failing extends asyncio.SubprocessProtocol {
      override pipe_data_received(): void {
        throw new asyncio.ValueError("data");
      }
      override process_exited(): void {
        throw new asyncio.ValueError("exited");
      }
      override connection_lost(): void {
        done.set_result(undefined);
        throw new asyncio.ValueError("lost");
      }
    }
    loop.set_exception_handler((_loop, { exception }) => void told.push((exception as Error).message));
    const [transport] = await loop.subprocess_shell(() => new Failing(), "echo; sleep 0.05");
    await done;
    expect(told).toEqual(["data", "exited", "lost"]);
    expect(transport.get_returncode()).toBe(0);
  });

  it("kills the process that it leaves when it is closed", async () => {
    const loop = asyncio.new_event_loop();
    const child = await loop.run_until_complete(() => start_sleeping());
    expect(lives(child.pid)).toBe(true);
    loop.close();
    while (lives(child.pid)) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(child.returncode).toBe(null);
  });

  it("warns of it in debug mode", async () => {
    expect_noise(
      /ResourceWarning: unclosed transport <_UnixSubprocessTransport pid=\d+ running stdin=<_UnixWritePipeTransport fd=\d+ open>/,
      /ResourceWarning: unclosed transport <_UnixWritePipeTransport fd=\d+ open>/,
      /Close running child process: kill <_UnixSubprocessTransport closed pid=\d+ running/,
    );
    const loop = asyncio.new_event_loop();
    loop.set_debug(true);
    const child = await loop.run_until_complete(() => start_sleeping());
    loop.close();
    while (lives(child.pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  const start_sleeping = asyncio.coroutine(async () => {
    return await asyncio.create_subprocess_exec("sleep", "100", { stdin: PIPE });
  });

  in_loop("ends a process whose transport is closed, and tells so in debug mode", async () => {
    const loop = asyncio.get_running_loop();
    if (loop.get_debug())
      expect_noise(/^Close running child process: kill <_UnixSubprocessTransport closed pid=/);
    const [transport] = await loop.subprocess_exec(() => new asyncio.SubprocessProtocol(), "sleep", "100");
    transport.close();
    await gone(transport.get_pid());
    while (transport.get_returncode() === null) await asyncio.sleep(0);
    expect(transport.get_returncode()).toBe(-9);
  });
});

describe("a program", () => {
  const { run } = programs();

  it("waits for a process and no longer; nothing is said of a standstill", async () => {
    const source = `
      import * as asyncio from "asyncio-node";
      const main = asyncio.coroutine(async () => {
        const child = await asyncio.create_subprocess_exec("sleep", "0.3");
        console.log(await child.wait());
      });
      await asyncio.run(main(), { debug: true });
      await asyncio.run(async () => { await asyncio.create_subprocess_exec("sleep", "0.1"); });
      console.log("end");`;
    const { out, err, status } = await run(source);
    expect({ out, status }).toEqual({ out: "0\nend\n", status: 0 });
    expect(err).not.toContain("nothing left to do");
  });

  it("hands its own streams on to a child", async () => {
    const source = `
      import * as asyncio from "asyncio-node";
      await asyncio.run(async () => {
        await (await asyncio.create_subprocess_shell("echo out; echo err >&2")).wait();
        await (await asyncio.create_subprocess_shell("echo both >&2", { stderr: asyncio.subprocess.STDOUT })).wait();
      });`;
    expect(await run(source)).toEqual({ out: "out\nboth\n", err: "err\n", status: 0 });
  });

  it("is not loaded with Node's child_process before it starts one", async () => {
    const source = `
      import * as asyncio from "asyncio-node";
      await asyncio.run(async () => asyncio.sleep(0));
      console.log(process.moduleLoadList.filter((name) => /NativeModule child_process$/.test(name)).length);`;
    expect((await run(source)).out).toBe("0\n");
  });

  it("examples/subprocess-pipeline.ts runs a pipeline", async () => {
    const example = new URL("../examples/subprocess-pipeline.ts", import.meta.url);
    const out = [
      "50000 the",
      "30000 on",
      "20000 and",
      "StepFailed: sh ended with 3: it broke",
      "a pipeline that takes too long is stopped",
      "",
    ].join("\n");
    expect(await run(readFileSync(example, "utf8"))).toEqual({ out, err: "", status: 0 });
  });
});
