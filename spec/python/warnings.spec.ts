import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { type WarningCategory, warn } from "../../lib/python/warnings.js";
import { expect_noise } from "../support/noise.js";

const CATEGORIES: WarningCategory[] = [
  "RuntimeWarning",
  "ResourceWarning",
  "DeprecationWarning",
  "UserWarning",
];

describe("warn", () => {
  it.each(CATEGORIES)("issues a %s that the process can see", async (category) => {
    expect_noise(/never awaited/);
    const seen = once(process, "warning");
    warn("coroutine 'f' was never awaited", category);
    const [warning] = await seen;
    expect(warning).toBeInstanceOf(Error);
    expect(String(warning)).toBe(`${category}: coroutine 'f' was never awaited`);
  });

  it("points at its caller", async () => {
    expect_noise(/too late/);
    const seen = once(process, "warning");
    warn("too late", "UserWarning");
    const [warning] = await seen;
    expect(warning.stack.split("\n")[1]).toContain("warnings.spec.ts");
  });
});
