const base = require('./jest.config.cjs');

/** The full matrices: what `npm run test:all` adds to `npm test`. */
module.exports = {
  ...base,
  // The contract cases run against a sandbox here.
  testMatch: ['<rootDir>/test/**/*.all.test.ts', '<rootDir>/test/contract/**/*.contract.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
  reporters: ['default', ['<rootDir>/scripts/jest-summary.cjs', { name: 'all' }]],
};
