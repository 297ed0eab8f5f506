import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
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
  const names = alarms.map(({ AlarmName }) => (typeof AlarmName === 'string' ? AlarmName : ''));
  return failing(`PutMetricAlarm ${names.join(', ')}`, async () => {
    // An overwritten alarm keeps its state, and a left-over in ALARM would stop this release: make it anew.
    await removeOwn(clients, names, owner);
    for (const alarm of alarms) {
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
    await removeOwn(clients, names, owner);
    return { summary: `alarms ${names.join(', ')} deleted` };
  });
}

async function removeOwn(
  clients: AwsClients,
  names: readonly string[],
  owner: string,
): Promise<void> {
  const ours = await ownedAlarms(clients, names, owner);
  if (ours.length > 0)
    await clients.cloudwatchMutations.send(new DeleteAlarmsCommand({ AlarmNames: ours }));
}

/** The alarms of these names that are there; one that another release or tool made is refused. */
async function ownedAlarms(
  { cloudwatch }: AwsClients,
  names: readonly string[],
  owner: string,
): Promise<string[]> {
  const { MetricAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [...names] }),
  );
  for (const { AlarmName, AlarmArn } of MetricAlarms) {
    const { Tags = [] } = await cloudwatch.send(
      new ListTagsForResourceCommand({ ResourceARN: AlarmArn }),
    );
    assertOwn({ what: `alarm ${AlarmName}`, tags: Tags }, { 'slipway:release': owner });
  }
  return MetricAlarms.map(({ AlarmName = '' }) => AlarmName);
}
