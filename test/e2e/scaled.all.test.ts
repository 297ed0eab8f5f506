import {
  DescribeScalableTargetsCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { readScaling } from '../../src/activities/scaling-reader';
import { variantTarget } from '../../src/release/variant-scaling';
import { callsTo, fleetsShrunkByUpdate, linesOf, servingOver } from '../../src/sandbox/log-reader';
import { leftAtAws } from '../support/aftermath';
import { release, shortSpec } from '../support/story';
import { describeWith } from '../support/tools';
import { useStack, type RunningStack, type World } from '../support/world';

/** Registers the world's variant and has it follow its requests, far above what the story sends. */
async function scale({ aws }: RunningStack, { endpoint }: World) {
  const main = variantTarget(endpoint, 'main');
  await aws.autoscaling.send(
    new RegisterScalableTargetCommand({ ...main, MinCapacity: 1, MaxCapacity: 6 }),
  );
  await aws.autoscaling.send(
    new PutScalingPolicyCommand({
      ...main,
      PolicyName: 'requests',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 100_000,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
        },
      },
    }),
  );
  return {
    now: () => readScaling({ autoscaling: aws.autoscaling } as typeof aws, endpoint, 'main'),
    raise: (MinCapacity: number) =>
      aws.autoscaling.send(new RegisterScalableTargetCommand({ ...main, MinCapacity })),
  };
}

/** Scalable targets of an endpoint's variants, and the alarms that scale the candidate's. */
async function leftOfScaling({ aws }: RunningStack, { endpoint }: World) {
  const [{ ScalableTargets = [] }, { MetricAlarms = [] }] = await Promise.all([
    aws.autoscaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'sagemaker' })),
    aws.cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix: `TargetTracking-endpoint/${endpoint}/` }),
    ),
  ]);
  return {
    targets: ScalableTargets.map(({ ResourceId = '' }) => ResourceId).filter((id) =>
      id.startsWith(`endpoint/${endpoint}/`),
    ),
    nextAlarms: MetricAlarms.filter(({ AlarmName }) => AlarmName?.includes('/main-next-')),
  };
}

describeWith('temporal', 'a release of a variant that Application Auto Scaling resizes', () => {
  const stack = useStack();

  test.concurrent(
    'the candidate gets what the stable has scaled out to, and the final fleet keeps it',
    async () => {
      const world = await stack().world('scaled');
      const scaling = await scale(stack(), world);
      const told = await release(stack(), shortSpec(world, 2, { shadow: { seconds: 20 } }));
      await told.approve();
      await told.until(
        'in its canary',
        ({ traffic, state }) => traffic.candidate === 50 && state === 'Baking',
        200,
      );
      await scaling.raise(3);
      const raised = await scaling.now();

      const outcome = await told.ended();

      expect(outcome).toMatchObject({ outcome: 'Promoted', leftBehind: [] });
      const serving = servingOver(stack().log(), world.endpoint);
      const first = serving.find(({ variants }) => variants.main?.weight === 0);
      expect(first?.variants).toMatchObject({
        main: { instances: 3 },
        'main-next': { instances: 3 },
      });
      expect(serving.at(-1)?.variants).toMatchObject({ main: { instances: 3, weight: 100 } });
      expect(fleetsShrunkByUpdate(stack().log())).toEqual([]);
      expect(told.failures()).toEqual([]);
      // The stable's target is as it was but for the range that was changed by hand.
      expect(raised?.scaling.suspended.scaleIn).toBe(true);
      expect(await scaling.now()).toEqual({
        ...raised,
        scaling: {
          ...raised?.scaling,
          suspended: { ...raised?.scaling.suspended, scaleIn: false },
        },
      });
      expect(await leftOfScaling(stack(), world)).toEqual({
        targets: [`endpoint/${world.endpoint}/variant/main`],
        nextAlarms: [],
      });
    },
    300_000,
  );

  test.concurrent(
    'a fleet that AWS has no instances for is asked for again, and a bad candidate leaves the scaling as it was',
    async () => {
      const world = await stack().world('short', { rps: 120 });
      const scaling = await scale(stack(), world);
      const before = await scaling.now();
      const fate = { fate: 'no-capacity', times: 1 };
      await stack().control('POST', `/endpoints/${world.endpoint}/fate`, fate);
      const told = await release(stack(), shortSpec(world, 3));
      await told.approve();
      await told.until('short of capacity', ({ reason }) => reason === 'CapacityShort', 120);

      const outcome = await told.ended();

      expect(outcome).toMatchObject({ outcome: 'RolledBack', leftBehind: [] });
      const swaps = callsTo(stack().log(), 'UpdateEndpoint', { from: told.startedAt }).filter(
        ({ input }) => (input as { EndpointName: string }).EndpointName === world.endpoint,
      );
      expect(
        swaps.map(({ input }) => (input as { EndpointConfigName: string }).EndpointConfigName),
      ).toEqual([
        told.plan.names.canaryConfig,
        told.plan.names.canaryConfig,
        told.plan.rollbackTarget.config,
      ]);
      const kept = linesOf(stack().log(), 'endpoint', { from: told.startedAt }).filter(
        ({ endpoint, failureReason }) =>
          endpoint === world.endpoint && failureReason?.includes('InsufficientInstanceCapacity'),
      );
      expect(kept.length).toBeGreaterThan(0);
      expect(await scaling.now()).toEqual(before);
      expect(await leftOfScaling(stack(), world)).toEqual({
        targets: [`endpoint/${world.endpoint}/variant/main`],
        nextAlarms: [],
      });
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
    },
    300_000,
  );
});
