import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DeleteEndpointCommand, UpdateEndpointCommand } from '@aws-sdk/client-sagemaker';
import { linesOf } from '../../../src/sandbox/log-reader';
import { createConfig, settled, useSandbox, variant } from '../running-sandbox';
import { target } from './scaling-client';

const EndpointName = 'fraud-scorer';

const sandbox = useSandbox();
let scaling: ApplicationAutoScalingClient;

beforeAll(() => {
  scaling = new ApplicationAutoScalingClient(sandbox.client);
});
afterAll(() => scaling.destroy());

const register = (more: object) =>
  scaling.send(new RegisterScalableTargetCommand({ ...target, ...more }));

// claim: UpdateEndpoint · is refused where it removes a registered variant or changes its
//   instance type · reported: `must be deregistered as scalable targets`
it('bars updates that remove a registered variant or change its instances, and no others', async () => {
  await register({ MinCapacity: 1, MaxCapacity: 4 });
  await createConfig(sandbox, 'other-type', {
    ProductionVariants: [variant({ InstanceType: 'ml.c5.xlarge' })],
  });
  await createConfig(sandbox, 'other-name', {
    ProductionVariants: [variant({ VariantName: 'next' })],
  });
  await createConfig(sandbox, 'one-more', {
    ProductionVariants: [variant({}), variant({ VariantName: 'next', InitialVariantWeight: 0 })],
  });
  const update = (EndpointConfigName: string) =>
    sandbox.sagemaker.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName }));

  for (const config of ['other-type', 'other-name']) {
    await expect(update(config)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(
        /"\[main\]" must be deregistered as scalable targets/,
      ) as string,
    });
  }
  await update('one-more');
  expect((await settled(sandbox)).EndpointConfigName).toBe('one-more');
});

// claim: RegisterScalableTarget, DeleteEndpoint · an endpoint or variant that is not there is
//   refused; deletion of the endpoint deregisters its variants · AWS: Delete a scaling policy;
//   Update or delete endpoints that use automatic scaling
it('knows the variants there are, and goes with the endpoint', async () => {
  await expect(register({ ResourceId: 'endpoint/none/variant/main' })).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Could not find endpoint "arn:aws:sagemaker:us-east-1:000000000000:endpoint/none".',
  });
  await expect(
    register({
      ResourceId: `endpoint/${EndpointName}/variant/none`,
      MinCapacity: 1,
      MaxCapacity: 2,
    }),
  ).rejects.toMatchObject({ name: 'ValidationException' });
  await register({ MinCapacity: 1, MaxCapacity: 4 });

  await sandbox.sagemaker.send(new DeleteEndpointCommand({ EndpointName }));

  const { ScalableTargets } = await scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'sagemaker' }),
  );
  expect(ScalableTargets).toEqual([]);
  const calls = linesOf(await sandbox.log(), 'call');
  expect(calls.find(({ operation }) => operation === 'DeregisterScalableTarget')).toMatchObject({
    caller: 'arn:aws:iam::000000000000:user/AKIATEST',
    ok: true,
  });
});
