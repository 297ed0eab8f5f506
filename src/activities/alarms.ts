import DataLoader from 'dataloader';
import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AwsClients } from './aws/clients';

export type LiveAlarm = MetricAlarm;

const loaders = new WeakMap<AwsClients, DataLoader<string, LiveAlarm | undefined>>();

/**
 * Alarms by name, in order; undefined where CloudWatch leaves one out. All watches of a worker that ask within 100 ms
 * share one DescribeAlarms of up to 100 names (its quota is 9 calls/s).
 */
export async function readAlarms(
  clients: AwsClients,
  names: readonly string[],
): Promise<(LiveAlarm | undefined)[]> {
  const loader = loaders.get(clients) ?? newLoader(clients);
  loaders.set(clients, loader);
  const answers = await loader.loadMany(names);
  return answers.map((answer) => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
}

function newLoader(clients: AwsClients): DataLoader<string, LiveAlarm | undefined> {
  return new DataLoader((names) => describeAlarms(clients, names), {
    cache: false,
    maxBatchSize: 100,
    batchScheduleFn: (send) => setTimeout(send, 100),
  });
}

async function describeAlarms(
  clients: AwsClients,
  names: readonly string[],
): Promise<(LiveAlarm | undefined)[]> {
  const answer = await clients.cloudwatch.send(
    // Without AlarmTypes composite alarms are silently left out.
    new DescribeAlarmsCommand({
      AlarmNames: [...new Set(names)],
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      MaxRecords: 100,
    }),
  );
  const found = new Map((answer.MetricAlarms ?? []).map((alarm) => [alarm.AlarmName, alarm]));
  return names.map((name) => found.get(name));
}
