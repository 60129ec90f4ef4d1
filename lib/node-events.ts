/**
 * The event loop on Node, as CPython's `unix_events.py` and `selector_events.py` are on Unix.
 */
import { BaseEventLoop } from "./base-events.js";
import { _set_loop_factory } from "./events.js";

/**
 * asyncio's event loop, on Node's own.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html
 */
export class EventLoop extends BaseEventLoop {}

_set_loop_factory(() => new EventLoop());
