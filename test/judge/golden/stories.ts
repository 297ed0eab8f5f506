import type { Gate, LatencyGate } from '../../../src/judge/gate';
import type { Context, Window } from '../../../src/judge/observation';
import type { GateRecord } from '../../../src/judge/record/gate-record';
import type { WindowRecord } from '../../../src/judge/record/window-record';
import type { Look } from '../../../src/judge/verdict';
import {
  context,
  cpu,
  recordOf,
  served,
  split,
  windowOf,
  type Serves,
} from '../record/made-record';
import { labelled, ranked } from './answer-stories';
import { answersRecordOf, other } from '../record/made-answers-record';
import { fiveHundreds, fourHundreds, median, tail } from '../story';

const window = windowOf(12);
const shares: Context = { ...context, plannedShare: 0.3 };
const second: Look = { final: true, look: 2 };
const early: Look = { final: false, look: 1 };

/** Errors of the stable come in bursts, so that its periods say how many requests share one fate. */
const bursts: Serves = (period) => ({ n: 4000, bad: period % 4 === 1 ? 9 : 0, cpu: 40 });
const steady: Serves = (period) => ({
  n: 1400 + 7 * period,
  bad: period % 5 === 3 ? 1 : 0,
  cpu: 40,
});
const slower: Serves = (period) => ({ n: 600 - 5 * period, slow: 9 + (period % 3), cpu: 50 });
const worse: Serves = (period) => ({ n: 600 + period, bad: 1 + (period % 3), cpu: 61 });
const good: Serves = (period) => ({ n: 600 + period, slow: period % 4, cpu: 40 + period / 8 });

const arms = {
  bursting: { candidate: good, stable: bursts },
  slow: { candidate: slower, stable: steady },
  worse: { candidate: worse, stable: steady },
} as const;

/**
 * Evidence that uses all of the judge's arithmetic: each kind of gate, both kinds of bets, bets that go on from an
 * earlier window, a look before the end and a second one, bursts, latencies by counts and by percentiles, numbers that
 * cannot be judged, and comparisons of answers: by classes, with scores and true labels, and by rankings.
 */
export const goldenStories: Readonly<Record<string, () => WindowRecord>> = {
  'ratio-fail': () => made(fiveHundreds, 'worse', {}),
  'ratio-carried': () => {
    const { carry } = made(fiveHundreds, 'bursting', {}).verdict;
    return made(fiveHundreds, 'bursting', { more: { carried: carry }, look: second });
  },
  'ratio-relative': () => made(fourHundreds, 'worse', {}),
  'latency-counts': () => made(tail, 'slow', { more: { warmUpPeriods: 2 } }),
  'latency-percentiles': () => made(tail, 'slow', { refused: /^TC/ }),
  'latency-median': () => made(tightMedian, 'bursting', {}),
  level: () => made({ ...cpu, increase: 0.2 }, 'slow', {}),
  split: () => made(split, 'slow', { more: { plannedShare: 0.2 } }),
  'split-early': () => made(split, 'slow', { more: { plannedShare: 0.2 }, look: early }),
  'split-first': () =>
    made(split, 'slow', { more: { plannedShare: 0.2 }, look: early, over: windowOf(1) }),
  'bad-input': () => made({ ...tail, max: 10 }, 'slow', {}),
  answers: () => answersRecordOf(other, { look: second }),
  'answers-labels': labelled,
  'answers-ranking': ranked,
};

/** A limit that the stable breaks too. */
const tightMedian: LatencyGate = { ...median, increase: 0.01, max: 59_000 };

function made(
  gate: Gate,
  serving: keyof typeof arms,
  {
    more = {},
    look = { final: true, look: 1 },
    refused,
    over = window,
  }: {
    readonly more?: Partial<Context>;
    readonly look?: Look;
    readonly refused?: RegExp;
    readonly over?: Window;
  },
): GateRecord {
  return recordOf(served(arms[serving], refused), gate, {
    window: over,
    context: { ...shares, ...more },
    look,
  });
}
