/** Networks. Compiled by `npm run typecheck`, never run. */
import type { Coroutine, EventLoop, Transport } from "asyncio-node";
import * as asyncio from "asyncio-node";
import { describe, expectTypeOf, test } from "vitest";

class Client extends asyncio.Protocol {
  readonly is_client = true;
}

declare const loop: EventLoop;

describe("the loop's methods for networks", () => {
  test("know the protocol, however its factory is given", () => {
    type Made = Coroutine<readonly [transport: Transport, protocol: Client]>;
    expectTypeOf(loop.create_connection(() => new Client(), "localhost", 80)).toEqualTypeOf<Made>();
    expectTypeOf(loop.create_connection(() => new Client(), { host: "localhost" })).toEqualTypeOf<Made>();
    const protocol_factory = (): Client => new Client();
    expectTypeOf(loop.create_connection({ protocol_factory, host: "localhost" })).toEqualTypeOf<Made>();
    expectTypeOf(loop.create_unix_connection({ protocol_factory, path: "s" })).toEqualTypeOf<Made>();
    expectTypeOf(loop.connect_read_pipe({ protocol_factory, pipe: 0 })).toEqualTypeOf<
      Coroutine<readonly [transport: asyncio.ReadTransport, protocol: Client]>
    >();
    // @ts-expect-error: who makes the protocol?
    loop.create_connection({ host: "localhost" });
    // @ts-expect-error: no such keyword
    loop.create_connection({ protocol_factory, hostt: "localhost" });
    // @ts-expect-error: no such keyword
    loop.create_server(protocol_factory, { hostt: "localhost" });
  });

  test("know what a handler is called with", () => {
    asyncio.start_server({
      client_connected_cb: (reader, writer) => {
        expectTypeOf(reader).toEqualTypeOf<asyncio.StreamReader>();
        expectTypeOf(writer).toEqualTypeOf<asyncio.StreamWriter>();
      },
      port: 0,
    });
    asyncio.start_server((reader) => {
      expectTypeOf(reader).toEqualTypeOf<asyncio.StreamReader>();
    }, "localhost");
    // @ts-expect-error: who serves the client?
    asyncio.start_server({ host: "localhost", port: 0 });
  });

  test("take a signal's handler by name", () => {
    loop.add_signal_handler({ sig: "SIGINT", callback: () => {} });
    // @ts-expect-error: no such keyword
    loop.add_signal_handler({ signal: "SIGINT", callback: () => {} });
  });
});
