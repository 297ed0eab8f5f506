import {
  DeleteScheduledActionCommand,
  DescribeScalingActivitiesCommand,
  DescribeScheduledActionsCommand,
  PutScheduledActionCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { namespace, now, target, useScaling } from './scaling-client';

const scaling = useScaling();

// claim: PutScheduledAction, DescribeScheduledActions, DeleteScheduledAction · changed in part,
//   shown, deleted; schedules and time zones that are none are refused · AWS:
//   API_PutScheduledAction
test('a scheduled action is put, changed in part, shown and deleted', async () => {
  await scaling.register();
  const named = { ...target, ScheduledActionName: 'morning' };
  const put = (more: object) =>
    scaling.client.send(new PutScheduledActionCommand({ ...named, ...more }));
  const shown = async () =>
    (await scaling.client.send(new DescribeScheduledActionsCommand(namespace))).ScheduledActions;

  const StartTime = new Date('2026-11-21T00:00:00Z');
  await put({
    Schedule: 'cron(0 8 ? * MON-FRI *)',
    Timezone: 'Europe/Berlin',
    StartTime,
    ScalableTargetAction: { MinCapacity: 3 },
  });
  await put({ ScalableTargetAction: { MinCapacity: 4 } });

  expect(await shown()).toEqual([
    {
      ...named,
      ScheduledActionARN: expect.stringContaining(':scheduledActionName/morning') as string,
      Schedule: 'cron(0 8 ? * MON-FRI *)',
      Timezone: 'Europe/Berlin',
      ScalableTargetAction: { MinCapacity: 4 },
      CreationTime: new Date(now),
    },
  ]);
  await expect(put({ Schedule: 'sometimes' })).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(put({ Timezone: 'Nowhere/Land' })).rejects.toThrow('Nowhere/Land');

  await scaling.client.send(new DeleteScheduledActionCommand(named));
  expect(await shown()).toEqual([]);
  await expect(scaling.client.send(new DeleteScheduledActionCommand(named))).rejects.toMatchObject({
    name: 'ObjectNotFoundException',
  });
  await scaling.deregister();
});

// claim: DescribeScalingActivities · a dimension without a resource is refused · AWS:
//   API_DescribeScalingActivities, ScalableDimension
test('a dimension without a resource is refused where activities are asked for', async () => {
  const { ScalableDimension } = target;
  await scaling.register();
  const none = await scaling.client.send(new DescribeScalingActivitiesCommand(namespace));

  expect(none.ScalingActivities).toEqual([]);
  await expect(
    scaling.client.send(new DescribeScalingActivitiesCommand({ ...namespace, ScalableDimension })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
  await scaling.deregister();
});
