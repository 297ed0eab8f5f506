import type { Carried } from './carried';
import type { MetricSource } from './gate';
import type { QuantileInterval } from './quantile-interval';

/** The settled part of a bake; ISO times in UTC, period in seconds. */
export interface Window {
  readonly start: string;
  readonly end: string;
  readonly period: number;
}

export type Arm = 'candidate' | 'stable';

/** One statistic to ask CloudWatch for; `end` is exclusive, start and end are multiples of the period. */
export interface MetricQuery {
  /** `^[a-z][A-Za-z0-9_]*$`, unique over the gates of a release. */
  readonly id: string;
  readonly arm: Arm;
  readonly metric: string;
  /** Absent: SageMaker's own metric of the arm's variant. */
  readonly source?: MetricSource;
  /** As CloudWatch spells it: Sum, SampleCount, p99, TC(120000:). */
  readonly stat: string;
  /** Seconds. */
  readonly period: number;
  readonly start: string;
  readonly end: string;
  /** Its answer is shown and decides nothing: a verdict can do without. */
  readonly forPeople?: true;
}

/** The answer to one query; no points means that there is no data, `unavailable` that the statistic was refused. */
export interface Reading {
  readonly id: string;
  readonly points: readonly Point[];
  readonly unavailable?: string;
}

export interface Point {
  /** Start of the period, ISO. */
  readonly at: string;
  readonly value: number;
}

/** `x` bad ones out of `n` requests. */
export interface Count {
  readonly n: number;
  readonly x: number;
  /** Where only brackets are known (percentiles): `x` is the least and `most` the most there can be. */
  readonly most?: number;
}

/** One settled, observed period. */
export interface Period {
  readonly start: string;
  readonly seconds: number;
  readonly candidate: Count;
  readonly stable: Count;
}

/** What the candidate was compared with; frozen at a pass for the steps in which the stable has no traffic. */
export interface Comparator {
  readonly kind: 'concurrent' | 'frozen' | 'history' | 'absolute';
  /** The limit, increase included: microseconds for latencies, a ratio for 4XX, else in the metric's unit. */
  readonly threshold: number;
  readonly unit: 'µs' | 'ratio' | 'metric';
  /** Requests the threshold was measured on; 0 for an absolute one. */
  readonly requests: number;
  readonly window: { readonly start: string; readonly end: string };
}

/** All a verdict needs; kept as evidence, so that the verdict can be computed again. */
export interface Observations {
  readonly window: Window;
  /** Only settled and observed ones. */
  readonly periods: readonly Period[];
  readonly expectedPeriods: number;
  readonly comparator?: Comparator;
  /** The latency limit that was applied, microseconds: the tighter one of the comparator and `max`. */
  readonly thresholdMicros?: number;
  /** The candidate's own quantile, microseconds, for people to read; it decides nothing. */
  readonly candidateMicros?: number;
  /** The same of the stable at the same time, where it serves. */
  readonly stableMicros?: number;
  /** What both lie between; like them it decides nothing, because counts above the limit do. */
  readonly candidateBetween?: QuantileInterval;
  readonly stableBetween?: QuantileInterval;
  /** Mean of the candidate's values, in the metric's unit; levels only. */
  readonly level?: number;
  /** CloudWatch refused a statistic that the gate cannot do without. */
  readonly unavailable?: string;
  /** What is wrong with the readings themselves: nothing is concluded from such. */
  readonly fault?: string;
  /** From the earlier windows of this gate in this release. */
  readonly carried?: Carried;
  /** Of production's requests, the candidate's part by the weights, 0..1; absent where it is not split. */
  readonly plannedShare?: number;
}

/** What a kind of gate counts itself; the judge adds what every window brings. */
export type Counted = Omit<Observations, 'window' | 'fault' | 'carried' | 'plannedShare'>;

/** What the caller knows about the window. */
export interface Context {
  /** The stable gets production traffic in this window. */
  readonly stableServes: boolean;
  /** The comparator of this gate's last pass in this release. */
  readonly frozen?: Comparator;
  /** `percentiles` where CloudWatch is known to refuse TC(…). */
  readonly exceedance: 'counts' | 'percentiles';
  /** What this gate's last window left. */
  readonly carried?: Carried;
  /** Of production's requests, the candidate's part by the weights, 0..1; absent where all go to both or to one. */
  readonly plannedShare?: number;
  /** Periods after a weight change that latency gates leave out if enough remain; 0 where absent. */
  readonly warmUpPeriods?: number;
}
