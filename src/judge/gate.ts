/** A rule on one CloudWatch metric of the candidate; ratios are 0..1, latencies microseconds. */
export type Gate = RatioGate | LatencyGate;

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
}
