import { firstAccount } from '../account/account-id';
import type { Alarms } from '../cloudwatch/alarms';
import type { MetricStore } from '../cloudwatch/metric-store';
import type { EventLog } from '../event-log';
import type { Call, Service } from '../wire/operation';
import { Activities } from './activities';
import { AlarmLoop } from './alarm-loop';
import { describeScalingActivities } from './describe-activities';
import { IdleInvocations } from './idle-invocations';
import * as policies from './policies';
import type { StatePart } from '../state/state-part';
import type { Scaling } from './scaling';
import { restoreScaling, snapshotScaling, type ScalingRecord } from './scaling-record';
import * as actions from './scheduled-actions';
import type { ScalableVariants } from './scalable-variants';
import { createServiceRole, type ServiceRole } from './service-role';
import { settleActivities } from './set-count';
import * as tags from './tags';
import * as targets from './targets';

export interface AutoScaling {
  readonly service: Service;
  readonly scaling: Scaling;
  /** Does all that is due now: activities, alarms, schedules. */
  readonly tick: () => void;
  readonly state: StatePart<ScalingRecord>;
}

export interface AutoScalingOptions {
  readonly account?: string;
  /** The clock of AWS: Application Auto Scaling lives in the time of its metrics. */
  readonly metrics: MetricStore;
  readonly cloudwatch: {
    readonly alarms: Alarms;
    readonly putMetricAlarm: (input: object, region: string) => void;
  };
  readonly variants: (role: ServiceRole) => ScalableVariants;
  readonly log: Pick<EventLog, 'write'>;
  /** How many times faster AWS's own waiting goes. */
  readonly scale: number;
  /** From the end of a metric period to its points being visible, ms. */
  readonly metricDelayMs: number;
}

type Handler = (scaling: Scaling, input: never, call: Call) => unknown;

const handlers: Readonly<Record<string, Handler>> = {
  RegisterScalableTarget: targets.registerScalableTarget,
  DescribeScalableTargets: targets.describeScalableTargets,
  DeregisterScalableTarget: targets.deregisterScalableTarget,
  PutScalingPolicy: policies.putScalingPolicy,
  DescribeScalingPolicies: policies.describeScalingPolicies,
  DeleteScalingPolicy: policies.deleteScalingPolicy,
  PutScheduledAction: actions.putScheduledAction,
  DescribeScheduledActions: actions.describeScheduledActions,
  DeleteScheduledAction: actions.deleteScheduledAction,
  DescribeScalingActivities: describeScalingActivities,
  TagResource: tags.tagResource,
  UntagResource: tags.untagResource,
  ListTagsForResource: tags.listTagsForResource,
};

/** Application Auto Scaling of endpoint variants, with the loop that acts on alarms and schedules. */
export function createAutoScalingService(options: AutoScalingOptions): AutoScaling {
  const { account = firstAccount, metrics, cloudwatch, log, scale } = options;
  const { clock } = metrics;
  const role = createServiceRole(log, account);
  const scaling: Scaling = {
    clock,
    scale,
    targets: new Map(),
    policies: new Map(),
    actions: new Map(),
    underway: new Map(),
    cooldowns: new Map(),
    activities: new Activities(clock),
    variants: options.variants(role),
    role,
    undocumented: (what) => log.write({ kind: 'undocumented', what }),
    alarms: cloudwatch.alarms,
    metrics,
    putMetricAlarm: cloudwatch.putMetricAlarm,
  };
  const loop = new AlarmLoop(scaling);
  const idle = new IdleInvocations(scaling, options.metricDelayMs);
  let after = clock.now();

  const tick = (): void => {
    const to = clock.now();
    settleActivities(scaling);
    actions.runScheduledActions(scaling, { after, to });
    after = to;
    idle.tick();
    if (scaling.policies.size > 0) loop.tick();
  };

  const service = Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      (input: never, call: Call) => handler(scaling, input, call),
    ]),
  );
  const state: StatePart<ScalingRecord> = {
    snapshot: () => snapshotScaling(scaling),
    restore: (kept, savedAt) => {
      restoreScaling(scaling, kept);
      // Schedules did not rest while the sandbox did.
      after = savedAt;
    },
  };
  return { service, scaling, tick, state };
}
