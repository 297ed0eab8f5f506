import fc from 'fast-check';
import type { Gate } from '../../../src/judge/gate';
import { observe, queries, verdict } from '../../../src/judge/judge';
import type { Point } from '../../../src/judge/observation';
import { explanationOf } from '../../../src/judge/record/explanation';
import type { AnsweredQuery } from '../../../src/judge/record/gate-inputs';
import { judgeRecord, type GateRecord } from '../../../src/judge/record/gate-record';
import { firstDifference } from '../../../src/judge/record/first-difference';
import { readGateRecord } from '../../../src/judge/record/read-record';
import { canonical } from '../../../src/release/canonical';
import { fiveHundreds, fourHundreds, median, minute, noon, tail } from '../story';
import {
  context,
  cpu,
  recordFor,
  recordOf,
  served,
  split,
  steady,
  window,
  type Serves,
} from './made-record';

/** The bytes of a record, and those of the record that its own inputs lead to. */
function replayed(record: GateRecord): readonly [string, string] {
  const bytes = canonical(record);
  const read = readGateRecord(JSON.parse(bytes));
  if (typeof read === 'string') throw new Error(read);
  return [bytes, canonical(judgeRecord(read))];
}

const sometimesBad: Serves = (period) => ({ n: 300, bad: period % 4, slow: period % 7, cpu: 75 });
const arms = { candidate: sometimesBad, stable: steady };
const shares = { ...context, plannedShare: 0.3 };
const after = { ...shares, warmUpPeriods: 2 };

test.each<[Gate, RegExp | undefined]>([
  [fiveHundreds, undefined],
  [fourHundreds, undefined],
  [tail, undefined],
  [median, undefined],
  [tail, /^TC/],
  [tail, /^(TC|p)/],
  [{ ...tail, max: 90_000 }, undefined],
  [cpu, undefined],
  [split, undefined],
])('a record of %j replays byte by byte where %j is refused', (gate, refused) => {
  const record = recordOf(served(arms, refused), gate, { context: after });

  const [before, again] = replayed(record);

  expect(again).toBe(before);
  expect(record.readings.every(({ stat, start, end }) => stat && start < end)).toBe(true);
});

test('the record says what the judge says, and what it stands on', () => {
  const record = recordOf(served(arms), fiveHundreds);
  const { gate, look, readings } = record;

  expect(record.verdict).toEqual(verdict(gate, observe(gate, window, context, readings), look));
  expect(record).toMatchObject({
    rule: "5XX answers > 0.1 % of the candidate's requests -> take it back",
    hypothesis: "At most 0.1 % of the candidate's requests are 5XX answers.",
    verdict: {
      reason: 'above-limit',
      numbers: { alpha: 0.005, oddsNeeded: 200, coverage: 1, dispersion: 1 },
    },
  });
  const { numbers, candidate } = record.verdict;
  expect(numbers!.odds).toBeGreaterThanOrEqual(200);
  expect(Date.parse(numbers!.decidedAt!)).toBeGreaterThanOrEqual(noon);
  expect(numbers!.interval[0]).toBeLessThan(candidate.ratio);
  expect(numbers!.interval[1]).toBeGreaterThan(candidate.ratio);
  expect(record.observations.rows).toHaveLength(30);
  expect(record.observations.rows[3]).toEqual([
    new Date(noon + 3 * minute).toISOString(),
    300,
    3,
    600,
    0,
  ]);
});

test.each<[string, (record: GateRecord) => unknown, string]>([
  ['a verdict', (r) => ({ ...r, verdict: { ...r.verdict, result: 'pass' } }), 'verdict.result'],
  [
    'a reading',
    (r) => ({
      ...r,
      readings: r.readings.map((reading, index) =>
        index === 0 ? { ...reading, points: reading.points.slice(1) } : reading,
      ),
    }),
    'observations.rows',
  ],
  [
    'the limit',
    (r) => ({ ...r, gate: { ...r.gate, limit: 0.5, passLimit: 0.6 } }),
    'counterfactual',
  ],
  ['another rule', (r) => ({ ...r, counterfactual: [] }), 'counterfactual[0]'],
  ['a word', (r) => ({ ...r, hypothesis: 'All is well.' }), 'hypothesis'],
  ['a new member', (r) => ({ ...r, approvedBy: 'me' }), 'approvedBy'],
])('a record with %s doctored parts from what its readings lead to', (_, doctor, path) => {
  const doctored: unknown = JSON.parse(canonical(doctor(recordOf(served(arms), fiveHundreds))));
  const read = readGateRecord(doctored) as GateRecord;

  const difference = firstDifference(doctored, JSON.parse(canonical(judgeRecord(read))));

  expect(difference?.path.slice(0, path.length)).toBe(path);
});

test.each([
  [null, 'it is not an object'],
  [{ schema: 'slipway.gate/2' }, 'its schema is not slipway.gate/1'],
  [{ gate: { id: 'x', kind: 'taste' } }, 'its gate is of no kind that is known here'],
  [{ gate: { id: 'x', kind: 'ratio' } }, 'its gate has no minimum'],
  [{ window: { start: 'noon', end: 'later', period: 60 } }, 'its window has no start'],
  [{ window: { ...window, end: '9999-01-01T00:00:00Z', period: 1 } }, 'more than a year'],
  [{ look: {} }, 'whether its look was the last'],
  [{ readings: [{ id: 'a', points: [3] }] }, 'not all queries with points'],
  [{ verdict: undefined }, 'it has no verdict'],
])('%j is no record', (change, why) => {
  const record = recordOf(served(arms), fiveHundreds);
  const value: unknown = change && JSON.parse(canonical({ ...record, ...change }));

  expect(readGateRecord(value)).toContain(why);
});

test.each(Object.entries(recordFor))('a record of %s replays', (reason, make) => {
  const record = make();
  const [before, again] = replayed(record);

  expect(record.verdict.reason).toBe(reason);
  expect(again).toBe(before);
});

const value = fc.oneof(
  fc.nat(2000),
  fc.double(),
  fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e12, Number.MAX_VALUE),
);
const points = fc.array(
  fc.tuple(fc.integer({ min: -1, max: 31 }), value).map(([period, number]) => ({
    at: new Date(noon + period * minute).toISOString(),
    value: number,
  })),
  { maxLength: 40 },
);
const gate = fc.constantFrom<Gate>(fiveHundreds, fourHundreds, tail, median, cpu, split);

test('whatever CloudWatch answers, a record is made, and it replays', () => {
  const answers: fc.Arbitrary<fc.Stream<[Point[], boolean]>> = fc.infiniteStream(
    fc.tuple(points, fc.boolean()),
  );
  fc.assert(
    fc.property(gate, fc.boolean(), fc.boolean(), answers, (asks, final, serves, stream) => {
      const known = { ...shares, stableServes: serves };
      const readings: AnsweredQuery[] = [];
      for (;;) {
        const next = queries(asks, window, known, readings);
        if (next.length === 0) break;
        for (const query of next) {
          const [given, refuse] = stream.next().value as [Point[], boolean];
          const refused = refuse && given.length < 3;
          readings.push({
            ...query,
            points: refused ? [] : given,
            ...(refused && { unavailable: `${query.stat} is not supported` }),
          });
        }
      }

      const record = judgeRecord({
        gate: asks,
        window,
        context: known,
        look: { final, look: 1 },
        readings,
      });
      const [before, again] = replayed(record);

      expect(again).toBe(before);
      expect(explanationOf(record).why).toContain(record.verdict.sentence);
    }),
    { numRuns: 100 },
  );
});
