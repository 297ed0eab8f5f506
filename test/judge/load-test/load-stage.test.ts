import { binOf, type Histogram } from '../../../src/judge/answers/log-linear-histogram';
import { slowParts, stageFault, type LoadStage } from '../../../src/judge/load-test/load-stage';

const sla = 120_000;
const stage = (change: Partial<LoadStage>): LoadStage => ({
  load: 1,
  offered: 10,
  answered: 10,
  errors: 0,
  lateMicros: 0,
  latencies: { parts: [{ n: 10, x: 1 }] },
  ...change,
});
const parts = (...counts: [n: number, x: number, most?: number][]) => ({
  parts: counts.map(([n, x, most]) => ({ n, x, ...(most !== undefined && { most }) })),
});
const histogram = (...held: [micros: number, count: number][]): { histogram: Histogram } => ({
  histogram: Object.fromEntries(held.map(([micros, count]) => [String(binOf(micros)), count])),
});
const noCount = 'the histogram of latencies holds what is no count of latencies';

test.each<[Partial<LoadStage>, fault: string | undefined]>([
  [{}, undefined],
  [{ load: 0 }, 'a stage has 0 times the peak'],
  [{ load: -1 }, 'a stage has -1 times the peak'],
  [{ load: Infinity }, 'a stage has Infinity times the peak'],
  [{ offered: 0.5 }, '10 of 0.5 requests were answered, 0 with an error'],
  [{ answered: -1 }, '-1 of 10 requests were answered, 0 with an error'],
  [{ errors: NaN }, '10 of 10 requests were answered, NaN with an error'],
  [{ answered: 11 }, '11 answers came to 10 requests'],
  [{ answered: 4, errors: 5, latencies: parts([4, 0]) }, '5 of 4 answers were errors'],
  [{ answered: 4, errors: 4, latencies: parts([4, 0]) }, undefined],
  [{ lateMicros: -1 }, 'the generator was -1 µs late'],
  [{ lateMicros: NaN }, 'the generator was NaN µs late'],
  [{ lateMicros: Infinity }, 'the generator was Infinity µs late'],
  [{ latencies: parts([10, 11]) }, '11 of 10 requests took longer than the SLA'],
  [{ latencies: parts([10, 0.5]) }, '0.5 of 10 requests took longer than the SLA'],
  [{ latencies: parts([9.5, 0]) }, '0 of 9.5 requests took longer than the SLA'],
  [{ latencies: parts([5, 0], [5, 2, 1]) }, '2 of 5 requests took longer than the SLA'],
  [{ latencies: parts([10, 2, 11]) }, '2 of 10 requests took longer than the SLA'],
  [{ latencies: parts([10, 2, 10]) }, undefined],
  // Errors may be timed or not.
  [{ errors: 2, latencies: parts([5, 0], [5, 0]) }, undefined],
  [{ errors: 2, latencies: parts([5, 0], [3, 0]) }, undefined],
  [
    { errors: 2, latencies: parts([5, 0], [2, 0]) },
    '7 latencies were taken of 10 answers with 2 errors',
  ],
  [{ latencies: parts([6, 0], [5, 0]) }, '11 latencies were taken of 10 answers with 0 errors'],
  [{ latencies: histogram([60_000, 9], [0, 1]) }, undefined],
  [{ latencies: histogram([60_000, 9], [-60_000, 1]) }, noCount],
  [{ latencies: histogram([60_000, 9.5], [70_000, 1]) }, noCount],
  [{ latencies: { histogram: { [binOf(60_000)]: 9, x: 1 } } }, noCount],
  [{ offered: 0, answered: 0, latencies: histogram() }, undefined],
])('a stage with %j: %s', (change, fault) => {
  expect(stageFault(stage(change), sla)).toBe(fault);
});

test('latencies that are all a thousand times off the SLA are in another unit', () => {
  const told = (...held: [number, number][]) =>
    stageFault(stage({ latencies: histogram(...held) }), sla);
  const middle = (micros: number): RegExp => new RegExp(` ${micros}(\\.\\d+)? `);

  // Told are the middles of the bins; those that nothing fell into say nothing.
  expect(told([59.75, 6], [64.5, 4], [60_000, 0])).toBe(
    'all latencies are from 59.75 to 64.5 µs where the SLA is 120000 µs: one of them is in another unit',
  );
  expect(told([59.75, 6], [60_000, 4])).toBeUndefined();
  expect(told([3e8, 10])).toMatch(middle(299892736));
  expect(told([3e8, 6], [60_000, 4])).toBeUndefined();
});

test('what lies in the bin of the SLA may be slow or not', () => {
  const above = 2 ** 17 - 1;
  const held = histogram([60_000, 5], [sla, 3], [above, 1], [200_000, 1]);

  expect(slowParts(stage({ latencies: held }), sla)).toEqual([{ n: 10, x: 2, most: 5 }]);
  expect(slowParts(stage({ latencies: parts([9, 2, 3]) }), sla)).toEqual([{ n: 9, x: 2, most: 3 }]);
  expect(slowParts(stage({ latencies: histogram() }), sla)).toEqual([{ n: 0, x: 0, most: 0 }]);
});
