/** Mutation tests of the judge: `npm run test:mutation`; CONTRIBUTING.md says how to read them. */
export default {
  mutate: ['src/judge/**/*.ts'],
  mutator: {
    excludedMutations: [
      // Sentences are held word by word by the snapshots and the tests of wording, which are not what is measured here.
      'StringLiteral',
    ],
  },
  plugins: ['./test/mutation/runner.mjs'],
  testRunner: 'pure',
  coverageAnalysis: 'perTest',
  // Constants of modules are made once, when the suites are loaded; no test can be told to try them.
  ignoreStatic: true,
  ignorePatterns: ['/dist', '/.slipway', '/coverage', '/docs/images', '/test/histories'],
  concurrency: 2,
  // Endless loops are counted out; the clock is the last resort, and generous to a busy machine.
  timeoutMS: 8_000,
  dryRunTimeoutMinutes: 15,
  timeoutFactor: 1,
  incremental: true,
  incrementalFile: '.slipway/mutation/incremental.json',
  tempDirName: '.slipway/mutation/sandbox',
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { reportTests: false, logTests: false },
  jsonReporter: { fileName: '.slipway/mutation/report.json' },
  htmlReporter: { fileName: '.slipway/mutation/report.html' },
  thresholds: { high: 95, low: 85, break: 85 },
};
