import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Dossier } from '../../src/release/dossier';
import type { ReleaseStatus } from '../../src/release/status';
import { callsTo } from '../../src/sandbox/log-reader';
import { leftAtAws, registryOf } from '../support/aftermath';
import {
  deskOf,
  startAt,
  withoutTraffic,
  writtenSpec,
  type Desk,
  type Started,
} from '../support/desk';
import { describeWith } from '../support/tools';
import { useStack } from '../support/world';

describeWith('temporal', 'people and their command line', () => {
  const stack = useStack();

  test.concurrent(
    'from validate to the verified report: planned, approved, watched, paused, resumed, promoted',
    async () => {
      const world = await stack().world('desk', { rps: 60 });
      const desk = deskOf(stack(), writtenSpec(world, 2));
      expect((await desk.run('validate')).exit).toBe(0);
      expect((await desk.run('plan', '--out', 'plan.json')).exit).toBe(0);
      const told = await startAt(stack(), desk, '--plan', 'plan.json', '--as', 'ci@example.com');

      const waited = ['status', '--watch', '--until', 'approval'];
      const atGate = await desk.json<ReleaseStatus>(0, ...waited);
      expect(atGate).toMatchObject({ state: 'WaitingForApproval', requestedBy: 'ci@example.com' });
      expect(atGate.wayBack.what).toContain('nothing was changed');
      expect(told.changes()).toEqual([]);
      await desk.json(0, 'approve', '--reason', 'figures read', '--as', 'dana@example.com');

      const watching = desk.open('status', '--watch');
      await told.until('in its canary', ({ state, step }) => state === 'Baking' && step === 1, 150);
      await watching.says('50 %');
      watching.interrupt();
      const detached = await watching.ended;
      expect(detached.exit).toBe(130);
      expect(detached.err).toContain('The release goes on');

      await desk.json(0, 'pause', '--reason', 'a look at the figures first');
      await told.until('paused', ({ state }) => state === 'Paused', 150);
      const resumedAt = new Date().toISOString();
      expect(told.weights().at(-1)).toEqual({ main: 50, 'main-next': 50 });
      await desk.json(0, 'resume');
      const ended = await desk.json<ReleaseStatus>(0, 'status', '--watch');

      expect(ended).toMatchObject({ state: 'Ended', outcome: 'Promoted' });
      expect(told.weights()).toEqual([
        { main: 100, 'main-next': 0 },
        { main: 50, 'main-next': 50 },
        { main: 0, 'main-next': 100 },
        { main: 100 },
      ]);
      const shifts = callsTo(stack().log(), 'UpdateEndpointWeightsAndCapacities').filter(
        ({ input }) => (input as { EndpointName: string }).EndpointName === world.endpoint,
      );
      expect(String(shifts.at(-1)?.at) > resumedAt).toBe(true);
      expect(told.failures()).toEqual([]);
      expect((await registryOf(stack(), told.plan)).status).toBe('Approved');
      await assessReport(desk);
      const rows = await desk.json<{ workflowId: string; outcome?: string }[]>(0, 'list');
      expect(rows).toContainEqual(
        expect.objectContaining({ workflowId: told.handle.workflowId, outcome: 'Promoted' }),
      );
    },
    300_000,
  );

  test.concurrent(
    'one release an endpoint: another plan is refused, the same one joined, and rejected at its gate',
    async () => {
      const world = await stack().world('held', { rps: 0 });
      const desk = deskOf(stack(), writtenSpec(world, 2, withoutTraffic));
      const other = deskOf(stack(), writtenSpec(world, 5, withoutTraffic));
      const told = await startAt(stack(), desk, '--as', 'ci@example.com');
      await desk.json(0, 'status', '--watch', '--until', 'approval');

      const refused = await other.run('start');
      const joined = await desk.json<Started>(0, 'start');
      await desk.json(0, 'reject', '--reason', 'not this one', '--as', 'dana@example.com');
      const ended = await desk.json<ReleaseStatus>(5, 'status', '--watch');

      expect(refused.exit).toBe(11);
      expect(refused.err).toContain(`another release holds ${world.endpoint}: ${world.group}/2`);
      expect(refused.err).toContain(`slipway abort ${world.endpoint}`);
      expect(joined).toMatchObject({ attached: true, workflowId: told.handle.workflowId });
      expect(ended).toMatchObject({ outcome: 'Rejected', reason: 'RejectedByPerson' });
      expect(ended.sentence).toContain('dana@example.com: not this one');
      expect(told.changes()).toEqual([]);
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
      expect((await registryOf(stack(), told.plan)).status).toBe('Rejected');
    },
    180_000,
  );

  test.concurrent(
    'an approval that nobody gives expires, and nothing was touched',
    async () => {
      const world = await stack().world('late', { rps: 0 });
      const desk = deskOf(
        stack(),
        writtenSpec(world, 2, {
          ...withoutTraffic,
          approvals: [{ before: 'production', within: '10s' }],
        }),
      );
      const told = await startAt(stack(), desk);

      const ended = await desk.json<ReleaseStatus>(5, 'status', '--watch');

      expect(ended).toMatchObject({ outcome: 'Expired', reason: 'GateExpired' });
      const late = await desk.run('approve', '--reason', 'sorry, lunch');
      expect(late.exit).toBe(6);
      expect(told.changes()).toEqual([]);
      expect(callsTo(stack().log(), 'UpdateModelPackage').filter(isOf(world.group))).toEqual([]);
      expect((await registryOf(stack(), told.plan)).status).toBe('PendingManualApproval');
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
    },
    180_000,
  );

  test.concurrent(
    'two people must approve, the requester is neither, and one person is not two',
    async () => {
      const world = await stack().world('two', { rps: 0 });
      const from = ['ci@example.com', 'dana@example.com', 'lee@example.com'];
      const gate = { before: 'production', from, count: 2, notRequester: true };
      const spec = writtenSpec(world, 2, { ...withoutTraffic, approvals: [gate] });
      const desk = deskOf(stack(), spec);
      const told = await startAt(stack(), desk, '--as', 'ci@example.com');
      await desk.json(0, 'status', '--watch', '--until', 'approval');
      const approve = (by: string) => desk.run('approve', '--reason', 'read it', '--as', by);

      const byRequester = await approve('CI@example.com');
      const first = await approve('dana@example.com');
      const again = await approve('Dana@Example.com ');
      const between = await told.status();
      const changesBetween = told.changes();
      const second = await approve('lee@example.com');
      await told.until('past its gate', ({ openGate }) => openGate === null);
      await desk.json(0, 'abort', '--reason', 'seen enough', '--as', 'dana@example.com');
      await desk.json(8, 'status', '--watch');

      expect(byRequester.exit).toBe(2);
      expect(byRequester.err).toContain('requested this release and may not approve it');
      expect(byRequester.err).toContain('Say who decides with --as');
      expect(first.exit).toBe(0);
      expect(again.exit).toBe(2);
      expect(again.err).toContain('2 different people are needed');
      expect(between.openGate).toMatchObject({ approvals: 1, needed: 2 });
      expect(changesBetween).toEqual([]);
      expect(second.exit).toBe(0);
      expect((await told.ended()).serving).toBe(`${world.group}/1`);
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
    },
    180_000,
  );

  /** The dossier is whole and its evidence there; one changed word in it is found. */
  async function assessReport(desk: Desk): Promise<void> {
    expect((await desk.run('report', '--out', 'dossier.json')).exit).toBe(0);
    expect(await desk.json(0, 'report', '--verify', 'dossier.json')).toMatchObject({
      ok: true,
      unreachable: 0,
    });
    const text = readFileSync(path.join(desk.folder, 'dossier.json'), 'utf8');
    const { records, outcome } = JSON.parse(text) as Dossier;
    expect(outcome?.outcome).toBe('Promoted');
    const words = records.filter(({ kind }) => kind === 'decision').map(({ summary }) => summary);
    expect(words).toEqual([
      expect.stringContaining('approve by dana@example.com (claimed, update)'),
    ]);
    desk.write('forged.json', text.replace('approve by dana', 'approve by lee'));
    const forged = await desk.run('report', '--verify', 'forged.json');
    expect(forged.exit).toBe(1);
    expect(forged.err).toContain('was changed');
  }
});

const isOf =
  (group: string) =>
  ({ input }: { readonly input: unknown }): boolean =>
    String((input as { ModelPackageArn?: string }).ModelPackageArn).includes(`/${group}/`);
