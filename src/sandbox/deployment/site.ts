import type { DeploymentConfig, VariantStatus } from '@aws-sdk/client-sagemaker';
import type { Ground } from '../fleet/run-fleet';
import type { Fleet } from '../fleet/variant';

/** What a deployment policy sees of its endpoint, and all that it may do to it. */
export interface Site extends Ground {
  /** Undefined when the endpoint is created. */
  readonly old: Fleet | undefined;
  readonly next: Fleet;
  /** What DescribeEndpoint shows of every variant of the next fleet from now on. */
  readonly stage: (status: VariantStatus, message?: string) => void;
  /** Gives the next fleet this share of the traffic, 0 to 1, by that share of its instances. */
  readonly route: (share: number) => void;
  /** One fleet serves all traffic from now on, and its config is the endpoint's. */
  readonly serve: (fleet: Fleet) => void;
  /** The deployment is being taken back from now on, for this cause. */
  readonly failed: (cause: unknown) => void;
  /** State of a CloudWatch alarm; undefined when there is none of that name. */
  readonly alarmState: (name: string) => string | undefined;
}

/**
 * Brings an endpoint from its old fleet to the next one. Resolves when the next one serves and the old
 * one is gone. Throws DeploymentFailure or SilentRevert when the old one serves as before, and
 * RollbackFailure when both do.
 */
export type Policy = (site: Site) => Promise<void>;

/** How an endpoint comes to its next fleet. */
export interface Rollout {
  readonly policy: Policy;
  /** Undefined: all at once, without guardrails. */
  readonly guardrails?: DeploymentConfig | undefined;
}
