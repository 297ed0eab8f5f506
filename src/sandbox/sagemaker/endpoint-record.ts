import type { DeploymentConfig } from '@aws-sdk/client-sagemaker';
import type { DesiredChange } from '../fleet/capacity-change';
import { fleetWriter, type FleetRecord } from '../fleet/fleet-record';
import { SilentRevert } from '../deployment/failure';
import type { Fleet } from '../fleet/variant';
import type { Endpoint, Pending } from './endpoint';
import type { Status } from './endpoint-states';
import type { Task } from './endpoint-task';

/** An endpoint as it outlives the sandbox: all that AWS would know, and what it is about to do. */
export interface EndpointRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly status: Status;
  readonly failureReason: string | undefined;
  readonly lastDeployment: DeploymentConfig | undefined;
  readonly first: FleetRecord | undefined;
  readonly serving: FleetRecord | undefined;
  readonly pending: (Omit<Pending, 'fleet'> & { readonly fleet: FleetRecord }) | undefined;
  readonly traffic:
    { readonly blue: FleetRecord; readonly green: FleetRecord; readonly share: number } | undefined;
  readonly task: TaskRecord | undefined;
  readonly failing: FailureRecord | undefined;
}

export interface FailureRecord {
  /** Undefined: AWS says nothing of it. */
  readonly message: string | undefined;
}

/** A change by the name of its variant. */
export interface ChangeRecord extends Omit<DesiredChange, 'variant'> {
  readonly variant: string;
}

export type TaskRecord =
  | {
      readonly kind: 'deployment';
      readonly next: FleetRecord;
      readonly guardrails: DeploymentConfig | undefined;
      readonly leftover: FleetRecord | undefined;
    }
  | {
      readonly kind: 'capacity';
      readonly changes: readonly ChangeRecord[];
      readonly back: readonly ChangeRecord[];
    }
  | { readonly kind: 'removal' }
  | { readonly kind: 'end' };

export function snapshotEndpoint(endpoint: Endpoint): EndpointRecord {
  const { name, arn, createdAt, modifiedAt, status, failureReason, lastDeployment } = endpoint;
  const { first, serving, pending, traffic, task, failing } = endpoint;
  const write = fleetWriter();
  return {
    ...{ name, arn, createdAt, modifiedAt, status, failureReason, lastDeployment },
    first: first && write(first),
    serving: serving && write(serving),
    pending: pending && { ...pending, fleet: write(pending.fleet) },
    traffic: traffic && {
      blue: write(traffic.blue),
      green: write(traffic.green),
      share: traffic.share,
    },
    task: task && snapshotTask(task, write),
    failing: failing === undefined ? undefined : snapshotFailure(failing),
  };
}

function snapshotTask(task: Task, write: (fleet: Fleet) => FleetRecord): TaskRecord {
  switch (task.kind) {
    case 'deployment': {
      const { next, rollout, leftover } = task;
      const { guardrails } = rollout;
      return {
        kind: 'deployment',
        next: write(next),
        guardrails,
        leftover: leftover && write(leftover),
      };
    }
    case 'capacity':
      return {
        kind: 'capacity',
        changes: task.changes.map(snapshotChange),
        back: task.back.map(snapshotChange),
      };
    case 'removal':
    case 'end':
      return { kind: task.kind };
  }
}

function snapshotChange({ variant, ...change }: DesiredChange): ChangeRecord {
  return { variant: variant.name, ...change };
}

function snapshotFailure(failing: Error): FailureRecord {
  if (failing instanceof SilentRevert) return { message: undefined };
  return { message: failing.message };
}
