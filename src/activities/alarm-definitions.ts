import {
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandOutput,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { JsonObject } from '../release/canonical';
import type { AlarmFacts } from '../release/facts';
import type { AwsClients } from './aws/clients';

/** What DescribeAlarms tells of an alarm's course, as against its rule. */
const notTheRule = [
  'AlarmArn',
  'AlarmConfigurationUpdatedTimestamp',
  'StateValue',
  'StateReason',
  'StateReasonData',
  'StateUpdatedTimestamp',
  'StateTransitionedTimestamp',
  'EvaluationState',
];

/** A metric alarm as PutMetricAlarm would take it: plain JSON, the same for the same rule. */
export function alarmDefinition(alarm: MetricAlarm): JsonObject {
  const rule = Object.entries(alarm).filter(
    ([key, value]) => !notTheRule.includes(key) && !isEmptyList(value),
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(rule))) as JsonObject;
}

/** The spec's alarms in its order; CloudWatch leaves unknown names out in silence, so each is looked for by name. */
export async function readAlarmFacts(
  { cloudwatch }: AwsClients,
  names: readonly string[],
): Promise<AlarmFacts[]> {
  if (names.length === 0) return [];
  const found = new Map<string, AlarmFacts>();
  // One page holds 100 alarms and so does a spec; the bound is there for a token that never ends.
  let token: string | undefined;
  for (let page = 0; page < 10; page++) {
    const answer: DescribeAlarmsCommandOutput = await cloudwatch.send(
      new DescribeAlarmsCommand({
        AlarmNames: [...names],
        // Without it composite and log alarms are left out in silence too.
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'],
        MaxRecords: 100,
        NextToken: token,
      }),
    );
    for (const alarm of factsOf(answer)) found.set(alarm.name, alarm);
    token = answer.NextToken;
    if (!token) break;
  }
  return names.map((name) => found.get(name) ?? { name, kind: 'missing' });
}

function factsOf(answer: DescribeAlarmsCommandOutput): AlarmFacts[] {
  const { MetricAlarms = [], CompositeAlarms = [], LogAlarms = [] } = answer;
  return [
    ...MetricAlarms.map((alarm) => ({
      ...seen(alarm, 'metric'),
      definition: alarmDefinition(alarm),
    })),
    ...CompositeAlarms.map((alarm) => seen(alarm, 'composite')),
    ...LogAlarms.map((alarm) => seen(alarm, 'log')),
  ];
}

function seen(
  alarm: { AlarmName?: string; StateValue?: string; StateReason?: string },
  kind: AlarmFacts['kind'],
): AlarmFacts {
  return {
    name: alarm.AlarmName ?? '',
    kind,
    state: alarm.StateValue,
    stateReason: alarm.StateReason?.slice(0, 200),
  };
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
