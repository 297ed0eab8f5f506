import type { MetricAlarm, MetricDataQuery, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import { comparisons, missingData, type AlarmRule } from './alarm-rule';
import { readAlarmSource, type AlarmSource } from './alarm-source';
import { invalid, notImitated, refuseMembers, wordOf } from './input';
import { idPattern, type MetricQueryInput } from './metric-query';

/** What PutMetricAlarm set, as DescribeAlarms shows it, beside its understood form. */
export interface AlarmDefinition {
  readonly kind: 'metric';
  readonly shown: MetricAlarm & { readonly AlarmName: string };
  readonly rule: AlarmRule;
  readonly source: AlarmSource;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** What every alarm shows, also where nobody gave it. */
export const alarmDefaults = {
  ActionsEnabled: true,
  OKActions: [],
  AlarmActions: [],
  InsufficientDataActions: [],
};

type AlarmInput = Checked<PutMetricAlarmInput>;

/** Understands a PutMetricAlarm input; throws ValidationException. */
export function readAlarm(input: AlarmInput): AlarmDefinition {
  refuseMembers(input, [
    'ThresholdMetricId',
    'EvaluationWindow',
    'WarmUpConfiguration',
    'EvaluationCriteria',
    'EvaluationInterval',
    'ActionConfiguration',
  ]);
  const { Tags: tags = [], MetricName, Dimensions = [], Metrics, ...others } = input;
  const rule = readRule(input);
  const lowSamples = wordOf(
    'EvaluateLowSampleCountPercentile',
    input.EvaluateLowSampleCountPercentile ?? 'evaluate',
    ['evaluate', 'ignore'],
  );
  const source = readAlarmSource(queriesOf(input), lowSamples === 'ignore');
  checkSpan(source.periodMs, rule.evaluationPeriods);
  const watched =
    MetricName === undefined ? { Metrics: Metrics?.map(shown) } : { MetricName, Dimensions };
  return {
    kind: 'metric',
    shown: { ...alarmDefaults, ...others, ...watched },
    rule,
    source,
    tags,
  };
}

function readRule(input: AlarmInput): AlarmRule {
  const { EvaluationPeriods: evaluationPeriods, Threshold: threshold, ComparisonOperator } = input;
  // AWS's model leaves them out for alarms on PromQL, which have none.
  if (evaluationPeriods === undefined || ComparisonOperator === undefined) {
    throw invalid('EvaluationPeriods and ComparisonOperator must be given.');
  }
  const comparison = comparisons.find((one) => one === ComparisonOperator);
  if (comparison === undefined) throw notImitated('ComparisonOperator', ComparisonOperator);
  if (threshold === undefined || !Number.isFinite(threshold)) {
    throw invalid(`Threshold is ${threshold ?? 'not given'}; it must be a finite number.`);
  }
  const { DatapointsToAlarm: datapointsToAlarm = evaluationPeriods } = input;
  if (datapointsToAlarm > evaluationPeriods) {
    // Reported in hashicorp/terraform#24070.
    throw invalid('DatapointsToAlarm must be less than or equal to EvaluationPeriods');
  }
  const { TreatMissingData = 'missing' } = input;
  const treatMissingData = wordOf('TreatMissingData', TreatMissingData, missingData);
  return { comparison, threshold, evaluationPeriods, datapointsToAlarm, treatMissingData };
}

/** A query of an alarm as DescribeAlarms shows it: the dimensions of a metric always, as of a single one. */
function shown({ MetricStat, ...query }: MetricQueryInput): MetricDataQuery {
  if (MetricStat === undefined) return query;
  const Metric = { Dimensions: [], ...MetricStat.Metric };
  return { ...query, MetricStat: { ...MetricStat, Metric } };
}

function queriesOf(input: AlarmInput): readonly MetricQueryInput[] {
  const { Metrics, MetricName, Namespace, Period, Statistic, ExtendedStatistic, Unit } = input;
  const { Dimensions = [] } = input;
  if (Metrics !== undefined) {
    const single = [MetricName, Namespace, Period, Statistic, ExtendedStatistic, Unit];
    if (single.some((member) => member !== undefined) || Dimensions.length > 0) {
      throw invalid('Metrics cannot be used together with the members of a single metric.');
    }
    // Reported in aws/aws-cdk#26674; GetMetricData says more.
    if (!Metrics.every(({ Id }) => idPattern.test(Id))) throw invalid('Invalid metrics list');
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
  const Metric = { Namespace, MetricName, Dimensions };
  return [{ Id: 'm1', MetricStat: { Metric, Period, Stat, Unit } }];
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
