// A pipeline of processes, as a shell makes it, but with errors that name the step, and a time limit:
// which words of a text are the commonest?
// npm start -- examples/subprocess-pipeline.ts
import * as asyncio from "asyncio-node";

const { PIPE } = asyncio.subprocess;

type Command = readonly [program: string, ...args: string[]];

class StepFailed extends Error {
  override readonly name = "StepFailed";
}

/** A process all of whose streams are pipes. */
interface Step {
  readonly process: asyncio.subprocess.Process;
  readonly stdin: asyncio.StreamWriter;
  readonly stdout: asyncio.StreamReader;
  readonly stderr: asyncio.StreamReader;
}

const start = asyncio.coroutine(async ([program, ...args]: Command): Promise<Step> => {
  const options = { stdin: PIPE, stdout: PIPE, stderr: PIPE, env: { ...process.env, LC_ALL: "C" } };
  const child = await asyncio.create_subprocess_exec(program, ...args, options);
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new TypeError("it has no pipes");
  return { process: child, stdin, stdout, stderr };
});

/** Copies what one step writes to the next one's input, no faster than that reads it. */
const pump = asyncio.coroutine(async (from: asyncio.StreamReader, to: asyncio.StreamWriter) => {
  try {
    while (!from.at_eof()) {
      to.write(await from.read(64 * 1024));
      await to.drain();
    }
  } catch (error) {
    // A step such as `head` may have enough before the one before it is through.
    if (!(error instanceof asyncio.ConnectionError)) throw error;
  } finally {
    to.close();
  }
});

/** Runs the commands, each reading what the one before it writes; gives what the last one writes. */
const pipeline = asyncio.coroutine(async (input: string, ...commands: readonly Command[]) => {
  const steps: Step[] = [];
  try {
    for (const command of commands) steps.push(await start(command));
    return await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      let output = new asyncio.StreamReader();
      output.feed_data(input);
      output.feed_eof();
      for (const { stdin, stdout } of steps) {
        group.create_task(pump(output, stdin));
        output = stdout;
      }
      const complaints = steps.map(({ stderr }) => group.create_task(stderr.read()));
      const result = await output.read();
      for (const [index, step] of steps.entries()) {
        const code = await step.process.wait();
        const complaint = String(await complaints[index]).trim();
        if (code !== 0) throw new StepFailed(`${commands[index]?.[0]} ended with ${code}: ${complaint}`);
      }
      return String(result);
    });
  } finally {
    // Whatever has happened, nothing goes on running.
    for (const { process } of steps) if (process.returncode === null) process.kill();
    for (const { process } of steps) await process.communicate();
  }
});

const main = asyncio.coroutine(async () => {
  const text = "the cat sat on the mat and the dog sat on the log and on the cat\n".repeat(10_000);
  const words = await pipeline(
    text,
    ["tr", "-cs", "a-z", "\\n"],
    ["sort"],
    ["uniq", "-c"],
    ["sort", "-k1,1nr", "-k2"],
    ["head", "-n", "3"],
  );
  for (const line of words.trim().split("\n")) console.log(line.trim());

  try {
    await pipeline("text", ["cat"], ["sh", "-c", "cat; echo it broke >&2; exit 3"], ["cat"]);
  } catch (error) {
    if (!(error instanceof asyncio.ExceptionGroup)) throw error;
    for (const each of error.exceptions) console.log(String(each));
  }

  try {
    await asyncio.wait_for(pipeline("", ["sleep", "100"], ["cat"]), 0.2);
  } catch (error) {
    if (!(error instanceof asyncio.TimeoutError)) throw error;
    console.log("a pipeline that takes too long is stopped");
  }
});

await asyncio.run(main());
