/**
 * Python's `time.monotonic`. `performance.now()` has the same clock and costs the same, but the first use of
 * `performance` loads `node:perf_hooks`: an eighth of what starting an empty main may cost.
 */

/** In seconds, from some moment on. */
export function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds + nanoseconds / 1e9;
}
