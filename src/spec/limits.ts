const day = 86_400;

/** Every bound of a spec, stated once: seconds, ratios, microseconds and counts. */
export const limits = {
  bytes: 64 * 1024,
  depth: 32,
  /** Lexical parts of the text; a full spec of 40 steps and 100 alarms has about 2,000. */
  parts: 12_000,
  faults: 50,
  description: 500,
  steps: { min: 1, max: 40 },
  checks: { min: 1, max: 20 },
  /** One DescribeAlarms call reads at most 100 alarms by name. */
  alarms: { min: 1, max: 100 },
  approvals: { min: 0, max: 20 },
  people: { min: 0, max: 50 },
  approvers: { min: 1, max: 10 },
  requests: { min: 1, max: 1_000_000_000 },
  periods: { min: 1, max: 1440 },
  seconds: { min: 1, max: 30 * day },
  within: { min: 10, max: 30 * day },
  settle: { min: 0, max: 600 },
  /** A limit of 0 could never be passed: no number of requests proves a rate of nothing. */
  ratio: { min: 0.00001, max: 0.5 },
  share: { min: 0.01, max: 1 },
  /** Against the comparator: from nothing to ten times as slow. */
  increase: { min: 0.01, max: 9 },
  /** A value in a unit of its own. */
  level: { min: -1e15, max: 1e15 },
  /** CloudWatch takes no more for one metric. */
  dimensions: { min: 0, max: 30 },
  latency: { min: 1, max: 3_600_000_000 },
  /** Answers that agree; within a slice twice the disagreement is let pass, so that half is the least. */
  agreement: { min: 0.5, max: 0.9999 },
  slices: { min: 0, max: 10 },
  edges: { min: 1, max: 20 },
  edge: { min: -1e15, max: 1e15 },
  paths: { min: 1, max: 20 },
  top: { min: 1, max: 100 },
  overlap: { min: 0.01, max: 1 },
  tau: { min: -1, max: 1 },
} as const;

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Seconds a metric period may have: what SageMaker can publish and CloudWatch can answer. */
export const periodSeconds: readonly number[] = [10, 30, 60, 120, 180, 240, 300];
