import type { GateRecord } from '../../../src/judge/record/gate-record';
import { readGateRecord } from '../../../src/judge/record/read-record';
import { canonical } from '../../../src/release/canonical';
import { context, recordFor, split, window } from './made-record';

const record = recordFor['within-limit']();
const period = (start: string, end: string, seconds: unknown) => ({
  window: { start, end, period: seconds },
});
const noon = '2026-01-05T12:00:00.000Z';
const later = (seconds: number): string =>
  new Date(Date.parse(noon) + 1000 * seconds).toISOString();

function read(change: object): GateRecord | string {
  return readGateRecord(JSON.parse(canonical({ ...record, ...change })));
}

const noKind = 'its gate is of no kind that is known here';
const noWindow = 'its window has no start, end and period';
const tooLong = 'its window has more than a year of periods';
const noPoints = 'its readings are not all queries with points';

test.each<[object, string]>([
  [{ schema: 'slipway.answers/1' }, 'its schema is not slipway.gate/1'],
  [{ gate: null }, noKind],
  [{ gate: [] }, noKind],
  [{ gate: { ...record.gate, id: 5 } }, noKind],
  [{ gate: { ...record.gate, kind: 'answers' } }, noKind],
  [{ gate: { ...record.gate, kind: undefined } }, noKind],
  [{ gate: { ...record.gate, minimum: 736 } }, 'its gate has no minimum'],
  [{ window: null }, noWindow],
  [{ window: { ...window, start: undefined } }, noWindow],
  [{ window: { ...window, end: 'never' } }, noWindow],
  [{ window: { ...window, period: '60' } }, noWindow],
  [{ window: { ...window, period: undefined } }, noWindow],
  [period(noon, later(60), 0), noWindow],
  [period(noon, later(60), -60), noWindow],
  [period(noon, later(3_200_001), 1), tooLong],
  [period(noon, later(60 * 3_200_001), 60), tooLong],
  [{ context: null }, 'its context does not say whether the stable serves'],
  [
    { context: { ...context, stableServes: 1 } },
    'its context does not say whether the stable serves',
  ],
  [{ look: null }, 'it does not say whether its look was the last one'],
  [{ look: { final: 'yes' } }, 'it does not say whether its look was the last one'],
  [{ readings: {} }, noPoints],
  [{ readings: [null] }, noPoints],
  [{ readings: [...record.readings, { id: 'a' }] }, noPoints],
  [{ readings: [{ id: 5, points: [] }] }, noPoints],
  [{ readings: [{ points: [] }] }, noPoints],
  [{ readings: [{ id: 'a', points: [{}, null] }] }, noPoints],
  [{ verdict: null }, 'it has no verdict'],
  [{ verdict: { result: true } }, 'it has no verdict'],
])('a record with %j is refused', (change, why) => {
  expect(read(change)).toBe(why);
});

test.each<[string, object]>([
  ['a split, which asks for no minimum', { gate: split }],
  ['the longest window', period(noon, later(3_200_000), 1)],
  ['as many periods of a minute', period(noon, later(60 * 3_200_000), 60)],
  ['no readings', { readings: [] }],
  ['a query without points', { readings: [{ id: 'a', points: [] }] }],
])('a record with %s is read', (_, change) => {
  expect(read(change)).toMatchObject(change);
});

test('numbers that JSON has not come back as they were', () => {
  const points = [{ at: noon, value: { $number: 'NaN' } }];

  expect(read({ readings: [{ id: 'a', points }] })).toMatchObject({
    readings: [{ points: [{ value: NaN }] }],
  });
});
