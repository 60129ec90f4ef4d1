import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteBuffer } from "../../lib/internal/byte-buffer.js";

function holding(...chunks: string[]): ByteBuffer {
  const buffer = new ByteBuffer();
  for (const chunk of chunks) buffer.push(Buffer.from(chunk));
  return buffer;
}

describe("a byte buffer", () => {
  it("gives out in other portions what it was given", () => {
    const buffer = holding("one ", "two ", "three");
    expect(buffer.length).toBe(13);
    expect(String(buffer.take(6))).toBe("one tw");
    expect(String(buffer.take(100))).toBe("o three");
    expect(buffer.length).toBe(0);
    expect(buffer.take(1).length).toBe(0);
  });

  it("finds a part, also across chunks, and nothing behind its end", () => {
    const buffer = holding("abcEN", "Ddef");
    expect(buffer.index_of(Buffer.from("END"), 0)).toBe(3);
    expect(buffer.index_of(Buffer.from("END"), 4)).toBe(-1);
    buffer.skip(2);
    expect(buffer.index_of(Buffer.from("END"), 0)).toBe(1);
    expect(buffer.has_at(Buffer.from("END"), 1)).toBe(true);
    expect(buffer.has_at(Buffer.from("END"), 2)).toBe(false);
    expect(buffer.has_at(Buffer.from("deff"), 4)).toBe(false);
  });

  it("hands a whole chunk on as it is", () => {
    const chunk = Buffer.from("a whole chunk");
    const buffer = new ByteBuffer();
    buffer.push(chunk);
    expect(buffer.take(chunk.length)).toBe(chunk);
  });

  it("does not let a short part hold on to a long chunk", () => {
    const buffer = new ByteBuffer();
    buffer.push(Buffer.alloc(100_000));
    expect(buffer.take(10).buffer.byteLength).toBeLessThan(100_000);
  });

  it("never writes over what it has handed out", () => {
    const buffer = holding("x".repeat(10));
    buffer.push(Buffer.from("y".repeat(10)));
    const taken = buffer.take(15);
    buffer.push(Buffer.from("z".repeat(3000)));
    expect(String(taken)).toBe("xxxxxxxxxxyyyyy");
  });

  it("does what a plain string would", () => {
    const operation = fc.oneof(
      fc.record({ push: fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 3000 }) }),
      fc.record({ take: fc.nat(4000) }),
      fc.record({ skip: fc.nat(4000) }),
      fc.record({ find: fc.constantFrom("a", "ab", "cab"), from: fc.nat(100) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const buffer = new ByteBuffer();
        let model = "";
        const handed_out: [Buffer, string][] = [];
        for (const each of operations) {
          if ("push" in each) {
            buffer.push(Buffer.from(each.push));
            model += each.push;
          } else if ("take" in each) {
            const taken = buffer.take(each.take);
            handed_out.push([taken, model.slice(0, each.take)]);
            model = model.slice(each.take);
          } else if ("skip" in each) {
            buffer.skip(each.skip);
            model = model.slice(each.skip);
          } else {
            expect(buffer.index_of(Buffer.from(each.find), each.from)).toBe(
              model.indexOf(each.find, each.from),
            );
          }
          expect(buffer.length).toBe(model.length);
        }
        for (const [taken, text] of handed_out) expect(String(taken)).toBe(text);
      }),
    );
  });
});
