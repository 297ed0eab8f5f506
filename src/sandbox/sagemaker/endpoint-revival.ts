import { DeploymentFailure, SilentRevert } from '../deployment/failure';
import { policyOf } from '../deployment/guardrails';
import type { DesiredChange } from '../fleet/capacity-change';
import { fleetReader } from '../fleet/fleet-record';
import { replaceLost } from '../fleet/lost-instance';
import { grow } from '../fleet/run-fleet';
import type { Variant } from '../fleet/variant';
import { Endpoint } from './endpoint';
import { tellServing } from './endpoint-log';
import type { ChangeRecord, EndpointRecord, FailureRecord } from './endpoint-record';
import type { Task } from './endpoint-task';
import { forget } from './endpoints';
import type { World } from './world';

/** An endpoint with its instances on their way up, and what was under way going on. */
export function reviveEndpoint(world: World, record: EndpointRecord): Endpoint {
  const had = new Map<Variant, number>();
  const endpoint = restoredEndpoint(world, record, fleetReader(had));
  const { status, task } = endpoint;
  if (status === 'Deleting') {
    endpoint.carryOut({ kind: 'removal', gone: () => forget(world, endpoint) });
    return endpoint;
  }
  // As many as ran where that is not what is desired, else what is desired.
  const isAsItRan = endpoint.traffic !== undefined || task?.kind === 'capacity';
  const ready = bringBack(endpoint, (variant) =>
    isAsItRan ? (had.get(variant) ?? 0) : variant.desiredCount,
  );
  if (task !== undefined) endpoint.carryOut(task, ready);
  return endpoint;
}

type ReadFleet = ReturnType<typeof fleetReader>;

function restoredEndpoint(world: World, record: EndpointRecord, read: ReadFleet): Endpoint {
  const { name, arn, createdAt, pending, traffic, first, serving } = record;
  const endpoint = new Endpoint(world, name, arn, createdAt);
  endpoint.modifiedAt = record.modifiedAt;
  endpoint.status = record.status;
  endpoint.failureReason = record.failureReason;
  endpoint.lastDeployment = record.lastDeployment;
  endpoint.first = first && read(first);
  endpoint.serving = serving && read(serving);
  endpoint.pending = pending && { ...pending, fleet: read(pending.fleet) };
  if (traffic !== undefined && isMixed(record)) {
    const { blue, green, share } = traffic;
    endpoint.traffic = { blue: read(blue), green: read(green), share };
  }
  endpoint.failing = record.failing && failureOf(record.failing);
  endpoint.task = taskOf(endpoint, record, read);
  if (endpoint.task?.kind === 'deployment' && endpoint.pending !== undefined) {
    const stage = { status: 'Creating', since: new Date() } as const;
    endpoint.pending = { ...endpoint.pending, stage };
  }
  return endpoint;
}

/** Two fleets serve because a rollback failed; what a deployment was shifting it shifts anew. */
function isMixed({ status, task }: EndpointRecord): boolean {
  const isMending = task?.kind === 'deployment' && task.leftover !== undefined;
  return status === 'UpdateRollbackFailed' || isMending;
}

function taskOf(
  { serving, failing }: Endpoint,
  record: EndpointRecord,
  read: ReadFleet,
): Task | undefined {
  const { status, task } = record;
  // Maintenance is asked for at the control port, and ends with the process as faults do.
  if (status === 'SystemUpdating') return { kind: 'end', failure: undefined };
  if (task === undefined) return undefined;
  if (failing !== undefined) {
    // Weights on their way back have arrived; while instances come and go they are no others.
    for (const variant of serving?.variants ?? []) variant.currentWeight = variant.desiredWeight;
    return { kind: 'end', failure: failing };
  }
  if (task.kind === 'deployment' && record.serving !== task.next) {
    const { next, guardrails, leftover } = task;
    return {
      kind: 'deployment',
      next: read(next),
      rollout: { policy: policyOf(guardrails), guardrails },
      leftover: leftover && read(leftover),
    };
  }
  if (task.kind !== 'capacity') return { kind: 'end', failure: undefined };
  const named = (records: readonly ChangeRecord[]): readonly DesiredChange[] =>
    records.flatMap(({ variant: name, ...change }) => {
      const variant = serving?.variants.find((variant) => variant.name === name);
      return variant === undefined ? [] : [{ variant, ...change }];
    });
  return { kind: 'capacity', changes: named(task.changes), back: named(task.back) };
}

const failureOf = ({ message }: FailureRecord): Error =>
  message === undefined ? new SilentRevert() : new DeploymentFailure(message);

/** Starts the instances without AWS's waiting, for the endpoint had them; resolves when they had their try. */
async function bringBack(endpoint: Endpoint, countOf: (variant: Variant) => number): Promise<void> {
  const { ground } = endpoint;
  const added = (): void => tellServing(ground.world, endpoint, 'change');
  const variants = endpoint.fleets.flatMap((fleet) =>
    fleet.variants.map((variant) => ({ fleet, variant })),
  );
  await Promise.all(
    variants.map(async ({ fleet, variant }) => {
      try {
        // Counts in force are as they were: only what has to be replaced is told.
        await grow(ground, variant, countOf(variant));
      } catch {
        // Machines that do not come up are replaced, as those are that are lost in service.
        const isInUse = (): boolean =>
          endpoint.fleets.includes(fleet) && endpoint.status !== 'Deleting';
        replaceLost(ground, variant, { isInUse, added }).catch(() => {});
      }
    }),
  );
}
