import { randomUUID } from 'node:crypto';
import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { Policy, TrackingConfig } from './policy';
import type { Scaling } from './scaling';
import { variantOf } from './target-id';

/** AWS's figures, as users see them on a SageMaker variant (re:Post QUf450Wsd9RROGGOIwaolN9w). */
const high = { kind: 'AlarmHigh', periods: 3, ratio: 1 } as const;
const low = { kind: 'AlarmLow', periods: 15, ratio: 0.9 } as const;
const periodSeconds = 60;

/** Puts the two alarms of a target-tracking policy and gives their names. */
export function putTrackingAlarms(
  scaling: Scaling,
  policy: Pick<Policy, 'arn' | 'target'>,
  config: TrackingConfig,
): readonly string[] {
  const action = `${policy.arn}:createdBy/${randomUUID()}`;
  return [high, low].map(({ kind, periods, ratio }) => {
    const AlarmName = `TargetTracking-${policy.target.ResourceId}-${kind}-${randomUUID()}`;
    const input: PutMetricAlarmInput = {
      AlarmName,
      AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${action}.`,
      AlarmActions: [action],
      EvaluationPeriods: periods,
      Threshold: config.TargetValue * ratio,
      ComparisonOperator: kind === 'AlarmHigh' ? 'GreaterThanThreshold' : 'LessThanThreshold',
      ...metricOf(policy, config),
    };
    scaling.role(
      { service: 'monitoring', operation: 'PutMetricAlarm', input: { ...input } },
      (call) => scaling.putMetricAlarm(input, call.caller.region),
    );
    return AlarmName;
  });
}

/** Deletes the alarms of a policy; those that somebody deleted before are passed over. */
export function deleteTrackingAlarms(scaling: Scaling, { alarms }: Pick<Policy, 'alarms'>): void {
  const AlarmNames = alarms.filter((name) => scaling.alarms.get(name) !== undefined);
  if (AlarmNames.length === 0) return;
  scaling.role({ service: 'monitoring', operation: 'DeleteAlarms', input: { AlarmNames } }, () =>
    scaling.alarms.delete(AlarmNames),
  );
}

export const isLowAlarm = (name: string): boolean => name.includes(`-${low.kind}-`);

function metricOf(
  { target }: Pick<Policy, 'target'>,
  { CustomizedMetricSpecification: customized }: TrackingConfig,
): Partial<PutMetricAlarmInput> {
  if (customized === undefined) {
    const { endpoint, variant } = variantOf(target) ?? {};
    return {
      Namespace: 'AWS/SageMaker',
      MetricName: 'InvocationsPerInstance',
      Dimensions: [
        { Name: 'EndpointName', Value: endpoint },
        { Name: 'VariantName', Value: variant },
      ],
      // Each request counts 1/instances: the sum of a minute is the rate of one instance.
      Statistic: 'Sum',
      Period: periodSeconds,
    };
  }
  const { Metrics, ...single } = customized;
  if (Metrics === undefined) {
    return { ...(single as Partial<PutMetricAlarmInput>), Period: periodSeconds };
  }
  return {
    Metrics: Metrics.map(({ MetricStat, ...query }) => ({
      ...query,
      ...(MetricStat !== undefined && {
        MetricStat: { ...MetricStat, Period: periodSeconds },
      }),
    })) as NonNullable<PutMetricAlarmInput['Metrics']>,
  };
}
