/** The call graph: who waits for whom. */
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { in_loop, turns } from "./support/in-loop.js";

const leaf = asyncio.coroutine(async function leaf(future: asyncio.Future) {
  await future;
});

describe("format_call_graph", () => {
  in_loop("walks from a future to all that wait for it", async () => {
    const future = asyncio.get_running_loop().create_future<void>();
    const inner = asyncio.create_task(leaf(future), { name: "inner" });
    const outer = asyncio.create_task(async () => void (await asyncio.gather(inner)), { name: "outer" });
    await turns(2);
    const graph = asyncio
      .format_call_graph(future)
      .replace(/0x[0-9a-f]+/g, "ID")
      .replace(/'[^']*\/|:\d+/g, "'");
    expect(graph.split("\n")).toEqual([
      "* Future(id=ID)",
      "  + Awaited by:",
      "    * Task(name='inner', id=ID)",
      "      + Call stack:",
      expect.stringMatching(/^ {6}\| {3}File 'graph\.spec\.ts', line \d+, in async leaf\(\)$/),
      "      + Awaited by:",
      "        * Future(id=ID)",
      "          + Awaited by:",
      "            * Task(name='outer', id=ID)",
      "              + Call stack:",
      expect.stringMatching(/in async outer\(\)$/),
    ]);
    future.set_result();
    await outer;
  });

  in_loop("knows those who wait by wait, shield and TaskGroup", async () => {
    const future = asyncio.get_running_loop().create_future<void>();
    const waits = asyncio.create_task(async () => void (await asyncio.wait([future])), { name: "waits" });
    const shields = asyncio.create_task(async () => void (await asyncio.shield(future)), { name: "shields" });
    const groups = asyncio.create_task(
      async () =>
        void (await asyncio.async_with(
          new asyncio.TaskGroup(),
          async (tg) => void tg.create_task(leaf(future)),
        )),
      { name: "groups" },
    );
    await turns(3);
    const graph = asyncio.format_call_graph(future);
    for (const name of ["waits", "shields", "groups"]) expect(graph).toContain(`Task(name='${name}'`);
    future.set_result();
    await asyncio.gather(waits, shields, groups);
  });

  in_loop("is empty in a plain callback", async () => {
    const loop = asyncio.get_running_loop();
    const said = loop.create_future<string>();
    loop.call_soon(() => said.set_result(asyncio.format_call_graph()));
    expect(await said).toBe("");
  });
});

describe("capture_call_graph", () => {
  in_loop("gives the current task with the frames of the code that runs", async () => {
    const graph = asyncio.capture_call_graph();
    expect(graph?.future).toBe(asyncio.current_task());
    expect(graph?.call_stack[0]?.frame.file).toMatch(/graph\.spec\.ts$/);
    expect(graph?.awaited_by).toEqual([]);
  });

  in_loop("takes keywords alone, for the current task", async () => {
    expect(asyncio.capture_call_graph({ limit: 0 })?.future).toBe(asyncio.current_task());
    expect(asyncio.format_call_graph({ limit: 0 })).toBe(asyncio.format_call_graph(null, { limit: 0 }));
    const texts: string[] = [];
    asyncio.print_call_graph({ file: { write: (text: string) => texts.push(text) }, limit: 0 });
    expect(texts).toEqual([`${asyncio.format_call_graph({ limit: 0 })}\n`]);
    expect(() => asyncio.format_call_graph({ bogus: 1 } as never)).toThrow(
      new TypeError("format_call_graph() got an unexpected keyword argument 'bogus'"),
    );
  });

  in_loop("limits the frames", async () => {
    expect(asyncio.capture_call_graph(null, { limit: 0 })?.call_stack).toEqual([]);
    expect(asyncio.capture_call_graph(null, { limit: 1 })?.call_stack).toHaveLength(1);
  });

  it("refuses what is no future, and has nothing to show outside of a loop", () => {
    expect(() => asyncio.capture_call_graph(1 as never)).toThrow(
      "1 object does not appear to be compatible with asyncio.Future",
    );
    expect(() => asyncio.capture_call_graph()).toThrow(/outside of a running event loop/);
  });
});

describe("print_call_graph", () => {
  in_loop("writes to a file of one's own", async () => {
    const written: string[] = [];
    asyncio.print_call_graph(null, { file: { write: (text) => written.push(text) } });
    expect(written.join("")).toMatch(/^\* Task\(name='Task-\d+', id=0x[0-9a-f]+\)\n {2}\+ Call stack:\n/);
  });
});
