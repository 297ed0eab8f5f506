import {
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { region, useWire } from '../wire/wire-stack';

const names = ['first', 'second'];

const wire = useWire();

beforeAll(async () => {
  for (const AlarmName of names) {
    await wire.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'Custom',
        MetricName: 'Score',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
  }
});

// claim: EnableAlarmActions, DisableAlarmActions · actions of the alarms that are named are turned
//   off and on; the alarms go on · AWS: API_EnableAlarmActions, API_DisableAlarmActions
test('actions are turned off and on', async () => {
  const enabled = async () => {
    const { MetricAlarms = [] } = await wire.cloudwatch.send(new DescribeAlarmsCommand({}));
    return MetricAlarms.map(({ ActionsEnabled }) => ActionsEnabled);
  };

  await wire.cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames: names }));
  const off = await enabled();
  await wire.cloudwatch.send(new EnableAlarmActionsCommand({ AlarmNames: ['second'] }));

  expect(off).toEqual([false, false]);
  expect(await enabled()).toEqual([false, true]);
});

// claim: CloudWatch TagResource, CloudWatch UntagResource, CloudWatch ListTagsForResource · tags of
//   an alarm by its ARN; an ARN of none is refused · AWS: API_TagResource, API_UntagResource of
//   CloudWatch
test('tags come and go', async () => {
  const arn = (name: string) => `arn:aws:cloudwatch:${region}:000000000000:alarm:${name}`;
  const ResourceARN = arn('first');
  const Tags = [
    { Key: 'team', Value: 'fraud' },
    { Key: 'tier', Value: '1' },
  ];

  await wire.cloudwatch.send(new TagResourceCommand({ ResourceARN, Tags }));
  await wire.cloudwatch.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['team', 'none'] }));

  const left = await wire.cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN }));
  expect(left.Tags).toEqual([{ Key: 'tier', Value: '1' }]);
  await expect(
    wire.cloudwatch.send(new UntagResourceCommand({ ResourceARN: arn('none'), TagKeys: ['tier'] })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
