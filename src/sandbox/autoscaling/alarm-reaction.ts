import { isMetricAlarm, nameOf, type MetricAlarmRecord } from '../cloudwatch/alarm-record';
import { readAlarmPoints } from '../cloudwatch/alarm-source';
import { evaluationRange } from '../cloudwatch/alarm-rule';
import { AwsError } from '../wire/operation';
import { afterCooldown, steppedCount, trackedCount, withinRange } from './desired-count';
import { policiesOf } from './policies';
import type { Policy, StepConfig } from './policy';
import type { Scaling } from './scaling';
import { setCount } from './set-count';
import type { Target } from './target';
import { keyOf } from './target-id';
import { isLowAlarm } from './tracking-alarms';

/** What an alarm that calls for a policy does: a change of the count, or a reason why there is none. */
export function reactToAlarm(scaling: Scaling, policy: Policy, alarm: MetricAlarmRecord): void {
  const target = scaling.targets.get(keyOf(policy.target));
  const capacity = scaling.variants.capacity(policy.target);
  if (target === undefined || capacity === undefined) return;
  // Our own change is still under way: the alarm is heard again within a minute.
  if (scaling.underway.has(keyOf(target))) return;
  const current = capacity.desired;
  const wish = wishOf(scaling, policy, alarm, current);
  if (wish === undefined) return;
  const cooldown = scaling.cooldowns.get(keyOf(target));
  const allowed = afterCooldown(current, wish, cooldown, scaling.clock.now());
  if (allowed === undefined || isSuspended(target, allowed - current)) return;
  const cause = `monitor alarm ${nameOf(alarm)} in state ${alarm.state} triggered policy ${policy.name}`;
  if (!capacity.isActive) {
    scaling.activities.addNotScaled(target, cause, {
      Code: 'TargetServicePutResourceAsUnscalable',
    });
    return;
  }
  const count = withinRange(allowed, target);
  // A count that an update left outside of the range is not scaled in by an alarm that asks for more.
  if (Math.sign(count - current) !== Math.sign(allowed - current) || count === current) {
    scaling.activities.addNotScaled(target, cause, whyNot(allowed, current, target));
    return;
  }
  setCount(scaling, target, count, { cause, cooldown: cooldownOf(policy, count > current) });
}

function wishOf(
  scaling: Scaling,
  policy: Policy,
  alarm: MetricAlarmRecord,
  current: number,
): number | undefined {
  const values = recentValues(scaling, alarm);
  const latest = values.at(-1);
  if (latest === undefined) return undefined;
  const { rule } = policy;
  if (rule.type === 'StepScaling') {
    const value = aggregated(values, rule.config.MetricAggregationType);
    return steppedCount(current, value - alarm.definition.rule.threshold, rule.config);
  }
  const wish = trackedCount(current, latest, rule.config);
  return wish < current ? agreedScaleIn(scaling, policy, current, wish) : wish;
}

/** Of several target-tracking policies all must be ready to scale in; the largest count counts. */
function agreedScaleIn(
  scaling: Scaling,
  policy: Policy,
  current: number,
  wish: number,
): number | undefined {
  const counts = policiesOf(scaling, policy.target).map(({ rule, alarms }) => {
    if (rule.type === 'StepScaling' || rule.config.DisableScaleIn) return 0;
    const low = scaling.alarms.get(alarms.find(isLowAlarm) ?? '');
    if (low === undefined || !isMetricAlarm(low) || low.state !== 'ALARM') return current;
    const latest = recentValues(scaling, low).at(-1);
    return latest === undefined ? current : trackedCount(current, latest, rule.config);
  });
  if (policy.rule.type === 'TargetTrackingScaling' && policy.rule.config.DisableScaleIn) {
    return undefined;
  }
  const agreed = Math.max(wish, ...counts);
  return agreed < current ? agreed : undefined;
}

/** Values of the periods that the alarm looks at, newest last; none where its metric cannot be computed. */
function recentValues(
  { metrics, clock }: Scaling,
  { definition }: MetricAlarmRecord,
): readonly number[] {
  const { rule, source } = definition;
  try {
    return readAlarmPoints(metrics, source, evaluationRange(rule), clock.now())
      .flatMap(({ value }) => (value === undefined ? [] : [value]))
      .slice(-rule.evaluationPeriods);
  } catch (cause) {
    if (cause instanceof AwsError) return [];
    throw cause;
  }
}

function aggregated(values: readonly number[], type: StepConfig['MetricAggregationType']): number {
  switch (type) {
    case 'Average':
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case 'Minimum':
      return Math.min(...values);
    case 'Maximum':
      return Math.max(...values);
  }
}

function isSuspended({ SuspendedState: suspended }: Target, change: number): boolean {
  if (change > 0) return suspended.DynamicScalingOutSuspended;
  return change < 0 && suspended.DynamicScalingInSuspended;
}

function whyNot(wish: number, current: number, { MinCapacity, MaxCapacity }: Target) {
  if (wish > current) return { Code: 'AlreadyAtMaxCapacity', MaxCapacity };
  if (wish < current) return { Code: 'AlreadyAtMinCapacity', MinCapacity };
  return { Code: 'AlreadyAtDesiredCapacity', CurrentCapacity: current };
}

function cooldownOf({ rule }: Policy, isOut: boolean): number {
  if (rule.type === 'StepScaling') return rule.config.Cooldown;
  return isOut ? rule.config.ScaleOutCooldown : rule.config.ScaleInCooldown;
}
