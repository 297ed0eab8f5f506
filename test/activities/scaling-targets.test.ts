import { RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { readScalableTargets } from '../../src/activities/scaling-targets';
import { startAws } from './support/aws';

let aws: Awaited<ReturnType<typeof startAws>>;

beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.stop());

it('names the variants that Application Auto Scaling may resize, and no others', async () => {
  const register = (ResourceId: string) =>
    aws.clients.autoscaling.send(
      new RegisterScalableTargetCommand({
        ServiceNamespace: 'sagemaker',
        ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
        ResourceId,
        MinCapacity: 1,
        MaxCapacity: 4,
      }),
    );
  await register('endpoint/fraud-scorer/variant/main');
  await register('endpoint/other/variant/main');

  expect(await readScalableTargets(aws.clients, 'fraud-scorer', ['main'])).toEqual([
    'endpoint/fraud-scorer/variant/main',
  ]);
  expect(await readScalableTargets(aws.clients, 'fraud-scorer', ['blue'])).toEqual([]);
  expect(await readScalableTargets(aws.clients, 'fraud-scorer', [])).toEqual([]);
});
