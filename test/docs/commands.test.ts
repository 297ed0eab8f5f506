import { existsSync } from 'node:fs';
import path from 'node:path';
import { createProgram } from '../../src/cli/program';
import { processTerminal } from '../../src/cli/terminal';
import manifest from '../../package.json';
import { commands, pages, prose, root } from './support/pages';

const program = createProgram(processTerminal(new AbortController().signal), () =>
  Promise.resolve(),
);
const verbs = new Map(program.commands.map((verb) => [verb.name(), verb]));
/** The worker passes its flags on to another process; these are the ones it reads. */
const workerFlags = ['--build-id', '--health-port', '--health-host', '--evidence'];

const typed = pages.flatMap((page) => commands(page).map((command) => ({ page, command })));
const of = (start: RegExp) => typed.filter(({ command }) => start.test(command));

test.each(of(/^slipway [a-z]/))('$page: $command', ({ command }) => {
  const [first = ''] = command.split(/ {2,}|\||;|&&/);
  const [, name = '', second = ''] = first.split(' ');
  const verb = verbs.get(name);
  expect(verb?.name()).toBe(name);

  const sub = verb?.commands.find((one) => one.name() === second);
  if (verb && verb.commands.length > 0) expect(sub?.name()).toBe(second);

  const options = [verb, sub, program].flatMap((one) => one?.options ?? []);
  const known = options.flatMap(({ long, short }) => [long, short]);
  if (name === 'worker') known.push(...workerFlags);
  for (const flag of first.match(/(?<=\s)--?[a-z][a-z-]*/g) ?? []) expect(known).toContain(flag);
});

test.each(of(/^npm (?:run |test)/))('$page: $command', ({ command }) => {
  const [, name = ''] = /^npm (?:run )?([\w:-]+)/.exec(command) ?? [];
  expect(Object.keys(manifest.scripts)).toContain(name);
});

test.each(of(/^npx jest /))('$page: $command', ({ command }) => {
  const [, folder = ''] = /^npx jest (\S+)/.exec(command) ?? [];
  expect(existsSync(path.join(root, folder))).toBe(true);
});

const paths = pages.flatMap((page) =>
  [...prose(page).matchAll(/`((?:src|test|scripts|docs|examples)\/[^`\s*<{]*)`/g)].map(
    ([, file = '']) => ({ page, file }),
  ),
);

test.each(paths)('$page: $file is there', ({ file }) => {
  expect(existsSync(path.join(root, file))).toBe(true);
});
