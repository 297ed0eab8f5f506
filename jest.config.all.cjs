const base = require('./jest.config.cjs');

/** The full matrices: what `npm run test:all` adds to `npm test`. */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/**/*.all.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
  reporters: ['default', ['<rootDir>/scripts/jest-summary.cjs', { name: 'all' }]],
};
