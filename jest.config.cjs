/** Everything that `npm test` runs: all suites but the full matrices (`*.all.test.ts`). */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.all\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.slipway/'],
  // Types are checked by `npm run types`; here they are only removed.
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // The CLI loads its own modules lazily, by import(), which must name the built file.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 60_000,
  // Server suites each start a Temporal server, workers and models: two of them fill two cores.
  maxWorkers: 2,
  reporters: ['default', ['<rootDir>/scripts/jest-summary.cjs', { name: 'default' }]],
};
