import type { Gate, LatencyGate } from '../../../src/judge/gate';
import { periodsIn, requestsIn, type Outlook } from '../../../src/judge/planner/planned-window';
import { fiveHundreds, tail } from '../story';
import { cpu, step as window } from './story';

const outlook: Outlook = {
  requestsPerSecond: 10,
  periodSeconds: 60,
  extend: false,
  presentShares: {},
};
const needing = (periods: number): LatencyGate => ({ ...tail, minimum: { requests: 0, periods } });

test.each<[what: string, gate: Gate, seconds: number, period: number, expected: number]>([
  ['a count', fiveHundreds, 1800, 60, 30],
  ['a count in a window that holds no whole number of periods', fiveHundreds, 119, 60, 1],
  ['a count in less than a period', fiveHundreds, 59, 60, 0],
  ['a count in fine periods', fiveHundreds, 1800, 10, 180],
  // CloudWatch keeps points below a minute for three hours only: longer windows are judged by the minute.
  ['a count in the longest window of fine periods', fiveHundreds, 9000, 10, 900],
  ['a count in a longer one', fiveHundreds, 9060, 10, 151],
  ['a count in long periods of a long window', fiveHundreds, 36_000, 300, 120],
  // A window that begins 10 s after a minute has lost 50 s to a metric of whole minutes.
  ['a level, in minutes', cpu, 300, 10, 4],
  ['a level in one minute and 50 s', cpu, 110, 10, 1],
  ['a level in less', cpu, 109, 10, 0],
  ['a level in periods of a minute', cpu, 300, 60, 5],
  ['a level in longer periods', cpu, 600, 120, 5],
  ['a latency, without two to warm up', needing(2), 1800, 60, 28],
  ['a latency that needs all but the warm-up', needing(28), 1800, 60, 28],
  ['a latency that needs the warm-up too', needing(29), 1800, 60, 30],
  ['a latency that needs nothing', needing(0), 180, 60, 1],
  ['a latency that would have nothing left', needing(0), 120, 60, 2],
  ['nothing', fiveHundreds, 0, 60, 0],
  ['a time before', fiveHundreds, -60, 60, 0],
  ['periods without a length', fiveHundreds, 1800, 0, 0],
  ['periods of no number', fiveHundreds, 1800, NaN, 0],
])('%s', (_, gate, seconds, periodSeconds, expected) => {
  expect(periodsIn(gate, window, seconds, { ...outlook, periodSeconds })).toBe(expected);
});

test('a fleet that is not new has no warm-up', () => {
  expect(periodsIn(needing(2), { ...window, afterChange: false }, 1800, outlook)).toBe(30);
});

test('requests are split by the share, and mirrored to both', () => {
  expect(requestsIn(window, 100, outlook)).toEqual({ candidate: 50, stable: 950 });
  expect(requestsIn({ ...window, percent: 100 }, 100, outlook)).toEqual({
    candidate: 1000,
    stable: 0,
  });
  expect(requestsIn({ ...window, percent: 100, mirrored: true }, 100, outlook)).toEqual({
    candidate: 1000,
    stable: 1000,
  });
});
