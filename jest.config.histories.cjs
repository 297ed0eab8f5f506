const base = require('./jest.config.cjs');

/** Records golden histories on a dev server: `npm run histories`; `-- --replace` records existing ones again. */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/histories/record.ts'],
  testTimeout: 120_000,
  reporters: ['default'],
};
