import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

// Sums what jest counted: `ci-counts.mjs NAME=EXITCODE...`, one for each run that was to happen. Run in the repository.
let passed = 0;
let failed = 0;
for (const [name, code] of process.argv.slice(2).map((run) => run.split('='))) {
  const counts = countsOf(name);
  passed += counts.passed;
  // Lint, types and set-up fail without a failed test: a run that exits with a fault has at least one failure.
  failed += code === '0' ? counts.failed : Math.max(counts.failed, 1);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function countsOf(name) {
  const file = path.join('.slipway', `test-summary-${name}.json`);
  if (!existsSync(file)) {
    console.log(`${name}: no test ran`);
    return { passed: 0, failed: 1 };
  }
  const summary = JSON.parse(readFileSync(file, 'utf8'));
  for (const test of summary.failedTests) console.log(`${name}: FAILED ${test}`);
  for (const test of summary.skippedTests) console.log(`${name}: SKIPPED ${test}`);
  const { passed, failed, brokenSuites, skipped, interrupted } = summary;
  if (brokenSuites > 0) console.log(`${name}: ${brokenSuites} suites did not start`);
  if (interrupted) console.log(`${name}: interrupted`);
  return { passed, failed: failed + brokenSuites + skipped + (interrupted ? 1 : 0) };
}
