import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CreateEndpointConfigCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
} from '@aws-sdk/client-sagemaker';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { scaleCandidate, stopScalingCandidate } from '../../src/activities/candidate-scaling';
import { matchCapacity } from '../../src/activities/capacity';
import type { ActivityContext } from '../../src/activities/context';
import { fileStore } from '../../src/activities/evidence-store';
import { holdScaleIn, restoreScaleIn } from '../../src/activities/scale-in';
import { readScaling } from '../../src/activities/scaling-reader';
import { restoreTraffic } from '../../src/activities/traffic';
import { fileScratch } from '../../src/activities/scratch';
import { variantTarget } from '../../src/release/variant-scaling';
import { until } from '../sandbox/running-sandbox';
import { describeWith } from '../support/tools';
import { otherMembers } from '../wire-judge/activity-members';
import { membersSent } from '../wire-judge/members';
import { startSandbox, type SandboxWorld } from './support/sandbox';

const endpoint = 'fraud-scorer';
const main = variantTarget(endpoint, 'main');
const suspended = { scaleIn: false, scaleOut: true, scheduled: false };
const evidence = { prefix: 'scaling', what: 'seen' };
const owner = 'release/000000000000/us-east-1/fraud-scorer';
const place = { endpoint, stable: 'main', candidate: 'main-next', owner };
const candidate = { ...place, suspended, tags: { 'slipway:release': owner }, evidence };
const both = { config: 'both', weights: { main: 1, 'main-next': 0 } };

describeWith('python', 'autoscaling around a release', () => {
  let world: SandboxWorld;
  let context: ActivityContext;
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-scaling-'));

  /** An activity as a worker runs it; this one is asked once. */
  const run = <Input, Output>(
    activity: (context: ActivityContext, input: Input) => Promise<Output>,
    input: Input,
    attempt = 1,
  ): Promise<Output> => {
    const info = { activityId: randomUUID(), attempt };
    const environment = new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR') });
    return environment.run(() => activity(context, input));
  };
  const scalingOf = async (variant: string) =>
    (await readScaling(context.clients, endpoint, variant))?.scaling;

  beforeAll(async () => {
    world = await startSandbox();
    context = { clients: world.clients, store: fileStore(folder), scratch: fileScratch(folder) };
    const { autoscaling, sagemaker } = world.clients;
    await autoscaling.send(
      new RegisterScalableTargetCommand({
        ...main,
        MinCapacity: 1,
        MaxCapacity: 6,
        SuspendedState: { DynamicScalingOutSuspended: true },
      }),
    );
    await autoscaling.send(
      new PutScalingPolicyCommand({
        ...main,
        PolicyName: 'latency',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 50_000,
          ScaleOutCooldown: 60,
          CustomizedMetricSpecification: {
            MetricName: 'ModelLatency',
            Namespace: 'AWS/SageMaker',
            Statistic: 'Average',
            Dimensions: [
              { Name: 'EndpointName', Value: endpoint },
              { Name: 'VariantName', Value: 'main' },
            ],
          },
        },
      }),
    );
    const year = new Date().getUTCFullYear() + 1;
    await autoscaling.send(
      new PutScheduledActionCommand({
        ...main,
        ScheduledActionName: 'new-year',
        Schedule: `at(${year}-01-01T00:00:00)`,
        Timezone: 'Asia/Tokyo',
        ScalableTargetAction: { MinCapacity: 4 },
      }),
    );
    const { ProductionVariants: [variant] = [], MetricsConfig } = await sagemaker.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: 'fraud-scorer-1' }),
    );
    await sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'both',
        MetricsConfig,
        ProductionVariants: [
          { ...variant!, InitialInstanceCount: 2, InitialVariantWeight: 1 },
          {
            ...variant!,
            VariantName: 'main-next',
            InitialInstanceCount: 1,
            InitialVariantWeight: 0,
          },
        ],
      }),
    );
    await sagemaker.send(
      new UpdateEndpointCommand({ EndpointName: endpoint, EndpointConfigName: 'both' }),
    );
    await until('both variants serve', async () => {
      const live = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: endpoint }));
      return live.EndpointStatus === 'InService' && live.EndpointConfigName === 'both';
    });
  }, 60_000);
  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true });
  });

  test('the scale-in of a variant is suspended and given back, and nothing else of its target changes', async () => {
    const before = await scalingOf('main');

    const held = await run(holdScaleIn, { endpoint, variant: 'main', suspended, evidence });

    expect(held).toMatchObject({
      instances: 2,
      summary: 'scale-in of main of fraud-scorer is suspended at 2 instances',
    });
    expect(await scalingOf('main')).toEqual({
      ...before,
      suspended: { ...suspended, scaleIn: true },
    });
    const back = { endpoint, variant: 'main', suspended, evidence };
    await run(restoreScaleIn, back);
    expect(await scalingOf('main')).toEqual(before);
    // An undo may be asked again, and may find that the act never happened.
    await run(restoreScaleIn, back);
    expect(await scalingOf('main')).toEqual(before);
  });

  test('what somebody else suspended meanwhile is never overwritten', async () => {
    const target = { endpoint, variant: 'main', suspended, evidence };
    await world.clients.autoscaling.send(
      new RegisterScalableTargetCommand({
        ...main,
        SuspendedState: { ScheduledScalingSuspended: true },
      }),
    );
    const found = await scalingOf('main');

    await expect(run(holdScaleIn, target)).rejects.toThrow(
      'of the scale-in of main of fraud-scorer there is scale-out, scheduled scaling suspended, which this release never asked for: somebody else changed it. It was not overwritten',
    );
    await expect(run(restoreScaleIn, target)).rejects.toThrow(/somebody else changed it/);
    expect(await scalingOf('main')).toEqual(found);

    // A scale-in that was suspended before the first attempt is not ours either.
    const isIn = { DynamicScalingInSuspended: true, ScheduledScalingSuspended: false };
    await world.clients.autoscaling.send(
      new RegisterScalableTargetCommand({ ...main, SuspendedState: isIn }),
    );
    await expect(run(holdScaleIn, target)).rejects.toThrow(/somebody else changed it/);
    await expect(run(holdScaleIn, target, 2)).resolves.toMatchObject({ instances: 2 });
    await run(restoreScaleIn, target);
    expect((await scalingOf('main'))?.suspended).toEqual(suspended);
  });

  test("the candidate's variant scales as the stable's by its own metrics, only out, until it is deregistered", async () => {
    const stable = await scalingOf('main');

    const { summary } = await run(scaleCandidate, candidate);
    // A retry finds its own target.
    await run(scaleCandidate, candidate);

    expect(summary).toBe('main-next scales from 1 to 6, as main does');
    const made = await scalingOf('main-next');
    expect(made).toMatchObject({
      min: 1,
      max: 6,
      suspended: { ...suspended, scaleIn: true },
      scheduledActions: stable!.scheduledActions,
      policies: [
        {
          PolicyName: 'latency',
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue: 50_000,
            ScaleOutCooldown: 60,
            CustomizedMetricSpecification: {
              Dimensions: [
                { Name: 'EndpointName', Value: endpoint },
                { Name: 'VariantName', Value: 'main-next' },
              ],
            },
          },
        },
      ],
    });
    expect(await scalingOf('main')).toEqual(stable);

    await run(stopScalingCandidate, place);
    await run(stopScalingCandidate, place);
    expect(await scalingOf('main-next')).toBeUndefined();
  });

  test('a target that somebody else registered under the name is neither adopted nor removed', async () => {
    const next = variantTarget(endpoint, 'main-next');
    await world.clients.autoscaling.send(
      new RegisterScalableTargetCommand({ ...next, MinCapacity: 1, MaxCapacity: 2 }),
    );

    const refusal =
      /scalable target main-next of fraud-scorer exists and is not of this release: tag slipway:release is absent/;
    await expect(run(scaleCandidate, candidate)).rejects.toThrow(refusal);
    await expect(run(stopScalingCandidate, place)).rejects.toThrow(refusal);
    expect(await scalingOf('main-next')).toMatchObject({ min: 1, max: 2, policies: [] });
  });

  test('a variant is raised to as many instances as another has, and never lowered', async () => {
    const match = { endpoint, shape: both, evidence };
    const raise = { ...match, variant: 'main-next', like: 'main' };

    await expect(run(matchCapacity, raise)).rejects.toThrow(
      'main-next is raised from 1 to 2 instances',
    );
    await until('it runs', () =>
      run(matchCapacity, raise).then(
        ({ summary }) => summary === 'main-next has 2 instances, main 2',
        () => false,
      ),
    );
    await expect(
      run(matchCapacity, { ...raise, shape: { ...both, config: 'another' } }),
    ).rejects.toThrow(/somebody else changed it. Nothing was overwritten/);
  });

  test('once the traffic is back the stable gets as many instances as the candidate has scaled out to', async () => {
    const { sagemakerMutations } = world.clients;
    await sagemakerMutations.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName: endpoint,
        DesiredWeightsAndCapacities: [{ VariantName: 'main-next', DesiredInstanceCount: 4 }],
      }),
    );
    const back = {
      endpoint,
      to: both,
      own: [both],
      stable: { variant: 'main', instances: 2 },
      scaledBeside: 'main-next',
      overwrite: false,
      evidence,
    };
    const summaries: string[] = [];
    await until('the traffic is back', () =>
      run(restoreTraffic, back).then(
        ({ summary }) => summaries.push(summary) > 0,
        () => false,
      ),
    );

    expect(summaries).toEqual([
      'fraud-scorer is at both: main 1, main-next 0 again; main is raised to 4 instances',
    ]);
    await until('it has them', async () => {
      const { ProductionVariants: [stable] = [] } = await sagemakerMutations.send(
        new DescribeEndpointCommand({ EndpointName: endpoint }),
      );
      return stable?.CurrentInstanceCount === 4;
    });
  });

  // What the suite itself has sent has no other members.
  test.each([
    'RegisterScalableTarget',
    'PutScalingPolicy',
    'PutScheduledAction',
    'DeregisterScalableTarget',
  ])('every member of %s went over the wire, and no other', async (operation) => {
    const sent = () => membersSent(world.wire())[operation];
    await until('the wire log has it', () => Promise.resolve(sent() !== undefined));

    expect(sent()).toEqual(otherMembers[operation]);
  });
});
