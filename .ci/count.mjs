/**
 * Adds up what the test runs reported, as the last line of the build: `N passed, N failed`.
 *
 *     node .ci/count.mjs FAILED REPORT...     FAILED: 1 if a step of the build went wrong
 */
import { existsSync, readFileSync } from "node:fs";

const [step_failed, ...reports] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const file of reports) {
  if (!existsSync(file)) {
    console.error(`no report: the tests of ${file} have not run`);
    failed += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  // A file that cannot be loaded has no tests that could fail.
  failed += report.testResults.filter(
    (suite) => suite.status === "failed" && suite.assertionResults.length === 0,
  ).length;
}
// A check before the tests, such as the linter, or an error between them.
if (step_failed !== "0" && failed === 0) failed = 1;
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
