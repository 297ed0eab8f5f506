import type { JsonObject } from './canonical';
import type { PinnedArtifact } from './plan';
import type { VariantScaling } from './variant-scaling';

/** Everything a plan is made of, read from AWS once; refusals and the plan are pure functions of it. */
export interface Facts {
  /** Time of the read, ISO. */
  readonly at: string;
  readonly account: string;
  readonly region: string;
  readonly endpoint: EndpointFacts;
  /** The live endpoint config as AWS sent it, without its name, ARN and time. */
  readonly config: JsonObject;
  readonly stable: StableFacts;
  readonly candidate: PackageFacts;
  /** One for each container of the candidate, in order. */
  readonly images: readonly ImageFacts[];
  /** One for each object the candidate's containers load. */
  readonly artifacts: readonly ArtifactFacts[];
  /** One for each alarm of the spec, in its order. */
  readonly alarms: readonly AlarmFacts[];
  /** How Application Auto Scaling resizes the variant that serves; absent where it does not. */
  readonly scaling?: VariantScaling;
  /** The candidate's variant, where something is registered under its name although it does not run yet. */
  readonly leftOverTarget?: string;
  /** The bucket of `shadow.compare.captures` where there is none of this name. */
  readonly missingBucket?: string;
  /** Why nothing can be read below `shadow.compare.labels`. */
  readonly unreadableLabels?: string;
  /** Paths in AWS's answers that the AWS SDK of this version does not know and would lose. */
  readonly unknownMembers: readonly string[];
}

export interface EndpointFacts {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly config: string;
  readonly variants: readonly VariantFacts[];
  /** Names of shadow variants that run already. */
  readonly shadows: readonly string[];
  readonly pendingConfig?: string;
  readonly failureReason?: string;
}

/** A production variant as it runs; weights and counts are the live ones. */
export interface VariantFacts {
  readonly name: string;
  readonly weight: number;
  readonly desiredWeight: number;
  readonly instances: number;
  readonly desiredInstances: number;
}

/** The model that serves; `document` is CreateModel-shaped and absent where the model is gone. */
export interface StableFacts {
  readonly model: string;
  readonly document?: JsonObject;
  /** Its containers, read from the package where the model names only that. */
  readonly containers: readonly JsonObject[];
  readonly package?: { readonly arn: string; readonly version: string };
}

export interface PackageFacts {
  readonly arn: string;
  /** `group/version`, or the ARN's last part where it is in no group. */
  readonly version: string;
  readonly group?: string;
  readonly number?: number;
  readonly approvalStatus: string;
  readonly status: string;
  readonly registrationType?: string;
  readonly containers: readonly JsonObject[];
  /** Real-time instance types the package supports; empty where it names none. */
  readonly instanceTypes: readonly string[];
  /** What says how the model came to be. */
  readonly lineage: Readonly<Record<string, string>>;
}

/** An image as registered; `digest` is what it is pinned to. */
export interface ImageFacts {
  readonly image: string;
  readonly digest?: string;
  /** `foreign`: a registry we may not look into. */
  readonly presence: 'present' | 'missing' | 'foreign';
  /** What the tag names now, where only a tag is given and we may look. */
  readonly tagNow?: string;
  /** The image's reference and its recorded digest contradict each other. */
  readonly contradiction?: string;
}

/** An S3 object a container loads; `found` is absent where it is gone. */
export interface ArtifactFacts {
  readonly uri: string;
  /** ETag recorded at registration, without quotes. */
  readonly expectedEtag?: string;
  readonly found?: PinnedArtifact;
  /** Why it can't be pinned at all. */
  readonly unpinnable?: string;
}

/** An alarm of the spec; `kind` is `missing` where CloudWatch does not know the name. */
export interface AlarmFacts {
  readonly name: string;
  readonly kind: 'metric' | 'composite' | 'log' | 'missing';
  readonly state?: string;
  readonly stateReason?: string;
  /** PutMetricAlarm input; for metric alarms only. */
  readonly definition?: JsonObject;
}
