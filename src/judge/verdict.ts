import type { AbTestReason } from './ab-test/ab-test-reason';
import type { AnswersReason } from './answers/answers-reason';
import type { Carried } from './carried';
import type { DriftReason } from './drift/drift-reason';
import type { LoadTestReason } from './load-test/load-test-reason';
import type { Comparator } from './observation';
import type { VerdictNumbers } from './verdict-numbers';

export type PassReason = 'within-limit';
export type FailReason = 'above-limit' | 'slower-than-limit' | 'level-outside-limit';
export type InconclusiveReason =
  | 'no-traffic'
  | 'too-few-requests'
  | 'too-few-periods'
  | 'missing-data'
  | 'above-limit-not-proven'
  | 'environment'
  | 'no-comparator'
  | 'metric-unavailable'
  | 'too-early'
  | 'split-mismatch'
  | 'bad-input'
  | 'no-gates';
export type MetricReason = PassReason | FailReason | InconclusiveReason;
export type Reason = MetricReason | AnswersReason | DriftReason | AbTestReason | LoadTestReason;

/** From which point of a bake the judge looks. */
export interface Look {
  /** False during the bake: such a look may fail a candidate, never pass it. */
  readonly final: boolean;
  /** Counted from 1; each further final look at the same gate spends half the error of the one before. */
  readonly look?: number;
}

/** One gate's answer over one window, with the numbers it stands on. */
export interface Verdict {
  readonly result: 'pass' | 'fail' | 'inconclusive';
  readonly gate: string;
  readonly reason: Reason;
  /** One plain sentence with value, limit and number of requests. */
  readonly sentence: string;
  /** In `unit`, as `limit` is; absent where nothing was observed. */
  readonly value?: number;
  readonly limit?: number;
  readonly unit: Unit;
  readonly candidate: ArmCount;
  readonly stable: ArmCount;
  readonly comparator?: Comparator;
  /** What it stands on besides the counts; absent where nothing was weighed. */
  readonly numbers?: VerdictNumbers;
  /** What the next window of this gate goes on from; none after a failure. */
  readonly carry?: Carried;
  /** Name and version of the method, with what it assumes. */
  readonly method: string;
}

/** `metric`: in the unit that the metric is published in; `sd`: in standard deviations of the baseline. */
export type Unit = 'ratio' | 'µs' | 'count' | 'metric' | 'sd';

export interface ArmCount {
  readonly n: number;
  readonly x: number;
  /** x / n, 0 without requests. */
  readonly ratio: number;
  /** One-sided exact upper bound of the ratio, 1 without requests. */
  readonly upper: number;
}
