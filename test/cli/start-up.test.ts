import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const statement = /^(?:import|export) (?!type )(?:[^'";]*? from )?'([^']+)';/gm;

/** Every module and package that loading a file loads with it; types and lazy imports are none. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(statement)) {
    if (!target.startsWith('.')) seen.add(target);
    else if (!target.endsWith('.json'))
      loadedBy(sourceOf(path.resolve(path.dirname(file), target)), seen);
  }
  return seen;
}

const sourceOf = (module: string): string =>
  [`${module}.ts`, `${module}/index.ts`].find(existsSync) ?? module;

const cli = (file: string): string => path.join(__dirname, '../../src/cli', file);
const packagesOf = (file: string): string[] =>
  [...loadedBy(cli(file))]
    .filter((name) => !path.isAbsolute(name) && !name.startsWith('node:'))
    .sort();

test('help, version and every usage error load the argument parser and colours, nothing more', () => {
  expect(packagesOf('main.ts')).toEqual(['@commander-js/extra-typings', 'picocolors']);
});

test('validate adds what reads the spec, and knows neither Temporal nor AWS', () => {
  expect(packagesOf('../spec/parse-spec.ts')).toEqual(['json-p3', 'yaml', 'zod']);
});

test('a verb over Temporal loads its client, never the worker, the workflow library or AWS', () => {
  const loaded = [
    'session',
    'find-release',
    'start-release',
    'make-plan',
    'decide',
    'ask',
    'look',
    'visibility',
  ]
    .flatMap((name) => packagesOf(`temporal/${name}.ts`))
    .concat(packagesOf('follow.ts'), packagesOf('load-spec.ts'), packagesOf('saved-plan.ts'));
  expect(loaded).toContain('@temporalio/client');
  expect(loaded.filter((name) => /worker|workflow|@aws-sdk|testing|activity/.test(name))).toEqual(
    [],
  );
});
