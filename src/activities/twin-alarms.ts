import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import type { JsonObject } from '../release/canonical';
import { actionTaken, type Action } from './action';
import { failing } from './aws/failure-mapping';
import type { AwsClients } from './aws/clients';
import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';
import { assertOwn, tagList } from './ownership';

export interface PutAlarmsInput {
  readonly alarms: readonly JsonObject[];
  readonly owner: string;
  readonly evidence: EvidenceAddress;
}

/** Puts the twins; PutMetricAlarm overwrites, so an alarm of that name that is not ours is refused first. */
export function putAlarms(
  { clients, store }: ActivityContext,
  { alarms, owner, evidence }: PutAlarmsInput,
): Promise<Action> {
  const names = alarms.map((alarm) => String(alarm.AlarmName));
  return failing(`PutMetricAlarm ${names.join(', ')}`, async () => {
    const existing = await ownedAlarms(clients, names, owner);
    for (const alarm of alarms) {
      if (existing.includes(String(alarm.AlarmName))) continue;
      await clients.cloudwatchMutations.send(
        new PutMetricAlarmCommand({
          ...(alarm as unknown as PutMetricAlarmInput),
          Tags: tagList({ 'slipway:release': owner }),
        }),
      );
    }
    return await actionTaken(store, evidence, `twin alarms ${names.join(', ')} armed`, { alarms });
  });
}

/** Deletes alarms this release made; gone already is done. */
export function deleteAlarms(
  { clients }: ActivityContext,
  { names, owner }: { readonly names: readonly string[]; readonly owner: string },
): Promise<{ summary: string }> {
  return failing(`DeleteAlarms ${names.join(', ')}`, async () => {
    const ours = await ownedAlarms(clients, names, owner);
    if (ours.length > 0)
      await clients.cloudwatchMutations.send(new DeleteAlarmsCommand({ AlarmNames: ours }));
    return { summary: `alarms ${names.join(', ')} deleted` };
  });
}

/** CloudWatch does not return tags with alarms, so the owner also stands in the description. */
async function ownedAlarms(
  clients: AwsClients,
  names: readonly string[],
  owner: string,
): Promise<string[]> {
  const { MetricAlarms = [] } = await clients.cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [...names] }),
  );
  return MetricAlarms.map(({ AlarmName = '', AlarmDescription = '' }) => {
    const found = AlarmDescription.includes(owner) ? owner : 'not in its description';
    assertOwn(
      { what: `alarm ${AlarmName}`, tags: [{ Key: 'slipway:release', Value: found }] },
      { 'slipway:release': owner },
    );
    return AlarmName;
  });
}
