import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gaps } from '../sandbox/gaps';
import { claimsIn, readClaims } from './support/claims';
import { fidelityPage } from './support/fidelity-page';
import { servedServices, subjectOf } from './support/served-operations';

const file = path.join(__dirname, '../../docs/sandbox-fidelity.md');
const { claims, problems } = readClaims();

test('docs/sandbox-fidelity.md says what the tests claim', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(file, fidelityPage());
  expect(readFileSync(file, 'utf8')).toBe(fidelityPage());
});

test('every claim has its parts, is about what is served, and stands above a test', () => {
  expect(problems).toEqual([]);
});

test('every operation that is served is claimed by a test', () => {
  const unclaimed = servedServices.flatMap(({ title, operations }) =>
    operations
      .filter(
        (operation) =>
          !claims.some(({ subjects }) =>
            subjects.some(({ service, name }) => service === title && name === operation),
          ),
      )
      .map((operation) => `${title} ${operation}`),
  );
  expect(unclaimed).toEqual([]);
});

test('every gap is about an operation that is served, or a topic', () => {
  const lost = gaps.filter(({ about }) => subjectOf(about) === undefined);
  expect(lost.map(({ about }) => about)).toEqual([]);
});

describe('a claim is refused', () => {
  const source = 'AWS: API_DescribeEndpoint';
  const refused = (...lines: readonly string[]) => claimsIn('a.test.ts', lines.join('\n')).problems;
  const above = (claim: string) => refused(`// claim: ${claim}`, "test('a', () => undefined);");

  test('not when it is whole, over several lines, above another one', () => {
    const { claims: found, problems: none } = claimsIn(
      'a.test.ts',
      [
        '  // claim: DescribeEndpoint, CloudWatch TagResource, routing · shows all',
        `  //   of it · ${source}`,
        `  // claim: alarms · ring · ${source}`,
        "  it.each([1])('%d', () => undefined);",
      ].join('\n'),
    );

    expect(none).toEqual([]);
    expect(found.map(({ subjects, behaviour }) => [subjects.length, behaviour])).toEqual([
      [3, 'shows all of it'],
      [1, 'ring'],
    ]);
  });

  test.each([
    ['without a source', 'DescribeEndpoint · shows all', 'has 2 parts'],
    ['by a source of no kind', 'DescribeEndpoint · shows all · a friend', 'no kind of source'],
    ['of an operation not served', `CreateHub · makes one · ${source}`, 'CreateHub'],
    ['of an operation of two services', `TagResource · tags · ${source}`, 'TagResource'],
  ])('%s', (_what, claim, problem) => {
    expect(above(claim)).toEqual([expect.stringContaining(problem) as string]);
  });

  test.each([
    ['a function', 'const test = () => undefined;'],
    ['a suite', "describe('a', () => undefined);"],
    ['nothing', ''],
  ])('above %s', (_what, line) => {
    const claim = `// claim: DescribeEndpoint · shows all · ${source}`;

    expect(refused(claim, line)).toEqual(['a.test.ts:1 stands above no test']);
  });
});
