import path from 'node:path';
import { catalogue, type CataloguedFault } from '../../sandbox/faults/catalogue';
import { writtenPlans, type WrittenPlan } from './fault-plans';

/** The whole of docs/sandbox-faults.md, from the catalogue, the plans and the tests that play them. */
export function faultsPage(): string {
  const plans = new Map(writtenPlans().map((plan) => [plan.name, plan]));
  return `${[
    '# What can go wrong, and how to try it',
    'Generated from `test/sandbox/faults/catalogue.ts` and the plans of `examples/faults`: `UPDATE_DOCS=1 npx jest test/docs` writes this page, and a test fails when it is stale.',
    'Every fault that Slipway must bear and that comes from AWS or from people there. A plan is played from the start: `node dist/sandbox/main.js --faults examples/faults/alarm-deleted.yaml`. The plans are about the [seeded world](sandbox.md#the-seeded-world); write the names of your own into a copy. The words are those of [the sandbox](sandbox.md#what-can-go-wrong). Each test plays its plan on a sandbox of its own, makes the calls with the clients of AWS, and looks at what they see.',
    [
      '| id | what goes wrong | plan | its words | test |',
      '| --- | --- | --- | --- | --- |',
      ...catalogue.flatMap((fault) => rowsOf(fault, plans)),
    ].join('\n'),
  ].join('\n\n')}\n`;
}

function rowsOf(
  { id, what, plans: names, note, proof }: CataloguedFault,
  plans: ReadonlyMap<string, WrittenPlan>,
): readonly string[] {
  const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const played = names.map((name, index) => {
    const { words = [], tests = [] } = plans.get(name) ?? {};
    const said = index === 0 ? what : '';
    const plan = `[${name}](../examples/faults/${name}.yaml)`;
    return row(index === 0 ? id : '', said, plan, words.map(code).join(', '), links(tests));
  });
  if (note === undefined) return played;
  const isFirst = played.length === 0;
  return [
    ...played,
    row(
      isFirst ? id : '',
      isFirst ? what : '',
      '',
      note,
      links(proof === undefined ? [] : [proof]),
    ),
  ];
}

const links = (files: readonly string[]): string =>
  files
    .map((file) => `[${path.posix.basename(file).replace(/(\.all)?\.test\.ts$/, '')}](../${file})`)
    .join(', ');

const code = (word: string): string => `\`${word}\``;
