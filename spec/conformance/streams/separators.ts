import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

/** A tuple of Python's: an array would be written as a list. */
function tuple(parts: readonly string[]) {
  const items = parts.map((part) => repr(Buffer.from(part)));
  return `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
}

async function show(reader: asyncio.StreamReader, separator: string | string[]) {
  const text = typeof separator === "string" ? repr(Buffer.from(separator)) : tuple(separator);
  try {
    console.log(text, "->", repr(await reader.readuntil(separator)));
  } catch (e) {
    console.log(text, "->", repr(e));
  }
}

const main = asyncio.coroutine(async function main() {
  const reader = new asyncio.StreamReader();
  reader.feed_data("one;two, three END four\r\nfive");
  await show(reader, ";");
  await show(reader, [",", " "]);
  await show(reader, ["END", "EN"]);
  await show(reader, ["D four", "four"]);
  await show(reader, ["\n", "\r\n"]);
  await show(reader, []);
  await show(reader, "");
  await show(reader, ["a", ""]);

  const task = asyncio.create_task(() => show(reader, ["STOP", "HALT"]));
  for (const piece of [" six ST", "O", "PP", "ED ", "HAL", "T!"]) {
    reader.feed_data(piece);
    await asyncio.sleep(0);
  }
  await task;
  await show(reader, "HALT");
  reader.feed_eof();
  await show(reader, ["HALT", "STOP"]);
});

await asyncio.run(main());
