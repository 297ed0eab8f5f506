import { UpdateEndpointCommand, waitUntilEndpointInService } from '@aws-sdk/client-sagemaker';
import type { ReleasePlan } from '../../src/release/plan';
import type { ReleaseSpec } from '../../src/release/spec';
import { linesOf } from '../../src/sandbox/log-reader';
import { leftAtAws, registryOf } from '../support/aftermath';
import { faultAt } from '../support/fault';
import { release, shortSpec, type ToldRelease } from '../support/story';
import { describeWith } from '../support/tools';
import { openWebhook } from '../support/webhook';
import { useStack, type World } from '../support/world';

describeWith('temporal', 'a release that needs a person to be taken back', () => {
  const stack = useStack();

  test.concurrent(
    'weights changed by hand are seen and left alone until a person says overwrite',
    async () => {
      const world = await stack().world('by-hand', { rps: 40 });
      const told = await inCanary(world, {}, { otherHands: true });

      const from = new Date().toISOString();
      const byHand = { main: 80, 'main-next': 20 };
      await stack().control('PUT', `/endpoints/${world.endpoint}/weights`, byHand);
      const status = await told.until('asking for a person', needsHuman, 120);

      expect(status.sentence).toContain('somebody else changed it');
      expect(ownChanges(world, from)).toEqual([]);
      expect(told.weights().at(-1)).toEqual(byHand);

      const since = new Date().toISOString();
      await told.handle.signal('retryUndo', { overwrite: true, by: 'dana@example.com' });
      expect(await told.ended()).toMatchObject({
        outcome: 'RolledBack',
        reason: 'OutOfBandChange',
        serving: `${world.group}/1`,
      });
      expect(ownChanges(world, since)).toEqual([
        'UpdateEndpointWeightsAndCapacities',
        'UpdateEndpoint',
      ]);
      expect(told.weights().slice(-2)).toEqual([{ main: 100, 'main-next': 0 }, { main: 100 }]);
      expect((await registryOf(stack(), told.plan)).status).toBe('PendingManualApproval');
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
    },
    300_000,
  );

  test.concurrent(
    'an undo that AWS refuses pages with the exact command, and is done when retried',
    async () => {
      const world = await stack().world('refused', { rps: 40 });
      const hook = await openWebhook();
      const told = await inCanary(world, { notify: { webhook: hook.url } });
      const denied = await denyUndo(world, 'UpdateEndpoint');
      await alarm(world);

      const { undone } = await told.until('asking for a person', needsHuman, 120);

      expect(undone).toMatchObject([
        { why: expect.stringMatching(/AccessDenied/) as string, command: swapBack(told.plan) },
      ]);
      const page = await hook.notice('needs-human');
      expect(page.nextAction).toBe(swapBack(told.plan));
      expect(told.weights().at(-1)).toEqual({ main: 100, 'main-next': 0 });

      await denied.lift();
      await told.handle.signal('retryUndo');
      expect(await told.ended()).toMatchObject({
        outcome: 'RolledBack',
        reason: 'AlarmInAlarm',
        serving: `${world.group}/1`,
      });
      expect(told.weights().at(-1)).toEqual({ main: 100 });
      expect(told.changes().filter(isWeights)).toHaveLength(2);
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
      expect((await hook.notice('rolled-back')).sentence).toContain(`${world.group}/1 serves`);
      await hook.close();
    },
    300_000,
  );

  test.concurrent(
    'resolved is believed only once the repair by hand can be read back',
    async () => {
      const world = await stack().world('repaired', { rps: 40 });
      const told = await inCanary(world);
      const denied = await denyUndo(world, 'UpdateEndpoint');
      await alarm(world);
      await told.until('asking for a person', needsHuman, 120);

      await told.handle.signal('resolved', { by: 'dana@example.com' });
      const refused = await told.until(
        'asking again',
        (now) => needsHuman(now) && !now.sentence.includes('AccessDenied'),
      );
      expect(refused.sentence).toContain(`not at ${told.plan.rollbackTarget.config}`);
      expect(refused.undone).toMatchObject([{ command: swapBack(told.plan) }]);

      await denied.lift();
      const since = new Date().toISOString();
      await repair(told.plan);
      await told.handle.signal('resolved', { by: 'dana@example.com' });
      expect(await told.ended()).toMatchObject({
        outcome: 'RolledBack',
        serving: `${world.group}/1`,
      });
      expect(ownChanges(world, since)).toEqual(['UpdateEndpoint']);
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
    },
    300_000,
  );

  test.concurrent(
    'refused weights go back with the configuration, and nobody is woken',
    async () => {
      const world = await stack().world('swapped', { rps: 40 });
      const hook = await openWebhook();
      const told = await inCanary(world, { notify: { webhook: hook.url } });
      await denyUndo(world, 'UpdateEndpointWeightsAndCapacities');
      await alarm(world);

      expect(await told.ended()).toMatchObject({
        outcome: 'RolledBack',
        reason: 'AlarmInAlarm',
        serving: `${world.group}/1`,
      });

      expect(told.weights()).toEqual([
        { main: 100, 'main-next': 0 },
        { main: 50, 'main-next': 50 },
        { main: 100 },
      ]);
      await hook.notice('rolled-back');
      expect(hook.received.map(({ kind }) => kind)).not.toContain('needs-human');
      expect(told.failures()).toEqual([]);
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
      await hook.close();
    },
    300_000,
  );

  /** A release of the good version, in the long bake of a canary at 50 %. */
  async function inCanary(
    world: World,
    change: Partial<ReleaseSpec> = {},
    { otherHands = false } = {},
  ): Promise<ToldRelease> {
    const told = await release(
      stack(),
      shortSpec(world, 2, {
        steps: [{ kind: 'canary', ratio: 0.5, bakeSeconds: 60 }],
        ...change,
      }),
      { otherHands },
    );
    await told.approve();
    await told.until('in its canary', ({ state, step }) => step === 1 && state === 'Baking', 120);
    return told;
  }

  const denyUndo = (world: World, operation: string) =>
    faultAt(stack(), {
      operation,
      endpoint: world.endpoint,
      action: 'fail',
      code: 'AccessDeniedException',
    });

  const alarm = ({ alarms: { errors } }: World) =>
    stack().control('PUT', `/alarms/${errors}`, { state: 'ALARM', reason: 'said so' });

  /** Changes asked for over AWS's wire, so none by the control port's hand. */
  function ownChanges(world: World, from: string): string[] {
    return linesOf(stack().log(), 'call', { from })
      .filter(({ caller }) => !caller.endsWith('SANDBOXCONTROL'))
      .filter(({ operation }) => isWeights(operation) || operation === 'UpdateEndpoint')
      .filter(({ input }) => (input as { EndpointName?: string }).EndpointName === world.endpoint)
      .map(({ operation }) => operation);
  }

  /** What the command on the page does, through the AWS API. */
  async function repair({ endpoint, rollbackTarget }: ReleasePlan): Promise<void> {
    const { sagemaker } = stack().aws;
    await sagemaker.send(
      new UpdateEndpointCommand({
        EndpointName: endpoint,
        EndpointConfigName: rollbackTarget.config,
        RetainAllVariantProperties: true,
        ExcludeRetainedVariantProperties: [{ VariantPropertyType: 'DesiredWeight' }],
      }),
    );
    await waitUntilEndpointInService(
      { client: sagemaker, maxWaitTime: 60, minDelay: 1, maxDelay: 2 },
      { EndpointName: endpoint },
    );
  }
});

const needsHuman = ({ state }: { readonly state: string }): boolean => state === 'NeedsHuman';

const isWeights = (operation: string): boolean =>
  operation === 'UpdateEndpointWeightsAndCapacities';

const swapBack = ({ region, endpoint, rollbackTarget }: ReleasePlan): string =>
  `aws sagemaker update-endpoint --region ${region} --endpoint-name ${endpoint} --endpoint-config-name ${rollbackTarget.config} --retain-all-variant-properties --exclude-retained-variant-properties VariantPropertyType=DesiredWeight`;
