const { readdirSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');
const fc = require('fast-check');

// The parts that Jest itself is made of, of the version that it asks for.
const ofJest = createRequire(createRequire(require.resolve('jest')).resolve('@jest/core'));
const ofRunner = createRequire(createRequire(ofJest.resolve('jest-config')).resolve('jest-circus'));
const circus = ofRunner('jest-circus');
const { jestExpect } = ofRunner('@jest/expect');
const { SnapshotState } = ofRunner('jest-snapshot');

/** Suites that say nothing of single lines within a second: they play bakes, or hold `bench` to its word. */
const leftOut = [
  'ab-test/simulation',
  'answers/simulation',
  'chart',
  'drift/simulation',
  'goals',
  'peers',
  'simulated-bakes',
  'simulation',
];

/** Suites of large or random samples: they try what their own folder does, and nothing else. */
const costly = [
  'ab-test/properties',
  'answers/answers-tally',
  'answers/answers-verdict',
  'answers/pairing',
  'answers/properties',
  'answers/shadow-answers',
  'answers/sums',
  'drift/drift-verdict',
  'drift/made-by-hand',
  'drift/properties',
  'e-process',
  'load-test/properties',
  'planner/forecast',
  'planner/pass-chance',
  'planner/properties',
  'quantile-interval',
  'record/gate-record',
  'record/what-if',
  'statistics/bad-input',
];

const compiled = new Map();

/**
 * All tests of the judge in this tree, loaded anew, or those of some files: each with an id, its name and
 * file, which sources' mutants it tries, and how to run it.
 */
function loadSuites(root, only) {
  const { transform } = require(path.join(root, 'jest.config.cjs'));
  const [, options] = transform['\\.ts$'];
  require.extensions['.ts'] = (module, filename) => {
    const source = readFileSync(filename, 'utf8');
    const code =
      compiled.get(filename) ??
      transformSync(source, { ...options, filename, swcrc: false, sourceMaps: false }).code;
    compiled.set(filename, code);
    module._compile(code, filename);
  };
  for (const loaded of Object.keys(require.cache))
    if (loaded.startsWith(path.join(root, 'src')) || loaded.startsWith(path.join(root, 'test')))
      delete require.cache[loaded];
  drawTheSameFewCases();
  const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
  const globals = { describe, it, test, beforeAll, beforeEach, afterAll, afterEach };
  Object.assign(globalThis, globals, { expect: jestExpect });

  const judge = path.join(root, 'test', 'judge');
  const files = readdirSync(judge, { recursive: true }).filter((file) => file.endsWith('.test.ts'));
  return files
    .filter((file) => !leftOut.includes(file.replace(/\.test\.ts$/, '')))
    .sort()
    .map((file) => path.join(judge, file))
    .filter((file) => only?.has(file) ?? true)
    .flatMap(testsOf);
}

function testsOf(file) {
  circus.resetState();
  require(file);
  const { rootDescribeBlock, hasFocusedTests } = circus.getState();
  if (hasFocusedTests) throw new Error(`${file} has a focused test: mutants would live by it`);
  const found = leavesOf(rootDescribeBlock, [], file);
  const snapshots = path.join(path.dirname(file), '__snapshots__', `${path.basename(file)}.snap`);
  const triesAll = !costly.some((suite) => file.endsWith(`/judge/${suite}.test.ts`));
  const folder = roomOf(file);
  const tries = (source) => triesAll || roomOf(source) === folder;
  return found.map(({ name, fn }, index) => {
    const id = `${folder}/${path.basename(file)} ${index} ${name}`;
    return { id, name, file, tries, run: () => run(name, fn, file, snapshots) };
  });
}

/** The folder inside of `judge`, of a source as of its suite; none for what stands at the top. */
function roomOf(file) {
  return /\/judge\/(?:([^/]+)\/)?/.exec(file)?.[1] ?? '';
}

function leavesOf(block, names, file) {
  if (block.hooks.length > 0) {
    throw new Error(`${file} has hooks: what they cover could be said of no test`);
  }
  return block.children.flatMap((child) => {
    if (child.mode === 'skip' || child.mode === 'todo') return [];
    const path = [...names, child.name];
    return child.type === 'test'
      ? [{ name: path.join(' '), fn: child.fn }]
      : leavesOf(child, path, file);
  });
}

async function run(name, fn, testPath, snapshots) {
  const format = { escapeString: false, printBasicPrototype: false };
  const snapshotState = new SnapshotState(snapshots, {
    updateSnapshot: 'none',
    snapshotFormat: format,
    rootDir: path.dirname(testPath),
  });
  jestExpect.setState({ currentTestName: name, testPath, snapshotState, suppressedErrors: [] });
  await fn();
  const [unmatched] = jestExpect.getState().suppressedErrors ?? [];
  if (unmatched) throw unmatched;
}

/** A mutant that lives must live each time, and what five cases don't show is no line's fault. */
const properties = fc.default ?? fc;
const { assert } = properties;
function drawTheSameFewCases() {
  properties.assert = (property, given = {}) =>
    assert(property, { ...given, seed: 20, numRuns: Math.min(given.numRuns ?? 5, 5) });
}

module.exports = { loadSuites };
