/** Runs a ported script as `python script.py` would run its original, in this very process. */
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { KeyboardInterrupt, SystemExit } from "asyncio-node";
import { register } from "tsx/esm/api";
import { install } from "./hooks.mjs";

register({ tsconfig: false });
install();

/** Ends the process as Python ends it for an exception that nobody caught. */
function end(error) {
  const write = (text) => process.stderr.write(`${text}\n`);
  if (error instanceof SystemExit) {
    const code = error.code ?? 0;
    if (typeof code !== "number") write(code);
    process.exit(typeof code === "number" ? code : 1);
  }
  write(error instanceof Error ? inspect(error) : `Uncaught ${inspect(error)}`);
  if (error instanceof KeyboardInterrupt) {
    // Not a status of our own: a shell that runs this in a loop must see that it was interrupted.
    process.removeAllListeners("SIGINT");
    process.kill(process.pid, "SIGINT");
  }
  process.exit(1);
}

/** Runs the script at `file`, an absolute path, with `args` as its arguments. */
export async function run_script(file, args) {
  process.argv = [process.execPath, file, ...args];
  process.on("uncaughtException", end);
  await import(pathToFileURL(file).href);
}
