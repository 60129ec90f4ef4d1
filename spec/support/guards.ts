/**
 * Stands around every test, and fails one that makes itself heard unannounced (see `noise.ts`) or leaves something
 * behind: a loop that is open or runs, a task that is not done, a handle of Node's, a listener of the process.
 *
 * A test ends when its own `onTestFinished` are through. Of tests that run at the same time, the last is asked.
 */
import { setTimeout as delay } from "node:timers/promises";
import * as asyncio from "asyncio-node";
import { beforeEach } from "vitest";
import { _native_loop, _set_loop_factory } from "../../lib/events.js";
import { outside } from "../../lib/internal/forgotten.js";
import { listen } from "./noise.js";

/** What keeps a process alive, other than what the test runner itself has open. */
const HANDLES = /^(TCP|TLS|UDP|Process|Signal|PipeServer|PipeConnect|FSEvent)/;
/** How often, and for how many milliseconds each, closing handles are waited for. */
const PATIENCE = 100;
const MOMENT = 5;

const loops = new Set<asyncio.EventLoop>();
_set_loop_factory(() => {
  const loop = new asyncio.EventLoop();
  loops.add(loop);
  return loop;
});

let tests = 0;
let end_of_noise: () => string[] = () => [];
let handles: string[] = [];
let listeners: string[] = [];

beforeEach((context) => {
  tests += 1;
  if (tests === 1) {
    end_of_noise = listen();
    handles = open_handles();
    listeners = process_listeners();
  }
  // Registered first, called last.
  context.onTestFinished(async () => {
    tests -= 1;
    if (tests > 0) return;
    const complaints = [...left_loops(), ...(await left_handles()), ...more(listeners, process_listeners())];
    // Node issues warnings in the next tick, and tells of rejections once the microtasks have run.
    await delay(0);
    complaints.push(...end_of_noise());
    if (complaints.length > 0 && context.task.result?.state !== "fail") {
      throw new Error(`the test was not clean\n- ${complaints.join("\n- ")}`);
    }
  });
});

function left_loops(): string[] {
  // What native code awaits shares a loop that is never closed.
  const shared = loops.size > 0 ? _native_loop() : null;
  const complaints: string[] = [];
  for (const loop of loops) {
    if (loop.is_running()) complaints.push(`${loop} runs`);
    for (const task of asyncio.all_tasks(loop)) complaints.push(`${task} is not done`);
    if (loop !== shared && !loop.is_closed()) complaints.push(`${loop} was not closed`);
    if (loop !== shared || complaints.length > 0) loops.delete(loop);
  }
  // What nobody looked at is this test's, and not that of the one during which the garbage is collected.
  shared?._forgotten.sweep();
  outside.sweep();
  return complaints;
}

async function left_handles(): Promise<string[]> {
  for (let i = 0; i < PATIENCE && more(handles, open_handles()).length > 0; i += 1) await delay(MOMENT);
  return more(handles, open_handles());
}

function open_handles(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => HANDLES.test(kind));
}

function process_listeners(): string[] {
  return process
    .eventNames()
    .map(String)
    .filter((name) => name.startsWith("SIG") || name === "warning" || name === "unhandledRejection")
    .flatMap((name) => process.listeners(name as "warning").map(() => `a listener of ${name}`));
}

/** What there is more of than before. */
function more(before: readonly string[], now: readonly string[]): string[] {
  const left = [...before];
  return now.filter((each) => {
    const index = left.indexOf(each);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
