import type { AnswerForm, Outcome, Slice } from '../judge/answers/answer-spec';

/** What a team writes in release.yaml, parsed: percentages are ratios 0..1, durations whole seconds. */
export interface ReleaseSpec {
  readonly endpoint: string;
  readonly model: ModelReference;
  readonly risk: Risk;
  readonly registry: RegistryPolicy;
  readonly approvals: readonly ApprovalSpec[];
  readonly shadow?: ShadowSpec;
  readonly steps: readonly StepSpec[];
  readonly checks: readonly CheckSpec[];
  readonly alarms: readonly string[];
  /** Recorded consent to release without any alarm. */
  readonly noAlarms?: boolean;
  readonly watch: WatchSpec;
  readonly finish: Finish;
  readonly onInconclusive: InconclusiveSpec;
  /** Recorded consent to windows in which even a healthy candidate would hardly pass. */
  readonly acceptInconclusive?: boolean;
  readonly metrics: MetricsSpec;
  readonly smoke?: SmokeSpec;
  readonly notify?: NotifySpec;
  readonly runbook?: string;
  readonly description?: string;
}

export type Risk = 'normal' | 'high';
/** What Slipway may write to the Model Registry. */
export type RegistryPolicy = 'status' | 'lifecycle' | 'observe';
export type Finish = 'replace' | 'keep-both';

/** A version number, the newest version (`latest`) or the newest approved one (`approved`), or a package ARN. */
export type ModelReference =
  | { readonly group: string; readonly version: number | 'latest' | 'approved' }
  | { readonly package: string };

/** `production` stands before anything is touched; a step is counted from 1. */
export type GatePoint =
  'production' | 'shadow' | 'traffic' | 'watch' | 'final' | { readonly step: number };

export interface ApprovalSpec {
  readonly name?: string;
  readonly before: GatePoint;
  /** Names that may decide; empty: anyone. */
  readonly from: readonly string[];
  readonly withinSeconds: number;
  readonly count: number;
  /** `reject` ends the release at the closing time; `hold` keeps the gate open and pages. */
  readonly onTimeout: 'reject' | 'hold';
  readonly notRequester: boolean;
}

export interface ShadowSpec {
  readonly seconds: number;
  readonly compare?: CompareSpec;
}

/** How the answers of the shadow are compared with those of the stable to the same requests. */
export interface CompareSpec {
  readonly form: AnswerForm;
  /** Share of the pairs that must agree. */
  readonly agreement: number;
  readonly slices: readonly Slice[];
  readonly facets: readonly Slice[];
  /** What the rates of facets count. */
  readonly outcome?: Outcome;
  /** `s3://bucket/prefix` that requests and answers are captured under while the shadow stands. */
  readonly captures: string;
  /** `s3://bucket/prefix` under which true labels come by the hour, for classes only. */
  readonly labels?: string;
  /** How long after a request its captures may still come. */
  readonly settleSeconds: number;
}

/** One line of `steps:`; `linear` is the increment, repeated up to `to`; `bake` alone holds the share longer. */
export type StepSpec =
  | { readonly kind: 'canary'; readonly ratio: number; readonly bakeSeconds: number }
  | {
      readonly kind: 'linear';
      readonly by: number;
      readonly to: number;
      readonly bakeSeconds: number;
    }
  | { readonly kind: 'bake'; readonly bakeSeconds: number };

/**
 * A rule on a CloudWatch metric; `max` is a ratio for counts, microseconds for latencies, and in the metric's own
 * unit for resources and own metrics.
 */
export interface CheckSpec {
  readonly metric:
    | 'Invocation5XXErrors'
    | 'Invocation4XXErrors'
    | 'InvocationModelErrors'
    | 'ModelLatency'
    | 'OverheadLatency'
    | ResourceMetric
    | OwnMetric;
  /** For latencies only: 0.5 for p50, 0.99 for p99. */
  readonly quantile?: number;
  readonly max?: number;
  /** For resources and own metrics only: the value must stay at or above this. */
  readonly min?: number;
  /** Allowed increase against the comparator, e.g. 0.2 for 20 %. */
  readonly increase?: number;
  /** Requests a pass needs at least. */
  readonly minRequests?: number;
}

/** What the instances of a variant use, in percent; CPU is the sum over cores, 0 to 100 times the number of them. */
export type ResourceMetric =
  | 'CPUUtilization'
  | 'MemoryUtilization'
  | 'DiskUtilization'
  | 'GPUUtilization'
  | 'GPUMemoryUtilization';

/** A metric of any namespace; `{variant}` in a dimension's value stands for the variant that is read. */
export interface OwnMetric {
  readonly namespace: string;
  readonly name: string;
  readonly stat: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface WatchSpec {
  readonly seconds: number;
}

/** First the bake is extended to twice its length, then held for people, then production is taken back. */
export interface InconclusiveSpec {
  readonly extend: boolean;
  readonly holdSeconds: number;
}

export interface MetricsSpec {
  readonly periodSeconds: number;
  /** How long after its end a period may still change. */
  readonly settleSeconds: number;
  /** Settled periods a pass needs at least. */
  readonly minPeriods: number;
}

/** `smoke: { payload: s3://bucket/key, contentType: application/json }`: a reference, because payloads never enter history. */
export interface SmokeSpec {
  readonly payload: string;
  readonly contentType: string;
}

export interface NotifySpec {
  readonly webhook: string;
}
