import type { SplitGate } from '../../src/judge/gate';
import { applies } from '../../src/judge/judge';
import type { Context, Window } from '../../src/judge/observation';
import { judgeWindow, metricService } from './metric-service';
import { minute, noon } from './story';

const split: SplitGate = { kind: 'split', id: 'split', metric: 'Invocations' };
const periods = 11;
const window: Window = {
  start: new Date(noon).toISOString(),
  end: new Date(noon + periods * minute).toISOString(),
  period: 60,
};
const context: Context = { stableServes: true, exceedance: 'counts', plannedShare: 0.05 };

/** Requests a period of each arm; the first period still has the split from before the change. */
function judged(
  candidate: number,
  stable: number,
  more: { look?: number; final?: boolean; over?: number; start?: string } = {},
) {
  const service = metricService(noon + (periods + 5) * minute);
  for (let period = 0; period < periods; period += 1) {
    const at = noon + period * minute;
    const [c, s] = period === 0 ? [0, candidate + stable] : [candidate, stable];
    const ones = (count: number) => Array.from({ length: count }, () => 1);
    if (c > 0) service.publish('candidate', 'Invocations', at, ones(c));
    if (s > 0) service.publish('stable', 'Invocations', at, ones(s));
  }
  const { look = 1, final = true, over = periods, start = window.start } = more;
  const seen = { ...window, start, end: new Date(noon + over * minute).toISOString() };
  return judgeWindow(service, split, { window: seen, context, look: { final, look } }).verdict;
}

test.each([
  ['as planned', 50, 950, 'pass', 'within-limit', /no more than chance/],
  [
    'a fifth off, in 10,000 requests',
    40,
    960,
    'inconclusive',
    'split-mismatch',
    /pin TargetVariant to the stable/,
  ],
  [
    'twice the share',
    100,
    900,
    'inconclusive',
    'split-mismatch',
    /pin TargetVariant to the candidate/,
  ],
  [
    'nothing for the candidate',
    0,
    1000,
    'inconclusive',
    'split-mismatch',
    /pin TargetVariant to the stable/,
  ],
  ['a fifth off, in 200 requests', 1, 19, 'pass', 'within-limit', /no more than chance/],
  ['too few to tell', 0, 10, 'pass', 'within-limit', /too few to tell/],
  ['nothing at all', 0, 0, 'inconclusive', 'no-traffic', /Neither variant/],
])('requests split %s', (_title, candidate, stable, result, reason, sentence) => {
  const given = judged(candidate, stable);

  expect(given).toMatchObject({ result, reason });
  expect(given.sentence).toMatch(sentence);
});

test('the period in which the weights changed is left out', () => {
  expect(judged(50, 950)).toMatchObject({ candidate: { n: 500 }, stable: { n: 9_500 } });
});

test.each([
  [1_000, false, 'too-early', 'So far the candidate got'],
  [1_000, true, 'within-limit', 'The candidate got'],
])('the first period alone accuses nobody (%d requests, final: %s)', (n, final, reason, told) => {
  const given = judged(0, n, { over: 1, final });

  expect(given.reason).toBe(reason);
  expect(given.sentence).toBe(
    `${told} 0 % of 1000 requests, planned are 5 %; the first period alone tells no wrong split, it may still hold the one from before.`,
  );
});

test('a window of one period without a request is no pass', () => {
  expect(judged(0, 0, { over: 1 })).toMatchObject({ result: 'inconclusive', reason: 'no-traffic' });
});

test('of a window that begins within a period the first whole one is the first', () => {
  const late = new Date(noon + 1_000).toISOString();
  const given = (over: number) => judged(0, 1_000, { over, start: late }).reason;

  expect(given(2)).toBe('within-limit');
  expect(given(3)).toBe('split-mismatch');
});

test('a wrong split is told from the second period on', () => {
  expect(judged(0, 1_000, { over: 2, final: false }).sentence).toContain('TargetVariant');
});

test('a split is judged at the end only', () => {
  expect(judged(0, 1_000, { final: false })).toMatchObject({ reason: 'too-early' });
});

test.each([
  [0, 1_000, 'planned are 5 %; chance explains 0 % to 0.083 %: callers that pin TargetVariant to'],
  [50, 950, 'So far the candidate got 5 % of 10000 requests, planned are 5 %.'],
  [0, 10, 'So far the candidate got 0 % of 100 requests, planned are 5 %.'],
])('while the bake runs %d beside %d requests are told with their likely cause', (c, s, words) => {
  expect(judged(c, s, { final: false }).sentence).toContain(words);
});

test('each further look asks for more', () => {
  const off = (look: number) => judged(39, 961, { look }).result;

  expect(off(1)).toBe('inconclusive');
  expect(off(12)).toBe('pass');
});

test.each<[Context, boolean]>([
  [context, true],
  [{ ...context, plannedShare: 1 }, false],
  [{ ...context, stableServes: false }, false],
  [{ stableServes: true, exceedance: 'counts' }, false],
])('it has something to say only where two arms share production (%#)', (asked, expected) => {
  expect(applies(split, asked)).toBe(expected);
});
