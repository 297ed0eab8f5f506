import { callsTo, loadByVersion, mirroredByVersion } from '../../src/sandbox/log-reader';
import { eventually } from '../support/eventually';
import { changeOf, dieBetweenEffectAndReport } from '../support/held-change';
import { soonProven, useLanes } from '../support/lane';
import { release } from '../support/story';
import { timersFired, windowsWatched } from '../support/told-history';
import { describeWith } from '../support/tools';

describeWith('temporal', 'a release outlives its workers', () => {
  const inLane = useLanes();

  test.concurrent(
    'no worker during a breach and past the end of the bake: it is judged before anything moves',
    () =>
      inLane(
        'away',
        async ({ stack, world, spec, startWorker }) => {
          const first = await startWorker();
          const told = await release(stack, spec(3));
          await told.approve();
          await told.until('in the canary', ({ traffic }) => traffic.candidate === 50);
          await first.kill();
          const killedAt = new Date();
          const fired = async () => timersFired(await told.handle.fetchHistory());
          const isOver = async () => (await fired()).some((at) => at > killedAt.getTime());
          await eventually('the timer of the bake has fired', isOver, 240);
          const breach = loadByVersion(stack.log(), { from: killedAt.toISOString() });
          expect(breach.byVersion[`${world.group}/3`]?.failed).toBeGreaterThan(0);
          expect(told.weights().at(-1)).toEqual({ main: 50, 'main-next': 50 });

          await startWorker();

          expect(await told.ended()).toMatchObject({ outcome: 'RolledBack' });
          expect(told.weights()).toEqual([
            { main: 100, 'main-next': 0 },
            { main: 50, 'main-next': 50 },
            { main: 100, 'main-next': 0 },
            { main: 100 },
          ]);
        },
        { rps: 100 },
      ),
    420_000,
  );

  test.concurrent.each(['shiftTraffic', 'restoreTraffic'].map(changeOf))(
    'killed between the effect of $activity and its report: one effect, the same end',
    (change) =>
      inLane(change.activity.toLowerCase(), (lane) => dieBetweenEffectAndReport(lane, change)),
    420_000,
  );

  test.concurrent(
    'killed in the shadow: the shadow ends when it would have, and the release as it should',
    () =>
      inLane('shadow', async ({ stack, world, spec, startWorker }) => {
        const first = await startWorker();
        const told = await release(stack, spec(2, { shadow: { seconds: 30 }, checks: soonProven }));
        await told.approve();
        await told.until('in the shadow', ({ state }) => state === 'Shadowing');
        const mirrored = () => mirroredByVersion(stack.log())[`${world.group}/2`]?.sent ?? 0;
        await eventually('ten seconds of requests are mirrored', () => mirrored() > world.rps * 10);

        await first.kill();
        const killedAt = Date.now();
        await startWorker();

        expect(await told.ended()).toMatchObject({ outcome: 'Promoted' });
        const windows = windowsWatched(await told.handle.fetchHistory());
        const [shadow, ...anew] = windows.filter(({ what }) => what.startsWith('shadow'));
        expect(anew).toEqual([]);
        expect(shadow?.askedAt).toBeLessThan(killedAt);
        const [, canaryAt = ''] = callsTo(stack.log(), 'UpdateEndpoint', { from: told.startedAt })
          .filter(
            ({ input }) => (input as { EndpointName: string }).EndpointName === world.endpoint,
          )
          .map(({ at }) => at);
        expect(Date.parse(canaryAt)).toBeGreaterThan(shadow?.end ?? NaN);
        expect(killedAt).toBeLessThan(shadow?.end ?? NaN);
        expect(told.changes().filter((operation) => operation === 'UpdateEndpoint')).toHaveLength(
          3,
        );
        expect(told.failures()).toEqual([]);
      }),
    420_000,
  );

  test.concurrent(
    'asked to end in a bake: the worker ends with code 0 within its grace, the release goes on',
    () =>
      inLane('asked', async ({ stack, spec, startWorker }) => {
        const first = await startWorker();
        const told = await release(stack, spec(2, { checks: soonProven }));
        await told.approve();
        await told.until('in the canary', ({ traffic }) => traffic.candidate === 50);

        const askedAt = Date.now();
        process.kill(first.pid, 'SIGTERM');
        expect(await first.ended).toBe('ended with code 0');
        expect(Date.now() - askedAt).toBeLessThan(40_000);
        await startWorker();

        expect(await told.ended()).toMatchObject({ outcome: 'Promoted' });
        expect(told.failures()).toEqual([]);
      }),
    420_000,
  );

  test.concurrent(
    'killed in a bake of a bad candidate: taken back by one weight change',
    () =>
      inLane(
        'bake',
        async ({ stack, world, spec, startWorker }) => {
          const first = await startWorker();
          const told = await release(stack, spec(3));
          await told.approve();
          await told.until('in the canary', ({ traffic }) => traffic.candidate === 50);

          await first.kill();
          await startWorker();

          expect(await told.ended()).toMatchObject({
            outcome: 'RolledBack',
            serving: `${world.group}/1`,
          });
          expect(told.changes()).toEqual([
            'UpdateEndpoint',
            'UpdateEndpointWeightsAndCapacities',
            'UpdateEndpointWeightsAndCapacities',
            'UpdateEndpoint',
          ]);
        },
        { rps: 100 },
      ),
    420_000,
  );
});
