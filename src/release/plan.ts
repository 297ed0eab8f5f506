import type { AnswersGate } from '../judge/answers/answers-gate';
import type { Gate } from '../judge/gate';
import type { WindowForecast } from '../judge/planner/forecast';
import type { Traffic } from '../judge/planner/traffic';
import type { JsonObject } from './canonical';
import { digestOf } from './digest';
import type { VariantScaling } from './variant-scaling';
import type { Finish, GatePoint, RegistryPolicy, Risk, SmokeSpec } from './spec';

/** The spec with every default, name, ARN, digest, weight and duration resolved against the live endpoint. */
export interface ReleasePlan {
  readonly schema: 'slipway.plan/1';
  /** SHA-256 over the canonical form of all but `digest`, `names` and `observed`. */
  readonly digest: string;
  readonly names: PlanNames;
  /** What was seen while planning and may change without making the plan stale. */
  readonly observed: PlanObservation;
  readonly account: string;
  readonly region: string;
  readonly endpoint: string;
  readonly endpointArn: string;
  readonly risk: Risk;
  readonly strategy: 'variant-weights';
  readonly description?: string;
  readonly stable: ServedModel;
  readonly candidate: CandidateModel;
  readonly rollbackTarget: RollbackTarget;
  /** The live endpoint config with live counts and weights as its Initial values; the base of every config we make. */
  readonly liveConfig: JsonObject;
  /** CreateModel input for the candidate, without its name and tags; environment values are sealed as digests. */
  readonly candidateModel: JsonObject;
  readonly differences: readonly Difference[];
  readonly peakInstances: number;
  /** How the stable's variant is scaled; the candidate's gets the same for the release. */
  readonly scaling?: VariantScaling;
  readonly registry: RegistryPolicy;
  readonly gates: readonly ApprovalGate[];
  readonly shadow?: PlannedShadow;
  /** Bake of the new fleet with the candidate at weight 0. */
  readonly fleetBakeSeconds: number;
  readonly steps: readonly Step[];
  readonly watchSeconds: number;
  readonly finish: Finish;
  /** Bake of the final configuration. */
  readonly finalBakeSeconds: number;
  readonly checks: readonly Gate[];
  readonly alarms: readonly PlannedAlarm[];
  /** Recorded consent to windows in which even a healthy candidate would hardly pass. */
  readonly acceptInconclusive?: boolean;
  readonly onInconclusive: { readonly extend: boolean; readonly holdSeconds: number };
  readonly metrics: {
    readonly periodSeconds: number;
    readonly settleSeconds: number;
  };
  readonly smoke?: SmokeSpec;
  readonly notify?: { readonly webhook: string };
  readonly runbook?: string;
}

export interface PlannedShadow {
  readonly seconds: number;
  readonly answers?: ComparedAnswers;
}

/** The rule on the answers of a shadow, and the S3 prefixes below which they are captured and true labels come. */
export interface ComparedAnswers {
  readonly gate: AnswersGate;
  readonly captures: string;
  readonly labels?: string;
}

/** Every AWS name this release makes; each holds 12 hex of the plan digest, so a retry finds its own work. */
export interface PlanNames {
  readonly model: string;
  readonly shadowConfig: string;
  readonly canaryConfig: string;
  readonly finalConfig: string;
}

export interface PlanObservation {
  readonly at: string;
  readonly approvalStatus: string;
  /** Whether CloudWatch counts requests above a latency; absent where nothing was there to ask about. */
  readonly exceedance?: 'counts' | 'percentiles';
  readonly forecast?: Forecast;
}

/** What the windows can be expected to prove; no windows where the traffic is unknown. */
export interface Forecast {
  readonly traffic: Traffic;
  readonly windows: readonly WindowForecast[];
}

export interface ServedModel {
  /** `group/version` of the registry, or the model's name where no package is known. */
  readonly version: string;
  readonly packageArn?: string;
  readonly model: string;
  readonly variant: string;
}

export interface CandidateModel {
  readonly version: string;
  readonly packageArn: string;
  readonly variant: string;
  readonly images: readonly PinnedImage[];
  readonly artifacts: readonly PinnedArtifact[];
  readonly lineage: Readonly<Record<string, string>>;
}

export interface PinnedImage {
  readonly image: string;
  readonly digest: string;
}

/** `versionId` is absent where the bucket keeps no versions. */
export interface PinnedArtifact {
  readonly uri: string;
  readonly etag: string;
  readonly versionId?: string;
  readonly bytes: number;
}

export interface RollbackTarget {
  readonly config: string;
  readonly model: string;
  readonly weight: number;
  /** Live count; of a scaled variant, whose count changes by the minute, the least it may have. */
  readonly instances: number;
}

/** One field in which the candidate differs from the stable. */
export interface Difference {
  readonly of: 'model' | 'config';
  readonly path: string;
  readonly stable: string;
  readonly candidate: string;
}

export interface ApprovalGate {
  readonly name: string;
  readonly before: GatePoint;
  readonly from: readonly string[];
  readonly withinSeconds: number;
  readonly count: number;
  readonly onTimeout: 'reject' | 'hold';
  readonly notRequester: boolean;
}

export interface Step {
  /** Counted from 1. */
  readonly index: number;
  readonly kind: 'canary' | 'linear' | 'full' | 'bake';
  /** Share of the candidate, 1..100. */
  readonly percent: number;
  readonly bakeSeconds: number;
}

/** An alarm of the spec; `definition` is its PutMetricAlarm input, so that a twin can be made and a change be seen. */
export interface PlannedAlarm {
  readonly name: string;
  readonly definition: JsonObject;
  /** The variant its dimensions name, where they name one. */
  readonly variant?: string;
  /** The guarded copy on the candidate's variant. */
  readonly twin?: string;
}

/** How long a release waits for a person before it fails; long enough for any holiday. */
export const humanDeadlineSeconds = 14 * 86_400;

/** How long SageMaker may take for a fleet before the release gives up waiting. */
export const fleetDeadlineSeconds = 2 * 3600;

/** The candidate's variant beside the stable's. */
export const nextVariant = (stable: string): string => `${stable}-next`;

type PlanBody = Omit<ReleasePlan, 'digest' | 'names'>;

/** The digest an approval binds to: over the plan without its own names and without passing observations. */
export function planDigest(plan: PlanBody | ReleasePlan): string {
  const body: Record<string, unknown> = { ...plan };
  delete body.digest;
  delete body.names;
  delete body.observed;
  return digestOf(body);
}

/** Names pass AWS's pattern (at most 63 of letters, digits and inner hyphens). */
export function planNames(endpoint: string, digest: string): PlanNames {
  const base = `${endpoint.slice(0, 40).replace(/-+$/, '')}-${digest.slice(0, 12)}`;
  return {
    model: base,
    shadowConfig: `${base}-shadow`,
    canaryConfig: `${base}-canary`,
    finalConfig: `${base}-final`,
  };
}

/** Digest and names put on a plan's body. */
export function sealPlan(body: PlanBody): ReleasePlan {
  const digest = planDigest(body);
  return { ...body, digest, names: planNames(body.endpoint, digest) };
}
