import { csvRows } from '../../../src/judge/answers/csv-rows';
import { finderOf, payloadOf } from '../../../src/judge/answers/place';
import type { Place, Slice } from '../../../src/judge/answers/answer-spec';
import { sliceFaults, sliceValue } from '../../../src/judge/answers/slice-value';

function foundIn(place: Place, text: string): readonly unknown[] {
  const finder = finderOf(place);
  if (typeof finder !== 'function') throw new Error(finder.fault);
  return finder(payloadOf(text));
}

test.each<[place: Place, text: string, found: unknown[]]>([
  [{ column: 0 }, 'a,b\nc\n', ['a', 'c']],
  [{ column: 1 }, 'a,b\nc\n', ['b']],
  [{ column: 1 }, 'a,\n', ['']],
  [{ column: 2 }, 'a,b', []],
  [{ column: 0 }, '', []],
  [{ path: '$.a' }, '{"a":null}', [null]],
  [{ path: '$[*].a' }, '[{"a":1},{},{"a":[2]}]', [1, [2]]],
  [{ path: '$.a' }, 'null', []],
  [{ path: '$.a' }, 'a,b', []],
  [{ path: '$' }, '[0]', [[0]]],
  [{ path: '$' }, 'a,b', []],
])('%j of %j', (place, text, found) => {
  expect(foundIn(place, text)).toEqual(found);
});

test('a path that descends without end into a deep answer finds nothing', () => {
  const deep = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

  expect(foundIn({ path: '$..a' }, deep(3))).toHaveLength(3);
  expect(foundIn({ path: '$..a' }, deep(5_000))).toEqual([]);
});

test.each<[place: Place, fault: RegExp]>([
  [{ column: -1 }, /^column -1 is not a whole number from 0 on$/],
  [{ column: 0.5 }, /^column 0\.5 is not a whole number from 0 on$/],
  [{ column: Infinity }, /^column Infinity is not a whole number from 0 on$/],
  [{ path: '$.' }, /^\$\. is no JSONPath: \S.+/],
  [{ path: '' }, /^ is no JSONPath: \S.+/],
])('%j is no place', (place, fault) => {
  expect(finderOf(place)).toEqual({ fault: expect.stringMatching(fault) as string });
});

test.each<[text: string, rows: string[][]]>([
  ['"a,b";c', [['"a,b";c']]],
  ['"a","b"', [['a', 'b']]],
  ['"",""', [['', '']]],
  ['""', []],
  ['a,"b ""c"" d"', [['a', 'b "c" d']]],
  ['" a " ,b', [['" a " ,b']]],
  ['" a "', [[' a ']]],
  ['a\rb\r\nc\n\n', [['a'], ['b'], ['c']]],
  [' \n,', [['', '']]],
  ['"a\nb\n"\nc', [['a\nb\n'], ['c']]],
  ['a\n"b', [['a'], ['"b']]],
  ['a,b"c', [['a', 'b"c']]],
  ['a,', [['a', '']]],
])('rows of %j', (text, rows) => {
  expect(csvRows(text)).toEqual(rows);
});

const range: Slice = { name: 'amount', from: { column: 0 }, edges: [10, 100] };
const plain: Slice = { name: 'country', from: { column: 0 } };

test.each<[Slice, found: Parameters<typeof sliceValue>[1], value: string]>([
  [range, [9.99], 'under 10'],
  [range, [-1], 'under 10'],
  [range, [10], '10 to 100'],
  [range, ['10.0'], '10 to 100'],
  [range, [99.99], '10 to 100'],
  [range, [100], '100 and more'],
  [range, [Infinity], '(none)'],
  [range, ['much'], '(none)'],
  [range, [''], '(none)'],
  [range, [' '], '(none)'],
  [range, [true], '(none)'],
  [range, [[50]], '(none)'],
  [range, [null], '(none)'],
  [{ ...range, edges: [5] }, [4], 'under 5'],
  [{ ...range, edges: [5] }, [5], '5 and more'],
  [{ ...range, edges: [] }, [7], '7'],
  [plain, ['BR'], 'BR'],
  [plain, [false], 'false'],
  [plain, [0], '0'],
  [plain, [{ a: [1] }], '{"a":[1]}'],
  [plain, ['constructor'], '"constructor"'],
  [plain, ['BR', 'DE'], '(none)'],
  [plain, [], '(none)'],
  [plain, [''], '(none)'],
  [plain, [null], '(none)'],
])('%j of %j is in the slice %s', (slice, found, value) => {
  expect(sliceValue(slice, found)).toBe(value);
});

const notAscending = 'the edges of slice amount are not ascending numbers';

test.each<[Partial<Slice>, faults: string[]]>([
  [{}, []],
  [{ edges: [] }, []],
  [{ edges: [-1] }, []],
  [{ edges: [0, 1, 2] }, []],
  [{ edges: [1, 1] }, [notAscending]],
  [{ edges: [0, 2, 1] }, [notAscending]],
  [{ edges: [NaN] }, [notAscending]],
  [{ edges: [1, Infinity] }, [notAscending]],
  [{ name: '' }, ['"" cannot be the name of a slice']],
  [{ name: '__proto__' }, ['"__proto__" cannot be the name of a slice']],
])('faults of the slice %j', (part, faults) => {
  expect(sliceFaults({ ...range, ...part })).toEqual(faults);
});
