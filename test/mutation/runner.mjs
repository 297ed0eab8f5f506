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

  /** It loads anew where Stryker asks for it, in `mutantRun`. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    this.tests = loadSuites(process.cwd());
  }

  async dryRun() {
    const tests = [];
    for (const test of this.tests) {
      this.mutants.currentTestId = test.id;
      tests.push(await resultOf(test));
    }
    this.mutants.currentTestId = undefined;
    return { status: 'complete', tests, mutantCoverage: this.mutants.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, reloadEnvironment }) {
    const wanted = new Set(testFilter ?? this.tests.map(({ id }) => id));
    const isTried = ({ id, tries }) => wanted.has(id) && tries(activeMutant.fileName);
    const tests = this.tests.filter(isTried);
    // Stryker counts to a hundred times what all tests together reached, which takes minutes in a numeric loop.
    const limit = hitLimit === undefined ? undefined : hitLimit / 20;
    Object.assign(this.mutants, { activeMutant: activeMutant.id, hitLimit: limit, hitCount: 0 });
    try {
      const found = await this.tried(tests, limit);
      if (found.status !== 'survived' || !reloadEnvironment) return found;
      // Some of it ran when the suites were loaded, such as the data that their tests share: load them with the mutant.
      this.mutants.hitCount = 0;
      const again = this.reloaded(tests, limit);
      return again.status ? again : await this.tried(again.suites.filter(isTried), limit);
    } catch (error) {
      return { status: 'error', errorMessage: String(error) };
    } finally {
      for (const key of ['activeMutant', 'hitLimit', 'hitCount']) this.mutants[key] = undefined;
    }
  }

  /** The suites of these tests, or what became of a mutant with which they don't load. */
  reloaded(tests, limit) {
    const files = new Set(tests.map(({ file }) => file));
    try {
      return { suites: loadSuites(process.cwd(), files) };
    } catch (error) {
      const endless = determineHitLimitReached(this.mutants.hitCount, limit);
      if (endless) return endless;
      this.mutants.activeMutant = undefined;
      // A fault that is there without the mutant too is none of its doing: this throws then.
      loadSuites(process.cwd(), files);
      const [{ id }] = tests;
      return { status: 'killed', killedBy: [id], failureMessage: String(error), nrOfTests: 1 };
    }
  }

  async tried(tests, limit) {
    let nrOfTests = 0;
    // Quick tests first: most mutants fall to one of them.
    for (const test of tests.sort((a, b) => took(a) - took(b))) {
      nrOfTests += 1;
      const { status, failureMessage } = await resultOf(test);
      const endless = determineHitLimitReached(this.mutants.hitCount, limit);
      if (endless) return endless;
      if (status === TestStatus.Failed)
        return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests };
    }
    return { status: 'survived', nrOfTests };
  }
}

const times = new Map();
const took = ({ id }) => times.get(id) ?? 0;

async function resultOf(test) {
  const from = performance.now();
  let failureMessage;
  try {
    await test.run();
  } catch (error) {
    failureMessage = error instanceof Error ? error.message : String(error);
  }
  times.set(test.id, performance.now() - from);
  const told = { id: test.id, name: test.name, fileName: test.file, timeSpentMs: took(test) };
  return failureMessage === undefined
    ? { ...told, status: TestStatus.Success }
    : { ...told, status: TestStatus.Failed, failureMessage };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'pure', PureRunner)];
