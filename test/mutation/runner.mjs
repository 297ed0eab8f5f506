import { createRequire } from 'node:module';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, TestStatus } from '@stryker-mutator/api/test-runner';

const { loadSuites } = createRequire(import.meta.url)('./suites.cjs');

/**
 * Runs the judge's tests against mutants within one process. Stryker's own Jest runner starts Jest for each mutant,
 * which takes seconds where these tests take milliseconds; the judge is pure, so nothing is left over from test to test.
 */
class PureRunner {
  mutants = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

  // What is made when modules load is not made anew: mutants there are static, and those that tests reach as well are
  // tried by these tests alone. A new process for each would find a few more.
  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    this.tests = loadSuites(process.cwd());
    this.tests.forEach((test, index) =>
      Object.assign(test, { id: `${index} ${test.name}`, took: 0 }),
    );
  }

  async dryRun() {
    const results = [];
    for (const test of this.tests) {
      this.mutants.currentTestId = test.id;
      results.push(await this.resultOf(test));
    }
    this.mutants.currentTestId = undefined;
    return { status: 'complete', tests: results, mutantCoverage: this.mutants.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    // Stryker counts to a hundred times what all tests together reached, which takes minutes in a numeric loop.
    const limit = hitLimit === undefined ? undefined : hitLimit / 20;
    Object.assign(this.mutants, { activeMutant: activeMutant.id, hitLimit: limit, hitCount: 0 });
    const wanted = new Set(testFilter ?? this.tests.map(({ id }) => id));
    // Quick tests first: most mutants fall to one of them.
    const tests = this.tests
      .filter(({ id, tries }) => wanted.has(id) && tries(activeMutant.fileName))
      .sort((a, b) => a.took - b.took);
    let nrOfTests = 0;
    try {
      for (const test of tests) {
        nrOfTests += 1;
        const { status, failureMessage } = await this.resultOf(test);
        const endless = determineHitLimitReached(this.mutants.hitCount, limit);
        if (endless) return endless;
        if (status === TestStatus.Failed) {
          return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests };
        }
      }
      return { status: 'survived', nrOfTests };
    } finally {
      Object.assign(this.mutants, {
        activeMutant: undefined,
        hitLimit: undefined,
        hitCount: undefined,
      });
    }
  }

  async resultOf(test) {
    const from = performance.now();
    let failureMessage;
    try {
      await test.run();
    } catch (error) {
      failureMessage = error instanceof Error ? error.message : String(error);
    }
    test.took = performance.now() - from;
    const told = { id: test.id, name: test.name, fileName: test.file, timeSpentMs: test.took };
    return failureMessage === undefined
      ? { ...told, status: TestStatus.Success }
      : { ...told, status: TestStatus.Failed, failureMessage };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'pure', PureRunner)];
