const base = require('./jest.config.cjs');

/** The contract cases, against the account that `CONTRACT_TARGET` says; see `npm run contract`. */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/contract/**/*.contract.ts'],
  testTimeout: 45 * 60_000,
  reporters: ['default'],
};
