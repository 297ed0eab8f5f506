import type { Gate } from '../../../src/judge/gate';
import { comparisonOf, type Comparison } from '../../../src/judge/planner/comparison';
import type { Outlook, PlannedWindow } from '../../../src/judge/planner/planned-window';
import { fiveHundreds, fourHundreds, median, tail } from '../story';
import { cpu } from './story';

const split: Gate = { kind: 'split', id: 'split', metric: 'Invocations' };
const byLimit: Gate = {
  kind: 'latency',
  id: 'p99',
  metric: 'ModelLatency',
  quantile: 0.99,
  max: 120_000,
  minimum: { requests: 300, periods: 2 },
  alpha: 0.001,
};
const most: Gate = { ...cpu, increase: 0.2 };
// At half of the traffic, so many requests of the stable come as seconds pass.
const second: Outlook = {
  requestsPerSecond: 2,
  periodSeconds: 60,
  extend: false,
  presentShares: {},
};
const half = (seconds: number): PlannedWindow => ({
  title: 'step 1',
  percent: 50,
  mirrored: false,
  seconds,
  afterChange: false,
});
const full = (seconds: number): PlannedWindow => ({ ...half(seconds), percent: 100 });

test.each<[string, Gate, PlannedWindow, frozen: boolean, Comparison]>([
  ['5XX', fiveHundreds, half(1e5), false, 'needless'],
  ['a split', split, half(1e5), true, 'needless'],
  ['a latency with a limit of its own', byLimit, half(1e5), true, 'needless'],
  ['a level with a limit of its own', cpu, half(1e5), true, 'needless'],
  // 300 requests are the fewest to compare with, and a p99 needs three beyond it: 300 again.
  ['4XX beside 300 requests', fourHundreds, half(300), true, 'concurrent'],
  ['4XX beside 299', fourHundreds, half(299), true, 'frozen'],
  ['4XX beside 299, never frozen', fourHundreds, half(299), false, 'none'],
  ['4XX beside none, though there was a day before', fourHundreds, full(1e5), false, 'none'],
  ['a p99 beside 300 requests', tail, half(300), true, 'concurrent'],
  ['a p99 beside 299, which were 598 a day before', tail, half(299), false, 'history'],
  ['a p99 beside 149, which were 298', tail, half(149), false, 'none'],
  ['a p99 beside 150, which were 300', tail, half(150), false, 'history'],
  ['a p99 with a frozen limit, which is nearer than history', tail, half(150), true, 'frozen'],
  ['a median beside 300 requests', median, half(300), false, 'concurrent'],
  ['a p99.9 beside 2999', { ...tail, quantile: 0.999 }, half(2999), true, 'frozen'],
  ['a p99.9 beside 3001', { ...tail, quantile: 0.999 }, half(3001), true, 'concurrent'],
  ['a level beside one request', most, half(1), false, 'concurrent'],
  ['a level beside none', most, full(1e5), false, 'none'],
  ['a level beside none, frozen', most, full(1e5), true, 'frozen'],
  ['a latency without any time', tail, half(0), false, 'none'],
])('%s', (_, gate, window, frozen, expected) => {
  expect(comparisonOf(gate, window, second, frozen)).toBe(expected);
});
