import {
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  type CreateEndpointConfigInput,
  type CreateModelInput,
} from '@aws-sdk/client-sagemaker';
import { callsTo, linesOf, mirroredByVersion } from '../../src/sandbox/log-reader';
import type { ReleasePlan } from '../../src/release/plan';
import { leftAtAws, registryOf } from '../support/aftermath';
import { release, shortSpec } from '../support/story';
import { describeWith } from '../support/tools';
import { openWebhook } from '../support/webhook';
import { useStack } from '../support/world';
import { shadowMembers } from '../wire-judge/activity-members';
import { membersSent } from '../wire-judge/members';

describeWith('temporal', 'what a shadow shows, and what a candidate is made of', () => {
  const stack = useStack();

  test.concurrent(
    'errors are caught in the shadow, and no caller ever meets the candidate',
    async () => {
      const world = await stack().world('shadow', { rps: 100 });
      const hook = await openWebhook();
      const told = await release(
        stack(),
        shortSpec(world, 3, {
          shadow: { seconds: 20 },
          notify: { webhook: hook.url },
        }),
      );
      await told.approve();

      const outcome = await told.ended();

      expect(outcome).toMatchObject({
        outcome: 'RolledBack',
        reason: 'ErrorsAboveLimit',
        serving: `${world.group}/1`,
        leftBehind: [],
      });
      const { byVersion } = told.requests();
      expect(told.failures()).toEqual([]);
      expect(Object.keys(byVersion)).toEqual([`${world.group}/1`]);
      const lines = linesOf(stack().log(), 'request');
      const ours = lines.filter(({ endpoint }) => endpoint === world.endpoint);
      expect(mirroredByVersion(ours)[`${world.group}/3`]?.failed).toBeGreaterThan(0);
      expect(told.changes()).toEqual(['UpdateEndpoint', 'UpdateEndpoint']);
      expect(told.weights()).toEqual([{ main: 100 }, { main: 100 }]);
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
      const { status, description } = await registryOf(stack(), told.plan);
      expect(status).toBe('Rejected');
      expect(description).toContain(outcome.sentence);

      const opened = await hook.notice('gate-open');
      expect(opened).toMatchObject({
        endpoint: world.endpoint,
        candidate: `${world.group}/3`,
        nextAction: `slipway approve ${world.endpoint} --reason "…"`,
        wayBack: expect.stringContaining('nothing was changed') as string,
        link: expect.stringContaining(told.handle.firstExecutionRunId) as string,
      });
      const back = await hook.notice('rolled-back');
      expect(back.sentence).toContain(outcome.sentence);
      expect(back.wayBack).toContain(`${world.group}/1 serves`);
      expect(back.nextAction).toContain('slipway report');
      await hook.close();
    },
    300_000,
  );

  test.concurrent(
    'the candidate is the stable with only the model swapped',
    async () => {
      const world = await stack().world('made', { rps: 40 });
      const told = await release(stack(), shortSpec(world, 2, { shadow: { seconds: 600 } }));
      await told.approve();
      await told.until('in the shadow', ({ state }) => state === 'Shadowing', 120);

      await told.handle.signal('abort', { reason: 'seen enough' });

      expect(await told.ended()).toMatchObject({ outcome: 'Aborted', serving: `${world.group}/1` });
      expect(modelMade(told.plan)).toEqual(await modelExpected(told.plan));
      expect(configsMade(told.plan)).toEqual(await configsExpected(told.plan));
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
      expect((await registryOf(stack(), told.plan)).status).toBe('PendingManualApproval');
      expect(told.failures()).toEqual([]);
    },
    300_000,
  );

  /** What CreateModel was told, but for name and tags. */
  function modelMade({ names }: ReleasePlan): Partial<CreateModelInput> | undefined {
    const made = callsTo(stack().log(), 'CreateModel')
      .map(({ input }) => input as CreateModelInput)
      .find(({ ModelName }) => ModelName === names.model);
    return made && { ...made, ModelName: undefined, Tags: undefined };
  }

  /** The stable's model as AWS describes it, with the package's container in it. */
  async function modelExpected({ rollbackTarget, candidate }: ReleasePlan) {
    const { sagemaker } = stack().aws;
    const { ExecutionRoleArn, VpcConfig, EnableNetworkIsolation } = await sagemaker.send(
      new DescribeModelCommand({ ModelName: rollbackTarget.model }),
    );
    const { InferenceSpecification } = await sagemaker.send(
      new DescribeModelPackageCommand({ ModelPackageName: candidate.packageArn }),
    );
    const { Image, ModelDataUrl, Environment } = InferenceSpecification?.Containers?.[0] ?? {};
    expect(Image).toMatch(/@sha256:/);
    expect(VpcConfig).toBeDefined();
    const PrimaryContainer = { Image, ModelDataUrl, Environment };
    return { PrimaryContainer, ExecutionRoleArn, VpcConfig, EnableNetworkIsolation };
  }

  /** What each CreateEndpointConfig was told, by name, but for tags. */
  function configsMade(plan: ReleasePlan): Record<string, unknown> {
    const made = callsTo(stack().log(), 'CreateEndpointConfig')
      .map(({ input }) => input as CreateEndpointConfigInput)
      .filter(({ EndpointConfigName = '' }) => EndpointConfigName.startsWith(plan.names.model));
    return Object.fromEntries(
      made.map(({ EndpointConfigName = '', Tags, ...config }) => {
        expect(Tags?.length).toBeGreaterThan(0);
        return [EndpointConfigName, config];
      }),
    );
  }

  test('every member of a shadow variant went over the wire', () => {
    const { CreateEndpointConfig = [] } = membersSent(stack().wire());

    expect(CreateEndpointConfig).toEqual(expect.arrayContaining([...shadowMembers]));
  });

  /** The stable's config as AWS describes it; its fleet was raised from 1 to 2, and the candidate's is as large. */
  async function configsExpected({ rollbackTarget, names }: ReleasePlan) {
    const live = await stack().aws.sagemaker.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: rollbackTarget.config }),
    );
    const { DataCaptureConfig, KmsKeyId, MetricsConfig, ProductionVariants: [main] = [] } = live;
    const same = { DataCaptureConfig, KmsKeyId, MetricsConfig };
    expect(main).toMatchObject({ VariantName: 'main', InitialInstanceCount: 1 });
    const stable = { ...main, InitialInstanceCount: 2, InitialVariantWeight: 100 };
    const next = { ...stable, VariantName: 'main-next', ModelName: names.model };
    return {
      [names.shadowConfig]: {
        ...same,
        ProductionVariants: [stable],
        ShadowProductionVariants: [next],
      },
      [names.canaryConfig]: {
        ...same,
        ProductionVariants: [stable, { ...next, InitialVariantWeight: 0 }],
      },
      [names.finalConfig]: {
        ...same,
        ProductionVariants: [{ ...stable, ModelName: names.model }],
      },
    };
  }
});
