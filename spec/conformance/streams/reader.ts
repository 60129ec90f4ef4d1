import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

async function show(what: string, awaitable: PromiseLike<unknown>) {
  try {
    console.log(what, repr(await awaitable));
  } catch (e) {
    console.log(what, repr(e));
    if (e instanceof asyncio.IncompleteReadError) {
      console.log("  partial", repr(e.partial), "expected", repr(e.expected));
    }
    if (e instanceof asyncio.LimitOverrunError) console.log("  consumed", e.consumed);
  }
}

const main = asyncio.coroutine(async function main() {
  let reader = new asyncio.StreamReader();
  console.log(reader);
  reader.feed_data("line one\nline two\nrest");
  console.log(reader);
  await show("readline", reader.readline());
  await show("read(4)", reader.read(4));
  await show("read(0)", reader.read(0));
  await show("readexactly(0)", reader.readexactly(0));
  await show("readexactly(5)", reader.readexactly(5));
  console.log("at_eof", repr(reader.at_eof()));
  reader.feed_eof();
  console.log(reader, repr(reader.at_eof()));
  await show("readexactly(10)", reader.readexactly(10));
  console.log(reader, repr(reader.at_eof()));
  await show("readline", reader.readline());
  await show("read", reader.read());
  await show("readexactly(1)", reader.readexactly(1));
  await show("readuntil", reader.readuntil("x"));
  await show("readexactly(-1)", reader.readexactly(-1));

  reader = new asyncio.StreamReader();
  reader.feed_data("all of it");
  reader.feed_eof();
  await show("read(-1)", reader.read(-1));

  reader = new asyncio.StreamReader({ limit: 16 });
  console.log(reader);
  reader.feed_data("x".repeat(20));
  await show("readline, too long", reader.readline());
  console.log(reader);
  reader.feed_data(`${"y".repeat(20)}\nnext\n`);
  await show("readline, too long", reader.readline());
  await show("readline", reader.readline());
  reader.feed_data("z".repeat(18));
  await show("readuntil, not found", reader.readuntil("ab"));
  await show("readuntil, not found", reader.readuntil("ab"));
  reader.feed_data("ab");
  await show("readuntil, too far", reader.readuntil("ab"));
  console.log(reader);
  await show("readexactly is not limited", reader.readexactly(20));

  reader = new asyncio.StreamReader();
  reader.set_exception(new asyncio.ValueError("broken"));
  console.log(reader, repr(reader.exception()));
  for (const read of [() => reader.read(), () => reader.readline(), () => reader.readuntil()]) {
    await show("broken", read());
  }
  await show("broken", reader.readexactly(1));

  for (const limit of [0, -1]) {
    try {
      new asyncio.StreamReader({ limit });
    } catch (e) {
      console.log(repr(e));
    }
  }
  reader = new asyncio.StreamReader();
  reader.feed_eof();
  try {
    reader.feed_data("late");
  } catch (e) {
    console.log(repr(e));
  }
});

await asyncio.run(main());
