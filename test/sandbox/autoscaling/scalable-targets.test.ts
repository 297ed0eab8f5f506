import {
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  ListTagsForResourceCommand,
  RegisterScalableTargetCommand,
  TagResourceCommand,
  UntagResourceCommand,
  paginateDescribeScalableTargets,
} from '@aws-sdk/client-application-auto-scaling';
import { namespace, now, of, target, useScaling } from './scaling-client';

const scaling = useScaling();

// claim: RegisterScalableTarget, DescribeScalableTargets, DeregisterScalableTarget · registered,
//   changed in part, found by resource, removed · AWS: API_RegisterScalableTarget
test('a target is registered, changed in part, found by resource and removed', async () => {
  const find = async (ResourceId: string) => {
    const query = { ...namespace, ResourceIds: [ResourceId] };
    const { ScalableTargets } = await scaling.client.send(
      new DescribeScalableTargetsCommand(query),
    );
    return ScalableTargets;
  };

  const { ScalableTargetARN } = await scaling.register({ MinCapacity: 1, MaxCapacity: 4 });
  await scaling.register({ MaxCapacity: 8, SuspendedState: { DynamicScalingInSuspended: true } });

  expect(await find(target.ResourceId)).toEqual([
    {
      ...target,
      MinCapacity: 1,
      MaxCapacity: 8,
      ScalableTargetARN,
      RoleARN:
        'arn:aws:iam::000000000000:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint',
      CreationTime: new Date(now),
      SuspendedState: {
        DynamicScalingInSuspended: true,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
    },
  ]);
  expect(await find('endpoint/other/variant/main')).toEqual([]);

  await scaling.deregister();
  expect(await find(target.ResourceId)).toEqual([]);
  await expect(scaling.deregister()).rejects.toMatchObject({ name: 'ObjectNotFoundException' });
});

// claim: RegisterScalableTarget · what Describe gave registers the same target again, under a
//   new ARN · AWS: API_RegisterScalableTarget
test('a target restored from what Describe gave is the same target', async () => {
  const describe = async () => {
    const { ScalableTargets: [found] = [] } = await scaling.client.send(
      new DescribeScalableTargetsCommand(namespace),
    );
    return found!;
  };
  const SuspendedState = { DynamicScalingInSuspended: true, ScheduledScalingSuspended: true };
  await scaling.register({ MinCapacity: 2, MaxCapacity: 7, SuspendedState });
  const before = await describe();
  await scaling.deregister();

  await scaling.client.send(new RegisterScalableTargetCommand(before));

  const after = await describe();
  expect(after).toEqual({ ...before, ScalableTargetARN: after.ScalableTargetARN });
  expect(after.ScalableTargetARN).not.toBe(before.ScalableTargetARN);
  await scaling.deregister();
});

// claim: RegisterScalableTarget · capacities and resources that do not hold are refused; a
//   minimum of 0 for instances, too · AWS: API_RegisterScalableTarget
test.each([
  ['no capacities', {}, 'ValidationException'],
  ['a maximum below the minimum', { MinCapacity: 5, MaxCapacity: 4 }, 'ValidationException'],
  ['a minimum of 0', { MinCapacity: 0, MaxCapacity: 4 }, 'ValidationException'],
  ['a negative minimum', { MinCapacity: -1, MaxCapacity: 4 }, 'ValidationException'],
  ['a resource of another form', { ResourceId: 'endpoint/only' }, 'ValidationException'],
  [
    'a dimension the sandbox does not scale',
    { ScalableDimension: 'sagemaker:variant:DesiredProvisionedConcurrency' },
    'UnknownOperationException',
  ],
  ['another service', { ServiceNamespace: 'ecs' }, 'UnknownOperationException'],
])('%s is refused', async (_, input, name) => {
  await expect(scaling.register({ ...input })).rejects.toMatchObject({ name });
});

// claim: DescribeScalableTargets · pages; a token of nowhere is InvalidNextTokenException ·
//   botocore: DescribeScalableTargets errors
test('targets come in pages, and a token of nowhere is refused', async () => {
  const ids = [1, 2, 3, 4, 5].map((index) => `endpoint/e${index}/variant/main`);
  for (const ResourceId of ids) await scaling.register(undefined, of(ResourceId));

  const seen: (string | undefined)[] = [];
  // The paginator writes its token into the input.
  const pages = paginateDescribeScalableTargets(
    { client: scaling.client, pageSize: 2 },
    { ...namespace },
  );
  for await (const page of pages) {
    expect(page.ScalableTargets!.length).toBeLessThanOrEqual(2);
    seen.push(...page.ScalableTargets!.map(({ ResourceId }) => ResourceId));
  }

  expect(seen).toEqual(ids);
  await expect(
    scaling.client.send(new DescribeScalableTargetsCommand({ ...namespace, NextToken: 'nowhere' })),
  ).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  for (const id of ids) await scaling.client.send(new DeregisterScalableTargetCommand(of(id)));
});

// claim: Application Auto Scaling TagResource, Application Auto Scaling UntagResource,
//   Application Auto Scaling ListTagsForResource · tags as a map, by ARN; more than 50 is
//   TooManyTagsException · botocore: TagResource errors
test('tags are given at registration, changed by ARN and shown as a map', async () => {
  const { ScalableTargetARN: ResourceARN } = await scaling.register({
    MinCapacity: 1,
    MaxCapacity: 2,
    Tags: { team: 'risk', tier: '1' },
  });
  const tags = async () =>
    (await scaling.client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;

  expect(await tags()).toEqual({ team: 'risk', tier: '1' });
  await scaling.client.send(
    new TagResourceCommand({ ResourceARN, Tags: { tier: '2', cost: 'a' } }),
  );
  await scaling.client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['team'] }));
  expect(await tags()).toEqual({ tier: '2', cost: 'a' });

  await expect(scaling.register({ Tags: { again: 'x' } })).rejects.toThrow('already exists');
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`k${index}`, 'v']));
  await expect(
    scaling.client.send(new TagResourceCommand({ ResourceARN, Tags: many })),
  ).rejects.toMatchObject({ name: 'TooManyTagsException' });
  await scaling.deregister();
  await expect(tags()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
