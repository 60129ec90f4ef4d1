/**
 * Programs in processes of their own, for what a test cannot do to its own: interrupt it, or let it end.
 *
 * They are TypeScript, import "asyncio-node" as anybody would, and are compiled as anybody would compile them
 * (decorators lowered), since not every Node strips types.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { build_library } from "./library.js";

/** How a program ended: what it wrote, and its exit status or the signal that killed it. */
export interface Ended {
  readonly out: string;
  readonly err: string;
  readonly status: number | string;
}

/** A program that runs. */
export interface Program {
  /** Waits until it has written `text` to standard output. */
  wrote(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

export interface Programs {
  start(source: string, node_options?: readonly string[]): Promise<Program>;
  /** Starts it and waits for its end. */
  run(source: string, node_options?: readonly string[]): Promise<Ended>;
}

/** For the specs of one file, at whose top this stands. */
export function programs(): Programs {
  let folder = "";
  let count = 0;
  const alive = new Set<ChildProcess>();

  beforeAll(async () => {
    folder = await build_library("programs");
  });

  afterAll(() => {
    for (const child of alive) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(source: string, node_options: readonly string[] = []): Promise<Program> {
    const { code } = await transform(source, {
      format: "esm",
      target: "node20",
      keepNames: true,
      loader: "ts",
    });
    const file = join(folder, `program-${++count}.js`);
    writeFileSync(file, code);
    const env = { PATH: process.env.PATH, NO_COLOR: "1" };
    const child = spawn(process.execPath, [...node_options, file], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    alive.add(child);
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    const ended = new Promise<Ended>((resolve) => {
      child.on("close", (code, signal) => {
        alive.delete(child);
        resolve({ out, err, status: signal ?? code ?? "?" });
      });
    });
    return {
      ended,
      kill: (signal) => void child.kill(signal),
      wrote: (text) =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            if (out.includes(text)) resolve();
          };
          look();
          child.stdout.on("data", look);
          child.on("close", () => reject(new Error(`it ended without writing ${text}:\n${out}${err}`)));
        }),
    };
  }

  return { start, run: async (source, node_options) => (await start(source, node_options)).ended };
}
