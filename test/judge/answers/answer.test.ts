import { answerReader, type Answer } from '../../../src/judge/answers/answer';
import {
  answerSpec,
  type AnswerForm,
  type Place,
  type Slice,
} from '../../../src/judge/answers/answer-spec';
import { csvRows } from '../../../src/judge/answers/csv-rows';
import { noon } from './story';

function answerTo(form: AnswerForm, output: string): Partial<Answer> {
  const made = answerReader(answerSpec({ form }));
  if ('faults' in made) throw new Error(made.faults.join());
  const { at, shape, ...said } = made.read({ id: '1', at: noon, output });
  expect([at, typeof shape]).toEqual([noon, 'string']);
  return said;
}

const byPath: AnswerForm = { kind: 'classification', label: { path: '$.label' } };
const scored: AnswerForm = { ...byPath, score: { path: '$.p[*]' } };
const byColumn: AnswerForm = { kind: 'classification', label: { column: 1 } };
const score: AnswerForm = {
  kind: 'regression',
  score: { path: '$.predictions[0].score' },
  tolerance: { absolute: 0, relative: 0 },
};
const ranking = (list: Place): AnswerForm => ({
  kind: 'ranking',
  list,
  agreeBy: { by: 'overlap', depth: 3, least: 1 },
});

test.each<[what: string, form: AnswerForm, output: string, expected: Partial<Answer>]>([
  ['a label', byPath, '{"label":"fraud"}', { label: 'fraud' }],
  ['a number as a label', byPath, '{"label":1.0}', { label: '1' }],
  ['a number in quotes as the same label', byPath, '{"label":"1.0"}', { label: '1' }],
  ['an id with leading zeros as it stands', byPath, '{"label":"007"}', { label: '007' }],
  ['a truth value', byPath, '{"label":false}', { label: 'false' }],
  ['a name that every object has', byPath, '{"label":"constructor"}', { label: '"constructor"' }],
  ['no label', byPath, '{"other":1}', { fault: 'no-label' }],
  ['an object for a label', byPath, '{"label":{}}', { fault: 'no-label' }],
  ['an answer that is no JSON', byPath, 'fraud', { fault: 'no-label' }],
  ['a column', byColumn, '0.9,fraud', { label: 'fraud' }],
  ['a quoted column', byColumn, '0.9,"a ""b"", c"', { label: 'a "b", c' }],
  ['several rows', byColumn, '0.9,fraud\n0.1,good\n', { fault: 'several-values' }],
  ['too few columns', byColumn, '0.9', { fault: 'no-label' }],
  ['a score', score, '{"predictions":[{"score":0.25}]}', { score: 0.25 }],
  ['a score in quotes', score, '{"predictions":[{"score":"0.25"}]}', { score: 0.25 }],
  ['no score', score, '{"predictions":[]}', { fault: 'no-score' }],
  ['a score beyond measure', score, '{"predictions":[{"score":1e300}]}', { fault: 'no-score' }],
  ['a text for a score', score, '{"predictions":[{"score":"high"}]}', { fault: 'no-score' }],
  ['the largest score', score, '{"predictions":[{"score":-1e100}]}', { score: -1e100 }],
  ['an empty text for a score', score, '{"predictions":[{"score":""}]}', { fault: 'no-score' }],
  ['a blank for a score', score, '{"predictions":[{"score":" "}]}', { fault: 'no-score' }],
  ['an empty list for a score', score, '{"predictions":[{"score":[]}]}', { fault: 'no-score' }],
  ['a list for a score', score, '{"predictions":[{"score":[0.5]}]}', { fault: 'no-score' }],
  ['nothing for a score', score, '{"predictions":[{"score":null}]}', { fault: 'no-score' }],
  ['a truth value for a score', score, '{"predictions":[{"score":true}]}', { fault: 'no-score' }],
  [
    'several scores',
    { ...score, score: { path: '$[*]' } },
    '[0.25,0.75]',
    { fault: 'several-values' },
  ],
  ['a label with its score', scored, '{"label":"a","p":[0.5]}', { label: 'a', score: 0.5 }],
  ['a label with several scores', scored, '{"label":"a","p":[0.5,0.6]}', { label: 'a' }],
  ['a score without its label', scored, '{"p":[0.5]}', { fault: 'no-label', score: 0.5 }],
  ['an empty label', byPath, '{"label":""}', { fault: 'no-label' }],
  ['a blank label', byPath, '{"label":" "}', { fault: 'no-label' }],
  ['a list', ranking({ path: '$.ids' }), '{"ids":["a","b","c","d"]}', { list: ['a', 'b', 'c'] }],
  ['items', ranking({ path: '$.x[*].id' }), '{"x":[{"id":7},{"id":"b"}]}', { list: ['7', 'b'] }],
  ['rows', ranking({ column: 0 }), 'a,1\nb,2\n', { list: ['a', 'b'] }],
  ['no list', ranking({ path: '$.ids' }), '{"ids":[]}', { fault: 'no-list' }],
  ['a list of lists', ranking({ path: '$.x' }), '{"x":[["a"],["b"]]}', { fault: 'no-list' }],
  ['several lists', ranking({ path: '$[*]' }), '[["a"],["b"]]', { fault: 'no-list' }],
  ['a single item', ranking({ path: '$.x' }), '{"x":"a"}', { list: ['a'] }],
  ['an object among items', ranking({ path: '$.x' }), '{"x":["a",{}]}', { fault: 'no-list' }],
  ['objects in a list', ranking({ path: '$.x' }), '{"x":[{}]}', { fault: 'no-list' }],
  [
    'chosen paths',
    { kind: 'opaque', paths: ['$.a', '$.b'] },
    '{"a":1}',
    { values: { '$.a': [1], '$.b': [] } },
  ],
  ['no chosen path', { kind: 'opaque', paths: ['$.a'] }, '{}', { fault: 'no-values' }],
  ['a whole answer', { kind: 'opaque' }, '[1]', { values: { $: [[1]] } }],
  ['opaque but no JSON', { kind: 'opaque' }, 'x', { fault: 'not-json' }],
])('%s', (_, form, output, expected) => {
  // Of a record without its request no slice is known.
  expect(answerTo(form, output)).toStrictEqual(expected);
});

const slices: Slice[] = [
  { name: 'country', from: { path: '$.country' } },
  { name: 'amount', from: { path: '$.amount' }, edges: [10, 100] },
];

test.each([
  ['{"country":"BR","amount":9}', { country: 'BR', amount: 'under 10' }],
  ['{"country":"BR","amount":10}', { country: 'BR', amount: '10 to 100' }],
  ['{"amount":1000}', { country: '(none)', amount: '100 and more' }],
  ['{"country":null,"amount":"much"}', { country: '(none)', amount: '(none)' }],
  ['no JSON', { country: '(none)', amount: '(none)' }],
])('slices of the request %s', (input, expected) => {
  const made = answerReader(answerSpec({ form: byPath, slices }));

  const answer = 'read' in made && made.read({ id: '1', at: noon, input, output: '{}' });

  expect(answer).toMatchObject({ slices: expected, fault: 'no-label' });
});

test('all that is wrong with a spec is said at once', () => {
  const made = answerReader(
    answerSpec({
      form: { kind: 'classification', label: { path: 'label[' }, score: { column: -1 } },
      slices: [{ name: 'toString', from: { column: 0 }, edges: [2, 1] }],
      facets: [{ name: 'gender', from: { column: 1 } }],
      required: 99,
      schemaLimit: NaN,
      periodSeconds: 0,
    }),
  );

  expect('faults' in made ? made.faults : []).toEqual([
    'required 99 is not a share between 0 and 1',
    expect.stringMatching(/^sliceRequired 197 /),
    'schemaLimit NaN is not a share',
    'periodSeconds 0 is no period',
    expect.stringMatching(/^label\[ is no JSONPath: /),
    'column -1 is not a whole number from 0 on',
    '"toString" cannot be the name of a slice',
    'the edges of slice toString are not ascending numbers',
    'facets need an outcome to count',
  ]);
});

test.each([
  ['', []],
  ['a', [['a']]],
  ['a, b ,\n', [['a', 'b', '']]],
  ['a\r\n\r\nb', [['a'], ['b']]],
  ['"x\ny",2', [['x\ny', '2']]],
  ['a"b,c', [['a"b,c']]],
])('rows of %j', (text, rows) => {
  expect(csvRows(text)).toEqual(rows);
});
