/** A rule on CloudWatch metrics of the candidate; ratios are 0..1, latencies microseconds. */
export type Gate = RatioGate | LatencyGate | LevelGate | SplitGate;

/** What a pass needs at least; a failure needs proof, not a minimum. */
export interface Minimum {
  readonly requests: number;
  readonly periods: number;
}

export interface RatioGate {
  readonly kind: 'ratio';
  readonly id: string;
  readonly metric: 'Invocation5XXErrors' | 'Invocation4XXErrors' | 'InvocationModelErrors';
  /** Largest allowed share of bad answers; for 4XX, which clients cause, the allowed excess over the comparator. */
  readonly limit: number;
  /** What the upper bound of the share must stay under for a pass; 5 × limit where a team says nothing. */
  readonly passLimit: number;
  readonly minimum: Minimum;
  /** Chance of failing a candidate that keeps the limit, over the whole release: this gate's part of the error budget. */
  readonly alpha: number;
}

export interface LatencyGate {
  readonly kind: 'latency';
  readonly id: string;
  readonly metric: 'ModelLatency' | 'OverheadLatency';
  /** 0.5 for the median, 0.99 for p99. */
  readonly quantile: number;
  /** Allowed increase over the comparator, e.g. 0.2; with `max` too, the tighter of both decides. */
  readonly increase?: number;
  /** Absolute limit, microseconds. */
  readonly max?: number;
  readonly minimum: Minimum;
  readonly alpha: number;
}

/** Share of the requests that may take longer than a quantile's limit: 0.01 for p99, of which 1 - 0.99 is a hair more. */
export function allowedAbove({ quantile }: Pick<LatencyGate, 'quantile'>): number {
  return Number((1 - quantile).toPrecision(6));
}

/** A metric that has one value a period: a resource of the instances, or anything a team publishes. */
export interface LevelGate {
  readonly kind: 'level';
  readonly id: string;
  readonly metric: string;
  /** Absent: SageMaker's own metric of the variant. `{variant}` in a dimension's value stands for the arm's variant. */
  readonly source?: MetricSource;
  /** As CloudWatch spells it: Average, Maximum, p90. */
  readonly stat: string;
  /** The value must stay at or below this, in the metric's own unit. */
  readonly max?: number;
  /** The value must stay at or above this. */
  readonly min?: number;
  /** Allowed increase over the stable in the same period, e.g. 0.2. */
  readonly increase?: number;
  readonly minimum: Minimum;
  readonly alpha: number;
}

export interface MetricSource {
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Whether production's requests are split as the weights say; a broken split spoils every comparison. */
export interface SplitGate {
  readonly kind: 'split';
  readonly id: string;
  readonly metric: 'Invocations';
}
