import { randomUUID } from 'node:crypto';
import type {
  DeleteScheduledActionRequest,
  DescribeScheduledActionsRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { Checked } from '../service-model/checked';
import { AwsError, type Call } from '../wire/operation';
import { bringIntoRange } from './bring-into-range';
import { assertRoom, ownedBy, ownedKey, ownedPage, registeredTarget } from './owned';
import { hasRun, isOver, type Interval } from './schedule';
import type { Scaling } from './scaling';
import { readAction, type PutActionInput, type ScheduledAction } from './scheduled-action';
import { keyOf, named } from './target-id';

/** The account's quota for actions of one target; AWS does not raise it. */
const mostActions = 200;

export function putScheduledAction(scaling: Scaling, request: PutActionInput, { caller }: Call) {
  const { ScheduledActionName: name } = request;
  const target = registeredTarget(scaling, request);
  const existing = scaling.actions.get(ownedKey(target, name));
  const action = readAction(request, existing);
  if (existing === undefined) {
    assertRoom(ownedBy(scaling.actions.values(), target), mostActions, 'scheduled actions');
  }
  if (isOver(action.schedule, action.timeZone ?? 'UTC', scaling.clock.now())) {
    scaling.undocumented(`scheduled action ${name} is for a time that is over: it never runs`);
  }
  const prefix = `arn:aws:autoscaling:${caller.region}:${caller.account}`;
  const resource = `resource/${target.ServiceNamespace}/${target.ResourceId}`;
  scaling.actions.set(ownedKey(target, name), {
    ...action,
    target,
    arn:
      existing?.arn ??
      `${prefix}:scheduledAction:${randomUUID()}:${resource}:scheduledActionName/${name}`,
    createdAt: existing?.createdAt ?? scaling.clock.now(),
  });
  return {};
}

export function describeScheduledActions(
  scaling: Scaling,
  request: Checked<DescribeScheduledActionsRequest>,
) {
  const names = request.ScheduledActionNames;
  const { items, ...next } = ownedPage(scaling.actions.values(), request, names);
  return { ScheduledActions: items.map(shown), ...next };
}

export function deleteScheduledAction(
  scaling: Scaling,
  { ScheduledActionName: name, ...target }: Checked<DeleteScheduledActionRequest>,
) {
  if (scaling.actions.delete(ownedKey(target, name))) return {};
  throw new AwsError(
    'ObjectNotFoundException',
    `No scheduled action found for ${named(target)}, scheduled action name: ${name}`,
  );
}

/** Carries out every action that has a run in the interval. */
export function runScheduledActions(scaling: Scaling, { after, to }: Interval): void {
  for (const action of [...scaling.actions.values()]) {
    const { startsAt = -Infinity, endsAt = Infinity, createdAt, timeZone = 'UTC' } = action;
    const interval = {
      after: Math.max(after, createdAt, startsAt - 1),
      to: Math.min(to, endsAt),
    };
    const rule = { timeZone, startsAt: action.startsAt ?? createdAt };
    if (hasRun(action.schedule, interval, rule)) run(scaling, action);
  }
}

function run(scaling: Scaling, { name, target: id, change }: ScheduledAction): void {
  const target = scaling.targets.get(keyOf(id));
  if (target === undefined || target.SuspendedState.ScheduledScalingSuspended) return;
  const { MinCapacity, MaxCapacity } = { ...target, ...change };
  const range = `min capacity to ${MinCapacity} and max capacity to ${MaxCapacity}`;
  const cause = `scheduled action name ${name} was triggered`;
  const started = { target: id, cause, description: `Setting ${range}` };
  if (MinCapacity > MaxCapacity) {
    const message = `Failed to set ${range}. Reason: Maximum capacity cannot be less than minimum capacity`;
    scaling.activities.add({ ...started, status: 'Failed', message });
    return;
  }
  const changed = { ...target, MinCapacity, MaxCapacity };
  scaling.targets.set(keyOf(id), changed);
  scaling.activities.add({
    ...started,
    status: 'Successful',
    message: `Successfully set ${range}`,
  });
  if (scaling.variants.capacity(id)?.isActive === false) {
    scaling.undocumented(`scheduled action ${name} ran while its endpoint was not InService`);
  }
  bringIntoRange(scaling, changed);
}

function shown(action: ScheduledAction) {
  const { name, arn, target, written, timeZone, startsAt, endsAt, change, createdAt } = action;
  return {
    ScheduledActionName: name,
    ScheduledActionARN: arn,
    ...target,
    Schedule: written,
    Timezone: timeZone,
    ...(startsAt !== undefined && { StartTime: new Date(startsAt) }),
    ...(endsAt !== undefined && { EndTime: new Date(endsAt) }),
    ScalableTargetAction: change,
    CreationTime: new Date(createdAt),
  };
}
