import { builtinModules } from 'node:module';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// The rooms of src, and what each may import of the others: values, or types only. A room that stands in no list is
// closed to it; nobody lists the sandbox. CLI and report know the workflows by their messages alone.
const messages = ['workflows/messages.ts', 'workflows/queries.ts'];
const rooms = {
  release: { types: ['judge'] },
  judge: { types: ['release'] },
  spec: { values: ['release'] },
  workflows: { values: ['release'], types: ['activities'] },
  activities: { values: ['release', 'judge', 'spec'] },
  worker: {
    values: ['release', 'judge', 'spec', 'workflows', 'activities', 'cli', 'report', 'local'],
  },
  report: { values: ['release', ...messages] },
  local: { values: ['release', 'sandbox/log-reader.ts'] },
  cli: {
    values: ['release', 'judge', 'spec', 'report', 'local', 'sandbox/log-reader.ts', ...messages],
  },
  sandbox: {},
};

/** Code of these rooms runs inside the workflow isolate: nothing of Node, of AWS, of zod, and no clock of its own. */
const isolated = ['release', 'judge', 'workflows'];
const foreign = {
  regex: `^(node:.*|(${builtinModules.join('|')})(/.*)?|@aws-sdk/.*|zod(/.*)?|@temporalio/(activity|client|worker|testing))$`,
  message: 'This code runs inside the workflow isolate.',
};
const globals = ['fetch', 'process', 'Buffer', 'crypto', 'setInterval', 'setImmediate'];

const roomRules = Object.entries(rooms).map(([room, { values = [], types = [] }]) => {
  const zone = {
    target: `./src/${room}`,
    from: './src',
    except: [room, ...values, ...types].map((other) => `./${other}`),
    message: `What ${room} may import is the table of rooms in eslint.config.mjs.`,
  };
  const typesOnly = types.map((other) => ({
    regex: `^(\\.\\./)+${other}(/|$)`,
    allowTypeImports: true,
    message: `${room} knows the types of ${other} only: use import type.`,
  }));
  const inIsolate = isolated.includes(room);
  return {
    files: [`src/${room}/**/*.ts`],
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: [zone] }],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [...typesOnly, ...(inIsolate ? [foreign] : [])] },
      ],
      'no-restricted-globals': inIsolate ? ['error', ...globals] : 'off',
    },
  };
});

export default defineConfig(
  { ignores: ['dist/', '.slipway/', 'coverage/'] },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    rules: { eqeqeq: 'error', 'no-unused-vars': 'error', 'prefer-const': 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { project: './tsconfig.json' } },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver()],
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'object-shorthand': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // An async update validator returns a promise, which Temporal takes for "accepted".
      'no-restricted-syntax': [
        'error',
        'Property[key.name="validator"] > :matches(ArrowFunctionExpression, FunctionExpression)[async=true]',
      ],
    },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  ...roomRules,
);
