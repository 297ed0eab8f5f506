import { endlessShape, linesOf, shapeOf } from '../../../src/judge/answers/answer-shape';
import type { RequiredPath } from '../../../src/judge/answers/answer-spec';
import { payloadOf } from '../../../src/judge/answers/place';
import { schemaFinding, type SchemaFinding } from '../../../src/judge/answers/schema-finding';
import type { ShapeTally } from '../../../src/judge/answers/shape-tally';

const shapeOfText = (text: string): readonly string[] =>
  linesOf(shapeOf(payloadOf(text))).map(([path, types]) => `${path} ${types.join('|')}`);

/** An object with so many members, which has one path more. */
const membered = (members: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: members }, (_, at) => [`m${at}`, at])));

const numbers = (count: number): string => Array.from({ length: count }, String).join(',');

test.each<[answer: string, shape: string[]]>([
  ['1', ['$ number']],
  ['null', ['$ null']],
  ['"x"', ['$ string']],
  ['{}', ['$ object']],
  ['[]', ['$ array']],
  ['[true,1,[]]', ['$ array', '$[*] array|boolean|number']],
  [
    '{"rows":[{"id":null},{"id":"x"},{"at":{"id":1}}]}',
    [
      '$ object',
      '$.rows array',
      '$.rows[*] object',
      '$.rows[*].at object',
      '$.rows[*].at.id number',
      '$.rows[*].id null|string',
    ],
  ],
  [
    '{"_a9":1,"b":1,"9c":1,"d e":1,"f-":1,"g.h":1}',
    [
      '$ object',
      '$._a9 number',
      '$.b number',
      '$["9c"] number',
      '$["d e"] number',
      '$["f-"] number',
      '$["g.h"] number',
    ],
  ],
  ['', []],
  [
    'x,0.5,-1e3,Infinity,0x,\n,x',
    [
      'column 0 null|string',
      'column 1 number|string',
      'column 2 number',
      'column 3 string',
      'column 4 string',
      'column 5 null',
    ],
  ],
])('the shape of %j', (answer, shape) => {
  expect(shapeOfText(answer)).toEqual(shape);
});

test.each([
  ['members', membered(63), membered(64)],
  ['columns', numbers(64), numbers(65)],
])('64 paths are told apart, 65 are too many: %s', (_, most, beyond) => {
  expect(linesOf(shapeOf(payloadOf(most)))).toHaveLength(64);
  expect(shapeOf(payloadOf(beyond))).toBe(endlessShape);
});

test('what lies deeper than sixteen levels is of no shape', () => {
  const lines = (depth: number) =>
    linesOf(shapeOf(payloadOf('['.repeat(depth) + ']'.repeat(depth))));

  expect(lines(17).at(-1)).toEqual([`$${'[*]'.repeat(16)}`, ['array']]);
  expect(lines(40)).toEqual(lines(17));
  const members = (depth: number) =>
    linesOf(shapeOf(payloadOf('{"a":'.repeat(depth) + '0' + '}'.repeat(depth))));
  expect(members(16).at(-1)).toEqual([`$${'.a'.repeat(16)}`, ['number']]);
  expect(members(40)).toHaveLength(17);
});

type Rows = readonly (readonly [shape: string, candidate: number, stable: number])[];

function tallyOf(rows: Rows, other = { candidate: 0, stable: 0 }): ShapeTally {
  const kept = rows.map(([shape, candidate, stable]) => [shape, { candidate, stable }] as const);
  return { kept: Object.fromEntries(kept), other };
}

const whole = '$ object\n$.a number\n$.b string';
const given: readonly RequiredPath[] = [
  { path: '$.a', types: ['number', 'null'] },
  { path: '$["b c"]', types: ['string'] },
];

test.each<
  [what: string, schema: 'learned' | readonly RequiredPath[], tally: ShapeTally, SchemaFinding]
>([
  [
    'required is what all shapes of the stable have, allowed what any of them has',
    'learned',
    tallyOf([
      [whole, 10, 10],
      ['$ object\n$.a null', 0, 1],
      ['$ object\n$.a null\n$.b string', 5, 0],
      ['$ object\n$.a string\n$.c number', 2, 0],
      ['$ object\n$.b string', 3, 0],
      ['$ object\n$.a null|number', 7, 0],
      ['$ object\n$.a null|string', 1, 0],
      [endlessShape, 2, 0],
    ]),
    {
      known: true,
      answers: 30,
      violating: 8,
      violations: [
        { path: '$.a', what: 'missing', answers: 3 },
        { path: '$.a', what: 'type', answers: 3 },
        { path: '$', what: 'new', answers: 2 },
        { path: '$.c', what: 'new', answers: 2 },
      ],
    },
  ],
  [
    'paths that are given are required, and others may be there',
    given,
    tallyOf([
      ['$ object\n$.a null\n$.z array\n$["b c"] string', 4, 0],
      ['$ object\n$.a number', 2, 9],
      ['$ object\n$.a string\n$["b c"] string', 1, 0],
      ['', 1, 0],
    ]),
    {
      known: true,
      answers: 8,
      violating: 4,
      violations: [
        { path: '$["b c"]', what: 'missing', answers: 3 },
        { path: '$.a', what: 'missing', answers: 1 },
        { path: '$.a', what: 'type', answers: 1 },
      ],
    },
  ],
  [
    'where the stable has too many paths nothing can be learned',
    'learned',
    tallyOf([[endlessShape, 0, 1]]),
    { known: false, answers: 0, violating: 0, violations: [] },
  ],
  [
    'where the stable has too many paths those that are given still hold',
    given,
    tallyOf([
      [endlessShape, 0, 1],
      ['$ object\n$.a null\n$["b c"] string', 4, 0],
    ]),
    { known: true, answers: 4, violating: 0, violations: [] },
  ],
  [
    'shapes of the candidate that were not kept are answers, and nothing is known',
    'learned',
    tallyOf([[whole, 2, 2]], { candidate: 3, stable: 0 }),
    { known: false, answers: 5, violating: 0, violations: [] },
  ],
  [
    'shapes of either that were not kept',
    'learned',
    tallyOf([], { candidate: 3, stable: 3 }),
    { known: false, answers: 3, violating: 0, violations: [] },
  ],
  [
    'shapes of the stable that were not kept are no answers, and nothing is known',
    given,
    tallyOf([[whole.replace('.b', '["b c"]'), 2, 2]], { candidate: 0, stable: 1 }),
    { known: false, answers: 2, violating: 0, violations: [] },
  ],
])('%s', (_, schema, tally, finding) => {
  expect(schemaFinding({ schema }, tally)).toEqual(finding);
});

test('of many violations the twenty most frequent are told, by their names where they tie', () => {
  const paths = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));
  const shapeWith = (names: readonly string[]): string =>
    ['$ object', ...names.map((name) => `$.${name} null`)].join('\n');
  const tally = tallyOf([
    ['$ object', 0, 1],
    [shapeWith([...paths].reverse()), 3, 0],
    [shapeWith(['z']), 1, 0],
  ]);

  const { violations } = schemaFinding({ schema: 'learned' }, tally);

  expect(violations).toEqual([
    { path: '$.z', what: 'new', answers: 4 },
    ...paths.slice(0, 19).map((name) => ({ path: `$.${name}`, what: 'new', answers: 3 })),
  ]);
});
