import {
  DeleteScalingPolicyCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { readPlan } from '../../src/activities/plan-reader';
import { variantTarget } from '../../src/release/variant-scaling';
import { aSpec } from '../release/support/facts';
import { startSandbox, type SandboxWorld } from './support/sandbox';

const main = variantTarget('fraud-scorer', 'main');
const PolicyName = 'out-by-one';
let world: SandboxWorld;

beforeAll(async () => {
  world = await startSandbox();
});
afterAll(() => world.stop());

test('a variant that is scaled is planned with its range, once no policy acts by steps', async () => {
  const { autoscaling } = world.clients;
  const plan = () => readPlan(world.clients, aSpec({ alarms: [], noAlarms: true }));
  await autoscaling.send(
    new RegisterScalableTargetCommand({ ...main, MinCapacity: 1, MaxCapacity: 4 }),
  );
  await autoscaling.send(
    new PutScalingPolicyCommand({
      ...main,
      PolicyName,
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
      },
    }),
  );

  await expect(plan()).rejects.toThrow('scaling policy out-by-one of main is StepScaling');

  await autoscaling.send(new DeleteScalingPolicyCommand({ ...main, PolicyName }));
  expect(await plan()).toMatchObject({
    scaling: {
      min: 1,
      max: 4,
      suspended: { scaleIn: false, scaleOut: false, scheduled: false },
      policies: [],
      scheduledActions: [],
    },
    rollbackTarget: { instances: 1 },
    peakInstances: 12,
  });
});
