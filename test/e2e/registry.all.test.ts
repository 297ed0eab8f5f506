import type { ReleaseStatus } from '../../src/release/status';
import type { RecordedDecision } from '../../src/release/decision';
import { callsTo, linesOf } from '../../src/sandbox/log-reader';
import { leftAtAws, registryOf } from '../support/aftermath';
import { decideByBoto3, registryUser } from '../support/boto3';
import { deskOf, startAt, withoutTraffic, writtenSpec } from '../support/desk';
import { eventually } from '../support/eventually';
import type { WatchedRelease } from '../support/story';
import { describeWith } from '../support/tools';
import { useStack, type World } from '../support/world';

const shift = 'UpdateEndpointWeightsAndCapacities';

describeWith(['temporal', 'python'], 'decisions made in the Model Registry by boto3', () => {
  const stack = useStack();

  test.concurrent(
    'Approved there opens the gate, verified by the registry, and does not count twice',
    async () => {
      const world = await stack().world('studio', { rps: 40 });
      const approvals = [{ name: 'first-share', before: 'step 1' }];
      const desk = deskOf(stack(), writtenSpec(world, 2, { approvals }));
      const told = await startAt(stack(), desk);
      await desk.json(0, 'status', '--watch', '--until', 'approval');

      await decideByBoto3(
        stack(),
        told.plan.candidate.packageArn,
        'Approved',
        'reviewed in Studio',
      );
      await told.until('before its first share', at('first-share'), 150);
      await twoLooks(world);

      expect(await decisionsOf(told)).toEqual([
        expect.objectContaining({
          verb: 'approve',
          accepted: true,
          source: 'registry',
          standing: 'verified',
          by: registryUser.arn,
          reason: 'reviewed in Studio',
        }),
      ]);
      expect(at('first-share')(await told.status())).toBe(true);
      expect(told.weights()).toEqual([{ main: 100, 'main-next': 0 }]);
      await desk.json(0, 'approve', '--gate', 'first-share', '--reason', 'go');
      expect((await desk.json<ReleaseStatus>(0, 'status', '--watch')).outcome).toBe('Promoted');
      expect(told.weights().at(-1)).toEqual({ main: 100 });
      expect(packageChanges(world)).toEqual([
        { from: 'PendingManualApproval', to: 'Approved', by: registryUser.arn },
      ]);
      expect(told.failures()).toEqual([]);
    },
    300_000,
  );

  test.concurrent(
    'our own mirrored Approved decides nothing; Rejected by a person at the next gate does',
    async () => {
      const world = await stack().world('mirror', { rps: 0 });
      const approvals = [{ name: 'fleet', before: 'traffic' }];
      const spec = writtenSpec(world, 2, { ...withoutTraffic, approvals });
      const desk = deskOf(stack(), spec);
      const told = await startAt(stack(), desk);
      await desk.json(0, 'status', '--watch', '--until', 'approval');
      await desk.json(0, 'approve', '--reason', 'figures read', '--as', 'dana@example.com');
      await told.until('at the gate before traffic', at('fleet'), 150);
      await twoLooks(world);

      const open = await told.status();
      await decideByBoto3(stack(), told.plan.candidate.packageArn, 'Rejected', 'leaks a label');
      const ended = await desk.json<ReleaseStatus>(5, 'status', '--watch');

      expect(at('fleet')(open)).toBe(true);
      expect(ended).toMatchObject({ outcome: 'Rejected', reason: 'RejectedInRegistry' });
      expect(ended.sentence).toContain('leaks a label');
      expect(told.changes()).toEqual([]);
      expect(await decisionsOf(told)).toMatchObject([
        { verb: 'approve', source: 'update', standing: 'claimed', by: 'dana@example.com' },
        { verb: 'reject', source: 'registry', standing: 'verified', by: registryUser.arn },
      ]);
      expect(await registryOf(stack(), told.plan)).toEqual({
        status: 'Rejected',
        description: 'leaks a label',
      });
      expect(packageChanges(world).map(({ to }) => to)).toEqual(['Approved', 'Rejected']);
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
    },
    300_000,
  );

  test.concurrent(
    'Rejected in the canary takes production back before the next share',
    async () => {
      const world = await stack().world('doubt', { rps: 40 });
      const steps = [
        { canary: '30%', bake: '20s' },
        { canary: '60%', bake: '20s' },
      ];
      const desk = deskOf(stack(), writtenSpec(world, 2, { steps }));
      const told = await startAt(stack(), desk);
      await desk.json(0, 'status', '--watch', '--until', 'approval');
      await desk.json(0, 'approve', '--reason', 'figures read', '--as', 'dana@example.com');
      await told.until('in its canary', ({ state, step }) => state === 'Baking' && step === 1, 150);

      await decideByBoto3(stack(), told.plan.candidate.packageArn, 'Rejected', 'leaks a label');
      const ended = await desk.json<ReleaseStatus>(4, 'status', '--watch');

      expect(ended).toMatchObject({ outcome: 'RolledBack', reason: 'RejectedInRegistry' });
      expect((await told.ended()).serving).toBe(`${world.group}/1`);
      expect(told.weights()).toEqual([
        { main: 100, 'main-next': 0 },
        { main: 70, 'main-next': 30 },
        { main: 100, 'main-next': 0 },
        { main: 100 },
      ]);
      expect(told.changes()).toEqual(['UpdateEndpoint', shift, shift, 'UpdateEndpoint']);
      expect(await registryOf(stack(), told.plan)).toEqual({
        status: 'Rejected',
        description: 'leaks a label',
      });
      expect(told.failures()).toEqual([]);
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
    },
    300_000,
  );

  const decisionsOf = ({ handle }: WatchedRelease) =>
    handle.query<readonly RecordedDecision[]>('decisions');

  /** Status changes of the world's packages, from the log. */
  const packageChanges = ({ group }: World) =>
    linesOf(stack().log(), 'package')
      .filter((line) => line.package.startsWith(`${group}/`))
      .map(({ from, to, by }) => ({ from, to, by }));

  /** The open gate has read the registry twice from here on. */
  async function twoLooks({ group }: World): Promise<void> {
    const from = new Date().toISOString();
    await eventually('the registry is read twice', () => {
      const looks = callsTo(stack().log(), 'DescribeModelPackage', { from }).filter(({ input }) =>
        String((input as { ModelPackageName: string }).ModelPackageName).includes(`/${group}/`),
      );
      return looks.length >= 2;
    });
  }
});

const at =
  (gate: string) =>
  ({ openGate }: Pick<ReleaseStatus, 'openGate'>): boolean =>
    openGate?.name === gate;
