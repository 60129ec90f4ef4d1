/**
 * Stream writers that a server's handler has left open, and that nobody holds on to any more.
 *
 * CPython counts references, and closes such a connection as soon as the handler has ended. Here it is closed when the
 * writer is garbage, which may take a while: not before memory is short.
 */
import type { EventLoop } from "../node-events.js";
import { repr } from "../python/repr.js";
import { warn } from "../python/warnings.js";
import type { BaseTransport } from "../transports.js";

/** What is left of a writer. */
interface Remains {
  readonly transport: BaseTransport;
  readonly reader: object;
  readonly loop: EventLoop;
}

const writers = new FinalizationRegistry<Remains>(({ transport, reader, loop }) => {
  if (loop.is_closed() || transport.is_closing()) return;
  loop.call_soon_threadsafe(() => {
    transport.close();
    if (!loop.get_debug()) return;
    warn(`unclosed <StreamWriter transport=${repr(transport)} reader=${repr(reader)}>`, "ResourceWarning");
  });
});

/** Closes the transport once its writer is garbage. */
export function close_when_dropped(writer: object, remains: Remains): void {
  if (!remains.transport.is_closing()) writers.register(writer, remains);
}
