import { rowOfJson, rowsOfCsv } from '../../../src/judge/drift/row';

const read = (record: unknown) => {
  const row = rowOfJson(record);
  return row && Object.fromEntries(row);
};

test('values inside of values are features down to the fourth level', () => {
  expect(read({ a: { b: { c: { d: 1 } } } })).toEqual({ 'a.b.c.d': 1 });
  expect(read({ a: { b: { c: { d: { e: 1 } } } } })).toEqual({ 'a.b.c.d': '(nested)' });
  expect(read({ a: { b: { c: { d: [1] } } } })).toEqual({ 'a.b.c.d': '(nested)' });
  expect(read({ a: {}, b: [] })).toEqual({});
});

test.each([undefined, null, 5, 'text', true, [], [{ a: 1 }]])('%j is no row', (record) => {
  expect(rowOfJson(record)).toBeUndefined();
});

test('numbers whose squares no sum can hold are names', () => {
  expect(read({ a: 1e100, b: -1e100 })).toEqual({ a: 1e100, b: -1e100 });
  expect(read({ a: 1.1e100, b: -Infinity, c: NaN })).toEqual({ a: '1.1e+100', b: '-Infinity' });
});

test('what is neither number nor text nor truth is missing', () => {
  expect(read({ a: undefined, b: 5n, c: () => 1, d: false, e: '' })).toEqual({
    d: 'false',
    e: '',
  });
});

test.each<[field: string, value: number | string | undefined]>([
  ['0', 0],
  ['-0.5', -0.5],
  ['+7', 7],
  ['.5', 0.5],
  ['5.', 5],
  ['120', 120],
  ['1e3', 1000],
  ['1E-2', 0.01],
  [' 4 ', 4],
  // Codes, and what JavaScript alone would take for a number.
  ['007', '007'],
  ['0x10', '0x10'],
  ['1e', '1e'],
  ['.', '.'],
  ['1 2', '1 2'],
  ['12a', '12a'],
  ['a12', 'a12'],
  ['Infinity', 'Infinity'],
  ['1e400', 'Infinity'],
  ['', undefined],
  ['  ', undefined],
  ['NaN', undefined],
  ['null', undefined],
  ['NULL', undefined],
  ['none', 'none'],
])('the field "%s" of CSV is %j', (field, value) => {
  const [row] = rowsOfCsv(`1,${field}\n`, ['first', 'second']);

  expect(row!.get('first')).toBe(1);
  expect(row!.get('second')).toBe(value);
});

test('records of CSV with more or fewer fields than names are none', () => {
  expect(rowsOfCsv('1,2\n1\n1,2,3\n', ['a', 'b']).map((row) => row?.size)).toEqual([
    2,
    undefined,
    undefined,
  ]);
});
