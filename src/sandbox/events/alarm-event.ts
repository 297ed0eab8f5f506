import type { Dimension, MetricDataQuery, MetricStat } from '@aws-sdk/client-cloudwatch';
import type { AlarmDefinition } from '../cloudwatch/alarm';
import type { Alarm, AlarmChange } from '../cloudwatch/alarms';
import type { CompositeDefinition } from '../cloudwatch/composite-alarm';
import type { EventDetail } from './aws-event';

/** A state as an alarm's events tell it. */
export interface ToldState {
  readonly value: string;
  readonly reason?: string;
  /** JSON text, as CloudWatch keeps it. */
  readonly reasonData?: string;
  readonly timestamp?: string;
}

/** What a CloudWatch Alarm State Change says; an alarm that is not a metric alarm has no metrics to name. */
export function alarmDetail(
  change: AlarmChange,
  alarm: Alarm | undefined,
  previous: ToldState,
): EventDetail {
  return {
    alarmName: change.name,
    ...(alarm && { configuration: configurationOf(alarm.definition) }),
    previousState: previous,
    state: toldState(change, alarm),
  };
}

/** The state that a change leads to. */
export function toldState({ to, reason, at }: AlarmChange, alarm: Alarm | undefined): ToldState {
  return {
    value: to,
    reason,
    ...(alarm?.reasonData !== undefined && { reasonData: alarm.reasonData }),
    timestamp: new Date(at).toISOString().replace('Z', '+0000'),
  };
}

function configurationOf(definition: AlarmDefinition | CompositeDefinition): EventDetail {
  const { AlarmDescription: description } = definition.shown;
  return {
    ...(description !== undefined && { description }),
    ...(definition.kind === 'composite' ? ruleOf(definition) : metricsOf(definition)),
  };
}

/** A composite alarm names its rule and its suppressor where a metric alarm names its metrics. */
function ruleOf({ shown }: CompositeDefinition): EventDetail {
  return {
    alarmRule: shown.AlarmRule,
    ...(shown.ActionsSuppressor !== undefined && {
      actionsSuppressor: shown.ActionsSuppressor,
      actionsSuppressorWaitPeriod: shown.ActionsSuppressorWaitPeriod,
      actionsSuppressorExtensionPeriod: shown.ActionsSuppressorExtensionPeriod,
    }),
  };
}

function metricsOf({ shown }: AlarmDefinition): EventDetail {
  return {
    metrics: shown.Metrics === undefined ? [ownMetric(shown)] : shown.Metrics.map(queried),
  };
}

function ownMetric(shown: AlarmDefinition['shown']): EventDetail {
  const { MetricName, Namespace, Dimensions, Period, Unit } = shown;
  const Stat = shown.Statistic ?? shown.ExtendedStatistic;
  const Metric = { MetricName, Namespace, Dimensions };
  // AWS gives the only metric an id of its own making; what it is made from is not documented.
  return { id: 'm1', metricStat: statOf({ Metric, Period, Stat, Unit }), returnData: true };
}

function queried({ Id, Expression, Label, MetricStat, ReturnData, Period }: MetricDataQuery) {
  return {
    id: Id,
    ...(Expression !== undefined && { expression: Expression }),
    ...(Label !== undefined && { label: Label }),
    ...(MetricStat !== undefined && { metricStat: statOf(MetricStat) }),
    ...(Expression !== undefined && Period !== undefined && { period: Period }),
    returnData: ReturnData ?? true,
  };
}

function statOf({ Metric, Period, Stat, Unit }: MetricStat): EventDetail {
  return {
    metric: {
      namespace: Metric?.Namespace,
      name: Metric?.MetricName,
      dimensions: asMap(Metric?.Dimensions),
    },
    period: Period,
    stat: Stat,
    ...(Unit !== undefined && { unit: Unit }),
  };
}

const asMap = (dimensions: readonly Dimension[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
