/**
 * The documentation runs: every TypeScript block of the README and of docs/ is a program that ends well, or a part of
 * one whose heading says what it prints.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pages = ["README.md", ...readdirSync(join(root, "docs")).map((file) => `docs/${file}`)];
const folder = mkdtempSync(join(root, "node_modules/.docs-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blocks = pages.flatMap((page) => {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code], index) => ({
    page,
    number: index + 1,
    code: code as string,
  }));
});

describe.concurrent("the code of the documentation", () => {
  test.each(blocks)("$page, block $number", async ({ page, number, code }) => {
    const file = join(folder, `${page.replace(/\W/g, "-")}-${number}.mjs`);
    writeFileSync(file, (await transform(code, { loader: "ts", target: "node20" })).code);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], {
      cwd: root,
    });
    expect(stderr).toBe("");
    for (const [, printed] of code.matchAll(/console\.log\(.*\/\/ (.*)$/gm))
      expect(stdout).toContain(printed);
  });
});

test("every link inside the documentation leads somewhere", () => {
  for (const page of pages) {
    const text = readFileSync(join(root, page), "utf8");
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      const file = fileURLToPath(new URL(target as string, `file://${join(root, page)}`));
      expect(() => readFileSync(file), `${page}: ${target}`).not.toThrow();
    }
  }
});
