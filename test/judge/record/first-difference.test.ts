import { firstDifference } from '../../../src/judge/record/first-difference';

test.each<[unknown, unknown, ReturnType<typeof firstDifference>]>([
  [{ a: 1 }, { a: 1 }, undefined],
  [null, null, undefined],
  [NaN, NaN, undefined],
  [0, -0, { path: '', one: 0, other: -0 }],
  [null, {}, { path: '', one: null, other: {} }],
  [{}, null, { path: '', one: {}, other: null }],
  [[], {}, { path: '', one: [], other: {} }],
  [['x'], { 0: 'x' }, { path: '', one: ['x'], other: { 0: 'x' } }],
  [
    { b: 1, a: 1 },
    { b: 2, a: 2 },
    { path: 'a', one: 1, other: 2 },
  ],
  [{ b: 1 }, { b: 2, a: 2 }, { path: 'a', one: undefined, other: 2 }],
  [{ a: undefined }, {}, undefined],
  [{ a: { b: [1, 2] } }, { a: { b: [1, 3] } }, { path: 'a.b[1]', one: 2, other: 3 }],
  [[1], [1, 2], { path: '[1]', one: undefined, other: 2 }],
  [[1, 2], [1], { path: '[1]', one: 2, other: undefined }],
  [[[1]], [[2]], { path: '[0][0]', one: 1, other: 2 }],
  // What an object inherits is no member of it.
  [{ toString: 1 }, {}, { path: 'toString', one: 1, other: undefined }],
])('%j and %j', (one, other, difference) => {
  expect(firstDifference(one, other)).toEqual(difference);
});
