import { plain, revived } from '../../../src/judge/record/plain-numbers';

test.each([
  [NaN, { $number: 'NaN' }],
  [Infinity, { $number: 'Infinity' }],
  [-Infinity, { $number: '-Infinity' }],
  [1.5, 1.5],
  [null, null],
  ['NaN', 'NaN'],
  [
    [1, NaN, [null]],
    [1, { $number: 'NaN' }, [null]],
  ],
  [{ a: { b: Infinity, c: null } }, { a: { b: { $number: 'Infinity' }, c: null } }],
])('%p is kept as JSON, and comes back', (value, kept) => {
  expect(plain(value)).toStrictEqual(kept);
  expect(revived(JSON.parse(JSON.stringify(kept)))).toStrictEqual(value);
});

test('members that are undefined are left out, at any depth', () => {
  expect(plain({ a: undefined, b: [{ c: undefined, d: 1 }] })).toStrictEqual({ b: [{ d: 1 }] });
});

test.each([
  { $number: '5' },
  { $number: 'NaN', unit: 's' },
  { unit: 's', $number: 'NaN' },
  { number: 'NaN' },
  { $number: 'a NaN' },
  { $number: 'NaN s' },
  { $number: '--Infinity' },
  { $number: '+Infinity' },
  {},
])('%j is no number by name', (value) => {
  expect(revived(value)).toStrictEqual(value);
});
