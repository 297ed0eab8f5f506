import {
  emptyTable,
  mergeTables,
  rowsOf,
  tallyOf,
  type BoundedTable,
} from '../../../src/judge/answers/bounded-table';
import {
  addClasses,
  emptyClasses,
  kappa,
  mergeClasses,
} from '../../../src/judge/answers/class-table';
import { addInto, keyOf, total } from '../../../src/judge/answers/counts';
import {
  addDisagreement,
  mergeSamples,
  type Disagreement,
} from '../../../src/judge/answers/disagreement-sample';
import {
  addFacets,
  hasOutcome,
  mergeFacets,
  type FacetTally,
} from '../../../src/judge/answers/facet-tally';
import { idHash } from '../../../src/judge/answers/id-hash';

const two = { most: 2, empty: () => ({ n: 0 }) };
type Table = BoundedTable<{ n: number }>;
const named = (names: string): Table => {
  const table = emptyTable(two.empty);
  for (const name of names) tallyOf(table, name, two).n += 1;
  return table;
};

test.each<[names: string, kept: Record<string, number>, other: number]>([
  ['', {}, 0],
  ['bb', { b: 2 }, 0],
  ['bd', { b: 1, d: 1 }, 0],
  ['bde', { b: 1, d: 1 }, 1],
  ['bdedd', { b: 1, d: 3 }, 1],
  ['bdec', { b: 1, c: 1 }, 2],
  // What has left stays out.
  ['bdecd', { b: 1, c: 1 }, 3],
  ['bdecdacb', { a: 1, b: 2 }, 5],
  ['dba', { a: 1, b: 1 }, 1],
])('of %j two names are kept, the first ones', (names, kept, other) => {
  const counted = Object.fromEntries(Object.entries(kept).map(([name, n]) => [name, { n }]));

  expect(named(names)).toEqual({ kept: counted, other: { n: other } });
  expect(mergeTables(named(names), emptyTable(two.empty), two)).toEqual(named(names));
});

test('tables merge to what one would be that had seen both', () => {
  expect(mergeTables(named('bbde'), named('acb'), two)).toEqual(named('bbdeacb'));
  expect(mergeTables(named('b'), named('d'), two)).toEqual(named('bd'));
});

test('rows stand in the order of names, what was not kept last and only where there is some', () => {
  const row = (table: Table) => rowsOf(table, ({ n }) => n === 0).map(([name, { n }]) => [name, n]);

  expect(row(named('dbb'))).toEqual([
    ['b', 2],
    ['d', 1],
  ]);
  expect(row(named('dabe'))).toEqual([
    ['a', 1],
    ['b', 1],
    ['(other)', 2],
  ]);
});

const classOf = (index: number): string => `c${String(index).padStart(2, '0')}`;

test('fifty classes are told apart, the last ones beyond become one', () => {
  const table = emptyClasses();
  for (let index = 0; index < 50; index += 1) addClasses(table, classOf(index), classOf(index));
  const kept = structuredClone(table);

  expect(Object.keys(kept.cells)).toHaveLength(50);
  expect(kappa(kept)).toBe(1);

  addClasses(table, classOf(51), classOf(0));
  addClasses(table, classOf(0), classOf(50));
  addClasses(table, classOf(51), classOf(50));

  const same = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [classOf(index), { [classOf(index)]: 1 }]),
  );
  expect(table).toEqual({
    n: 53,
    agree: 50,
    classes: {
      ...kept.classes,
      c00: 4,
      '(other)': 4,
    },
    cells: { ...same, c00: { c00: 1, '(other)': 1 }, '(other)': { c00: 1, '(other)': 1 } },
  });
  expect(kappa(table)).toBeUndefined();

  const one = emptyClasses();
  addClasses(one, classOf(50), classOf(51));
  expect(mergeClasses(kept, one)).toMatchObject({
    n: 51,
    classes: { '(other)': 2 },
    cells: { '(other)': { '(other)': 1 } },
  });
});

test('a class that only one arm says is no agreement by chance', () => {
  const table = emptyClasses();
  for (const [candidate, stable] of ['ab', 'aa', 'bb', 'cb'].map((pair) => [...pair]))
    addClasses(table, candidate!, stable!);

  // Half agree; by chance 1/2 x 1/4 of class a and 1/4 x 3/4 of class b.
  expect(kappa(table)).toBeCloseTo((0.5 - 0.3125) / (1 - 0.3125), 12);
});

test('numbers are added by name, at whatever depth', () => {
  const into = { a: 1, deep: { b: 2 } };

  addInto(into, { a: 2, c: 3, deep: { b: 1, more: { d: 4 } }, new: { e: 5 } });

  expect(into).toEqual({ a: 3, c: 3, deep: { b: 3, more: { d: 4 } }, new: { e: 5 } });
  expect([total({}), total({ a: 1, b: 2 })]).toEqual([0, 3]);
});

// Of the published functions: FNV-1a of "foobar" from 0x811c9dc5 on is 0xbf9cf968. Evidence names what hashes lowest.
test.each([
  ['', 8_580_638_450_528_014],
  ['a', 195_384_132_945_939],
  ['foobar', 3_842_642_647_266_990],
  ['id-7', 1_100_320_645_037_676],
])('the hash of %j', (text, hash) => {
  expect(idHash(text)).toBe(hash);
});

test('a long text is named by its beginning and its hash', () => {
  expect(keyOf('x'.repeat(80))).toBe('x'.repeat(80));
  expect(keyOf('x'.repeat(81))).toBe(`${'x'.repeat(60)}…1gvgdm99amp`);
  expect(keyOf('toString')).toBe('"toString"');
});

const disagreement = (id: string, at = '2026-01-05T12:00:00.000Z'): Disagreement => ({
  id,
  at,
  differs: ['label'],
});

test('of many disagreements the fifty whose ids hash lowest are kept', () => {
  const ids = Array.from({ length: 80 }, (_, index) => `id-${index}`);
  const lowest = [...ids].sort((a, b) => idHash(a) - idHash(b)).slice(0, 50);
  const sample: Disagreement[] = [];
  for (const id of ids) addDisagreement(sample, disagreement(id));

  expect(sample.map(({ id }) => id)).toEqual(lowest);
  const half = (from: number, to: number): Disagreement[] =>
    ids.slice(from, to).map((id) => disagreement(id));
  expect(mergeSamples(half(0, 40), half(40, 80))).toEqual(sample);
});

test('disagreements under one id stand in the order of time', () => {
  const times = ['12', '10', '11', '10'].map((hour) => disagreement('a', `2026-01-05T${hour}Z`));

  expect(mergeSamples(times, []).map(({ at }) => at.slice(11, 13))).toEqual([
    '10',
    '10',
    '11',
    '12',
  ]);
});

test.each<
  [
    outcome: Parameters<typeof hasOutcome>[0],
    label: string,
    score: number | undefined,
    had: boolean,
  ]
>([
  [{ label: 'fraud' }, 'fraud', undefined, true],
  [{ label: 'fraud' }, 'good', 1, false],
  [{ scoreFrom: 0.5 }, 'good', 0.5, true],
  [{ scoreFrom: 0.5 }, 'good', 0.75, true],
  [{ scoreFrom: 0.5 }, 'fraud', 0.25, false],
  [{ scoreFrom: 0.5 }, 'fraud', undefined, false],
  [{ scoreFrom: -1 }, 'fraud', undefined, false],
])('the outcome %j of an answer %s with the score %p: %p', (outcome, label, score, had) => {
  expect(
    hasOutcome(outcome, { at: 0, shape: '', label, ...(score !== undefined && { score }) }),
  ).toBe(had);
});

test('outcomes are counted by facet and value, and merge', () => {
  const [one, other]: [FacetTally, FacetTally] = [{}, {}];
  addFacets(one, { sex: 'f', age: 'old' }, { candidate: true, stable: true });
  addFacets(one, { sex: 'f' }, { candidate: true, stable: false });
  addFacets(other, { sex: 'f' }, { candidate: false, stable: true });
  addFacets(other, { sex: 'f' }, { candidate: false, stable: false });

  const none = { n: 0, both: 0, candidateOnly: 0, stableOnly: 0 };
  expect(mergeFacets(one, other)).toEqual({
    sex: { kept: { f: { n: 4, both: 1, candidateOnly: 1, stableOnly: 1 } }, other: none },
    age: { kept: { old: { ...none, n: 1, both: 1 } }, other: none },
  });
});
