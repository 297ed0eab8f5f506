import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createProgram } from '../../src/cli/program';
import { referenceOf } from '../../src/cli/reference';
import { exitCodes } from '../../src/release/outcome';
import { slipway } from './support/command-line';

const page = (name: string): string =>
  readFileSync(path.join(__dirname, '../../docs', name), 'utf8');

test('docs/cli.md is what `slipway reference` prints', async () => {
  expect((await slipway(['reference'])).out).toBe(page('cli.md'));
});

test('the reference holds every verb that help shows', async () => {
  const { out } = await slipway(['--help']);
  const verbs = [...out.matchAll(/^ {2}([a-z]+)(?: \[[^ ]+\])* {2,}[a-z]/gm)].map(
    ([, verb]) => verb,
  );
  expect(verbs).toContain('start');
  for (const verb of verbs)
    if (verb !== 'help') expect(page('cli.md')).toContain(`## slipway ${verb}\n`);
});

test('docs/exit-codes.md names every exit code', () => {
  const codes = [...page('exit-codes.md').matchAll(/^\| (\d+) \| (\w+) \|/gm)];
  expect(Object.fromEntries(codes.map(([, code, name]) => [name, Number(code)]))).toEqual(
    exitCodes,
  );
});

test('the reference is made of the command line itself', () => {
  const terminal = { out: () => undefined, err: () => undefined } as never;
  expect(referenceOf(createProgram(terminal, () => Promise.resolve()))).toBe(page('cli.md'));
});
