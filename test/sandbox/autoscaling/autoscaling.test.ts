import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { startWire, type Wire } from '../wire/wire-stack';

const target = {
  ServiceNamespace: 'sagemaker',
  ResourceId: 'endpoint/fraud-scorer/variant/main',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
} as const;

let wire: Wire;
let client: ApplicationAutoScalingClient;

beforeAll(async () => {
  wire = await startWire({ clock: { now: () => 1_700_000_000_000 } });
  client = new ApplicationAutoScalingClient(wire.client);
});

afterAll(async () => {
  client.destroy();
  await wire.stop();
});

test('a target is registered, changed in part, found by resource and removed', async () => {
  const register = (more: object) =>
    client.send(new RegisterScalableTargetCommand({ ...target, ...more }));
  const find = async (ResourceId: string) => {
    const query = { ServiceNamespace: target.ServiceNamespace, ResourceIds: [ResourceId] };
    const { ScalableTargets } = await client.send(new DescribeScalableTargetsCommand(query));
    return ScalableTargets;
  };

  const { ScalableTargetARN } = await register({ MinCapacity: 1, MaxCapacity: 4 });
  await register({ MaxCapacity: 8, SuspendedState: { DynamicScalingInSuspended: true } });

  expect(await find(target.ResourceId)).toEqual([
    {
      ...target,
      MinCapacity: 1,
      MaxCapacity: 8,
      ScalableTargetARN,
      RoleARN: expect.stringContaining('arn:aws:iam::000000000000:role/') as string,
      CreationTime: new Date(1_700_000_000_000),
      SuspendedState: {
        DynamicScalingInSuspended: true,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
    },
  ]);
  expect(await find('endpoint/other/variant/main')).toEqual([]);

  await client.send(new DeregisterScalableTargetCommand(target));
  expect(await find(target.ResourceId)).toEqual([]);
  await expect(client.send(new DeregisterScalableTargetCommand(target))).rejects.toMatchObject({
    name: 'ObjectNotFoundException',
  });
});

test.each([[{}], [{ MinCapacity: 5, MaxCapacity: 4 }], [{ MinCapacity: -1, MaxCapacity: 4 }]])(
  'capacities %j are refused',
  async (capacities) => {
    await expect(
      client.send(new RegisterScalableTargetCommand({ ...target, ...capacities })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  },
);
