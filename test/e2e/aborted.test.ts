import type { ReleaseStatus } from '../../src/release/status';
import { callsTo } from '../../src/sandbox/log-reader';
import { leftAtAws, registryOf } from '../support/aftermath';
import { deskOf, startAt, withoutTraffic, writtenSpec, type Desk } from '../support/desk';
import { eventually } from '../support/eventually';
import { faultAt, type Fault } from '../support/fault';
import type { WatchedRelease } from '../support/story';
import { describeWith } from '../support/tools';
import { useStack } from '../support/world';

const shift = 'UpdateEndpointWeightsAndCapacities';

describeWith('temporal', 'a release that a person stops', () => {
  const stack = useStack();

  test.concurrent(
    'in the shadow: the shadow goes, and no caller has met the candidate',
    async () => {
      const world = await stack().world('mirrored', { rps: 40 });
      const desk = deskOf(stack(), writtenSpec(world, 2, { shadow: '1h' }));
      const told = await approved(desk);
      await told.until('in the shadow', ({ state }) => state === 'Shadowing', 150);

      await abort(desk);

      await assessAborted(told, desk);
      expect(told.changes()).toEqual(['UpdateEndpoint', 'UpdateEndpoint']);
      expect(told.weights()).toEqual([{ main: 100 }, { main: 100 }]);
      const { byVersion } = told.requests();
      expect(told.failures()).toEqual([]);
      expect(Object.keys(byVersion)).toEqual([`${world.group}/1`]);
    },
    300_000,
  );

  test.concurrent(
    'in a bake: back by one weight change, and a second abort hears that it is on its way',
    async () => {
      const world = await stack().world('baking', { rps: 40 });
      const steps = [{ canary: '50%', bake: '60s' }];
      const desk = deskOf(stack(), writtenSpec(world, 2, { steps }));
      const told = await approved(desk);
      await told.until('in its canary', ({ state, step }) => state === 'Baking' && step === 1, 150);
      const slow = await faultAt(stack(), {
        operation: shift,
        endpoint: world.endpoint,
        action: 'hold',
        times: 1,
      });

      await abort(desk);
      await slow.holds();
      const again = await desk.json<{ sentence: string }>(0, 'abort', '--reason', 'now');
      await slow.lift();

      expect(again.sentence).toBe('rolling back already');
      await assessAborted(told, desk);
      expect(told.weights()).toEqual([
        { main: 100, 'main-next': 0 },
        { main: 50, 'main-next': 50 },
        { main: 100, 'main-next': 0 },
        { main: 100 },
      ]);
      expect(told.changes()).toEqual(['UpdateEndpoint', shift, shift, 'UpdateEndpoint']);
      expect(told.failures()).toEqual([]);
    },
    300_000,
  );

  test.concurrent(
    'while a weight change has taken effect and its answer is held: it is taken back after it',
    async () => {
      const { told, desk, held } = await atHeldShift('answer', 'after');

      await abort(desk);
      await aborting(told);
      await held.lift();

      await assessAborted(told, desk);
      expect(told.weights()).toEqual([
        { main: 100, 'main-next': 0 },
        { main: 50, 'main-next': 50 },
        { main: 100, 'main-next': 0 },
        { main: 100 },
      ]);
      expect(told.changes()).toEqual(['UpdateEndpoint', shift, shift, 'UpdateEndpoint']);
    },
    300_000,
  );

  test.concurrent(
    'while a weight change is held on its way to AWS: arriving after the restore it changes nothing',
    async () => {
      const { told, desk, held } = await atHeldShift('sent', 'before');

      await abort(desk);
      await assessAborted(told, desk);
      const restoredAt = new Date().toISOString();
      const late = () =>
        callsTo(stack().log(), shift, { from: restoredAt }).filter(
          ({ input }) => (input as { EndpointName: string }).EndpointName === told.plan.endpoint,
        );
      await held.lift();
      await eventually('the held call arrives', () => late().length > 0);

      expect(late()).toMatchObject([{ ok: false, code: 'ValidationException' }]);
      expect(told.weights()).toEqual([{ main: 100, 'main-next': 0 }, { main: 100 }]);
    },
    300_000,
  );

  /** Started and approved by the command line. */
  async function approved(desk: Desk): Promise<WatchedRelease> {
    const told = await startAt(stack(), desk, '--as', 'ci@example.com');
    await desk.json(0, 'status', '--watch', '--until', 'approval');
    await desk.json(0, 'approve', '--reason', 'figures read', '--as', 'dana@example.com');
    return told;
  }

  const abort = (desk: Desk) =>
    desk.json(0, 'abort', '--reason', 'wrong data set', '--as', 'dana@example.com');

  /** A release whose first share is asked for, and held before or after it takes effect. */
  async function atHeldShift(name: string, phase: 'before' | 'after') {
    const world = await stack().world(name, { rps: 0 });
    const held: Fault = await faultAt(stack(), {
      operation: shift,
      endpoint: world.endpoint,
      action: 'hold',
      phase,
      times: 1,
    });
    const desk = deskOf(stack(), writtenSpec(world, 2, withoutTraffic));
    const told = await approved(desk);
    await held.holds(150);
    return { told, desk, held };
  }

  /** The release has heard the abort. */
  async function aborting({ handle }: WatchedRelease): Promise<void> {
    await eventually('the abort is in the history', async () => {
      const { events } = await handle.fetchHistory();
      return (events ?? []).some(({ activityTaskCancelRequestedEventAttributes: asked }) =>
        Boolean(asked),
      );
    });
  }

  /** Ended as a person's stop ends, with everything as it was before the release. */
  async function assessAborted(told: WatchedRelease, desk: Desk): Promise<void> {
    const { plan } = told;
    const ended = await desk.json<ReleaseStatus>(8, 'status', '--watch');
    expect(ended).toMatchObject({ outcome: 'Aborted', reason: 'AbortRequested' });
    expect(ended.sentence).toBe('aborted by dana@example.com: wrong data set');
    expect(await told.ended()).toMatchObject({ serving: plan.stable.version, leftBehind: [] });
    expect(await leftAtAws(stack(), plan)).toEqual([]);
    expect((await registryOf(stack(), plan)).status).toBe('PendingManualApproval');
  }
});
