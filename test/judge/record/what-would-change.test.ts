import type { Gate } from '../../../src/judge/gate';
import type { GateRecord } from '../../../src/judge/record/gate-record';
import { whatWouldChange } from '../../../src/judge/record/what-would-change';
import { fiveHundreds, fourHundreds, median, tail } from '../story';
import { cpu, recordFor, recordOf, served, steady, windowOf, type Serves } from './made-record';

const judged = (candidate: Serves, gate: Gate, more: Parameters<typeof recordOf>[2] = {}) =>
  recordOf(served({ candidate, stable: steady }), gate, more);

/** A request a minute more or less, and these bad ones in the first minutes. */
const requests =
  (n: number, bad: number): Serves =>
  (period) => ({
    n: Math.floor(n / 30) + (period < n % 30 ? 1 : 0),
    bad: period < bad ? 1 : 0,
  });

const atLook = (look: number) => ({ look: { final: true, look } });

// By hand: P(X <= x) among n with a share at the pass limit is under the look's error (5 % / 2^look) up to the most
// that is told, and above it for one more. Clean requests pass from ln(error) / ln(1 - pass limit) on, others from
// where SciPy's beta.ppf(1 - error, share n + 1, (1 - share) n) is the pass limit: 1170.6 requests and 39.94 periods.
test.each<[string, GateRecord, string]>([
  [
    'exactly as many bad ones as may be',
    judged((period) => ({ n: 600, bad: period % 5 < 3 ? 1 : 0 }), fiveHundreds),
    'Among 18000 requests a pass allows at most 18 bad, 18 were.',
  ],
  [
    'one bad one too many, but a share that could be',
    judged(requests(1_000, 1), fiveHundreds),
    'Among 1000 requests a pass allows at most 0 bad, 1 were. With the same share of bad ones 1171 requests would pass.',
  ],
  [
    'a share that is above the limit',
    judged(requests(1_800, 2), fiveHundreds),
    'Among 1800 requests a pass allows at most 1 bad, 2 were. At this share no number of requests passes: it is above the limit.',
  ],
  [
    'requests that were enough for a first look',
    judged(requests(800, 0), fiveHundreds, atLook(2)),
    '800 requests are too few for a pass, even with none bad. With the same share of bad ones 875 requests would pass.',
  ],
  [
    'slow ones: 1 % may be',
    judged(() => ({ n: 600, slow: 3 }), tail),
    'Among 18000 requests a pass allows at most 180 bad, 90 were.',
  ],
  [
    'slow ones of a median: half may be',
    judged(() => ({ n: 10, slow: 3 }), median),
    'Among 300 requests a pass allows at most 150 bad, 150 were.',
  ],
  [
    'periods of a level: 9 of 30 are under one half with 97.5 %',
    judged((period) => ({ n: 1, cpu: period < 2 ? 95 : 40 }), cpu),
    'Among 30 periods a pass allows at most 9 bad, 2 were.',
  ],
  [
    'periods of a level that are too many',
    judged((period) => ({ n: 1, cpu: period % 3 === 0 ? 95 : 40 }), cpu),
    'Among 30 periods a pass allows at most 9 bad, 10 were. With the same share of bad ones 40 periods would pass.',
  ],
  [
    "client's errors: the stable's share and 1 % more",
    recordOf(
      served({ candidate: requests(18_000, 0), stable: () => ({ n: 600, bad: 12 }) }),
      fourHundreds,
    ),
    'Among 18000 requests a pass allows at most 540 bad, 0 were.',
  ],
])('%s', (_, record, change) => {
  expect(whatWouldChange(record)).toBe(change);
});

const slower = recordFor['slower-than-limit']();

function failedBy(odds: number): GateRecord {
  const { verdict } = slower;
  return { ...slower, verdict: { ...verdict, numbers: { ...verdict.numbers!, odds } } };
}

test.each([
  [
    1_000,
    'A part of the error budget under 0.1 %, instead of 0.2 %, would not have failed it: odds of 1000 : 1 were reached.',
  ],
  [
    999_999,
    'A part of the error budget under 0.0001 %, instead of 0.2 %, would not have failed it: odds of 999999 : 1 were reached.',
  ],
  [1_000_000, 'A smaller error budget would have changed nothing: the odds leave no doubt.'],
])('odds of %d leave this way out', (odds, change) => {
  expect(whatWouldChange(failedBy(odds))).toBe(change);
});

test.each<[string, GateRecord, string]>([
  [
    'no traffic',
    recordFor['no-traffic'](),
    'Requests of the candidate: a pass needs 736 in 10 periods at least.',
  ],
  [
    'no traffic, one period needed',
    judged(() => ({ n: 0 }), { ...fiveHundreds, minimum: { requests: 5, periods: 1 } }),
    'Requests of the candidate: a pass needs 5 in 1 period at least.',
  ],
  [
    'one request too few',
    judged(requests(735, 0), fiveHundreds),
    '1 more requests: by a longer bake, a larger share, or a smaller minRequests in the spec.',
  ],
  [
    'one period too few',
    judged(steady, fiveHundreds, { window: windowOf(9) }),
    '1 more observed periods: by a longer bake or shorter periods.',
  ],
  [
    'one period of data too few: 27 of 30 are nine tenths',
    judged((period) => ({ n: period < 26 ? 600 : 0 }), fiveHundreds),
    'Data for 1 more period.',
  ],
])('%s', (_, record, change) => {
  expect(whatWouldChange(record)).toBe(change);
});
