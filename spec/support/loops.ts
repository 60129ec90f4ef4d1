import * as asyncio from "asyncio-node";
import { onTestFinished } from "vitest";

/** A new loop, which is closed when the test is over. */
export function opened(): asyncio.EventLoop {
  const loop = asyncio.new_event_loop();
  onTestFinished(() => loop.close());
  return loop;
}
