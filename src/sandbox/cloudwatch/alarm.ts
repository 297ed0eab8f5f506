import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import type { AlarmRule } from './alarm-rule';
import { readAlarmSource, type AlarmSource } from './alarm-source';
import {
  alarmMembers,
  dimensionList,
  invalid,
  list,
  notImitated,
  number,
  readInput,
  text,
  whole,
} from './input';
import { metricQuerySchema, type MetricQueryInput } from './metric-query';

/** What PutMetricAlarm set, as DescribeAlarms shows it, beside its understood form. */
export interface AlarmDefinition {
  readonly kind: 'metric';
  readonly shown: MetricAlarm & { readonly AlarmName: string };
  readonly rule: AlarmRule;
  readonly source: AlarmSource;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

export const metricAlarmSchema = z.object({
  ...alarmMembers,
  MetricName: text.min(1).optional(),
  Namespace: text.min(1).optional(),
  Statistic: z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']).optional(),
  ExtendedStatistic: text.optional(),
  Dimensions: dimensionList,
  Period: whole.optional(),
  Unit: text.optional(),
  EvaluationPeriods: whole.refine((count) => count >= 1, 'at least 1'),
  DatapointsToAlarm: whole.refine((count) => count >= 1, 'at least 1').optional(),
  Threshold: number,
  ComparisonOperator: z.enum([
    'GreaterThanOrEqualToThreshold',
    'GreaterThanThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  TreatMissingData: z.enum(['missing', 'notBreaching', 'breaching', 'ignore']).optional(),
  EvaluateLowSampleCountPercentile: z.enum(['evaluate', 'ignore']).optional(),
  Metrics: list(metricQuerySchema).optional(),
  ThresholdMetricId: notImitated,
  EvaluationWindow: notImitated,
  WarmUpConfiguration: notImitated,
  EvaluationCriteria: notImitated,
  EvaluationInterval: notImitated,
  ActionConfiguration: notImitated,
});

type AlarmInput = z.output<typeof metricAlarmSchema>;

/** Understands and checks a PutMetricAlarm input; throws ValidationException. */
export function readAlarm(input: unknown): AlarmDefinition {
  const alarm = readInput(metricAlarmSchema, input);
  const { EvaluationPeriods: evaluationPeriods, Tags: tags, ...rest } = alarm;
  const datapointsToAlarm = alarm.DatapointsToAlarm ?? evaluationPeriods;
  if (datapointsToAlarm > evaluationPeriods) {
    throw invalid(
      `DatapointsToAlarm ${datapointsToAlarm} must not be above EvaluationPeriods ${evaluationPeriods}.`,
    );
  }
  const ignoreLowSamples = alarm.EvaluateLowSampleCountPercentile === 'ignore';
  const source = readAlarmSource(queriesOf(alarm), ignoreLowSamples);
  checkSpan(source.periodMs, evaluationPeriods);
  const { MetricName, Dimensions, Metrics, ...others } = rest;
  const shape = MetricName === undefined ? { Metrics } : { MetricName, Dimensions };
  return {
    kind: 'metric',
    // The units are CloudWatch's own enum; an unknown one sees no data, as on AWS.
    shown: {
      ...others,
      ...shape,
      EvaluationPeriods: evaluationPeriods,
    } as AlarmDefinition['shown'],
    rule: {
      comparison: alarm.ComparisonOperator,
      threshold: alarm.Threshold,
      evaluationPeriods,
      datapointsToAlarm,
      treatMissingData: alarm.TreatMissingData ?? 'missing',
    },
    source,
    tags,
  };
}

function queriesOf(alarm: AlarmInput): readonly MetricQueryInput[] {
  const { Metrics, MetricName, Namespace, Period, Statistic, ExtendedStatistic } = alarm;
  if (Metrics !== undefined) {
    const single = [MetricName, Namespace, Period, Statistic, ExtendedStatistic, alarm.Unit];
    if (single.some((member) => member !== undefined) || alarm.Dimensions.length > 0) {
      throw invalid('Metrics cannot be used together with the members of a single metric.');
    }
    const returned = Metrics.filter(({ ReturnData }) => ReturnData ?? true);
    if (returned.length !== 1 || Metrics.length > 10) {
      throw invalid(
        `Metrics has ${Metrics.length} queries of which ${returned.length} return data; at most 10 and exactly 1 are allowed.`,
      );
    }
    return Metrics;
  }
  if (MetricName === undefined || Namespace === undefined || Period === undefined) {
    throw invalid('MetricName, Namespace and Period must be given, or Metrics.');
  }
  const Stat = Statistic ?? ExtendedStatistic;
  if (Stat === undefined || (Statistic !== undefined && ExtendedStatistic !== undefined)) {
    throw invalid('Exactly one of Statistic and ExtendedStatistic must be given.');
  }
  const Metric = { Namespace, MetricName, Dimensions: alarm.Dimensions };
  return [{ Id: 'm1', MetricStat: { Metric, Period, Stat, Unit: alarm.Unit } }];
}

const hourMs = 3_600_000;

/** An alarm spans at most a day, or a week when its period is an hour or more. */
function checkSpan(periodMs: number, evaluationPeriods: number): void {
  if (!Number.isFinite(periodMs)) throw invalid('An alarm needs at least one metric.');
  if (periodMs < 10_000) throw invalid('The period of an alarm must be at least 10 seconds.');
  const limit = periodMs >= hourMs ? 7 * 24 * hourMs : 24 * hourMs;
  if (periodMs * evaluationPeriods <= limit) return;
  throw invalid(
    `${evaluationPeriods} periods of ${periodMs / 1000} s exceed the limit of ${limit / hourMs} hours.`,
  );
}
