import { once } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type WarningCategory, warn } from "../../lib/python/warnings.js";

const CATEGORIES: WarningCategory[] = [
  "RuntimeWarning",
  "ResourceWarning",
  "DeprecationWarning",
  "UserWarning",
];

describe("warn", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(CATEGORIES)("issues a %s that the process can see", async (category) => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const seen = once(process, "warning");
    warn("coroutine 'f' was never awaited", category);
    const [warning] = await seen;
    expect(warning).toBeInstanceOf(Error);
    expect(String(warning)).toBe(`${category}: coroutine 'f' was never awaited`);
  });

  it("points at its caller", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const seen = once(process, "warning");
    warn("too late", "UserWarning");
    const [warning] = await seen;
    expect(warning.stack.split("\n")[1]).toContain("warnings.spec.ts");
  });
});
