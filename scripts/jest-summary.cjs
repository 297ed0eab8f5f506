const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

/** Jest reporter: writes the counts of a run to `.slipway/test-summary-<name>.json`, and names every skipped test. */
module.exports = class JestSummary {
  constructor({ rootDir }, { name }) {
    this.rootDir = rootDir;
    this.file = path.join(rootDir, '.slipway', `test-summary-${name}.json`);
  }

  onRunComplete(_contexts, results) {
    const skipped = this.named(results, ['pending', 'todo', 'disabled']);
    const summary = {
      passed: results.numPassedTests,
      failed: results.numFailedTests,
      // A suite that could not start (syntax, import, set-up) has no failed test to be counted by.
      brokenSuites: results.numRuntimeErrorTestSuites,
      skipped: skipped.length,
      suites: results.numTotalTestSuites,
      seconds: Math.round((Date.now() - results.startTime) / 1000),
      interrupted: results.wasInterrupted,
      failedTests: this.named(results, ['failed']),
      skippedTests: skipped,
    };
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(this.file, `${JSON.stringify(summary, undefined, 2)}\n`);
  }

  named(results, statuses) {
    return results.testResults.flatMap(({ testFilePath, testResults }) =>
      testResults
        .filter(({ status }) => statuses.includes(status))
        .map(({ fullName }) => `${path.relative(this.rootDir, testFilePath)}: ${fullName}`),
    );
  }
};
