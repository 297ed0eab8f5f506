import type { RunningStack } from '../support/world';
import { eventually } from '../support/eventually';
import { useLanes } from '../support/lane';
import { release, shortSpec, type ToldRelease } from '../support/story';
import { describeWith } from '../support/tools';

describeWith('temporal', 'a worker upgraded in the middle of a release', () => {
  const inLane = useLanes();

  test(
    'the old release ends on build A, a new one starts on build B',
    () =>
      inLane('upgrade', async ({ stack, world, spec, startWorker }) => {
        const other = await stack.world('upgrade-next', { rps: 10 });
        await startWorker({ buildId: 'A' });
        await makeCurrent(stack, 'A');
        const steps = [{ kind: 'canary', ratio: 0.5, bakeSeconds: 120 }] as const;
        const old = await release(stack, spec(2, { steps }));
        await old.approve();
        await old.until('in the canary', ({ traffic }) => traffic.candidate === 50, 120);

        await startWorker({ buildId: 'B' });
        await makeCurrent(stack, 'B');
        const young = await release(stack, shortSpec(other, 2));
        await young.until('at its gate', ({ openGate }) => openGate !== null);

        await stack.control('PUT', `/alarms/${world.alarms.errors}`, { state: 'ALARM' });

        expect(await old.ended()).toMatchObject({ outcome: 'RolledBack' });
        expect(await buildsOf(old)).toEqual(['A']);
        expect(await buildsOf(young)).toEqual(['B']);
        await young.handle.signal('abort', { by: 'dana@example.com', reason: 'seen enough' });
        expect(await young.ended()).toMatchObject({ outcome: 'Aborted' });
      }),
    300_000,
  );
});

/** Traffic of new workflows goes to this build, as an operator's `set-current-version` does. */
async function makeCurrent({ client }: RunningStack, buildId: string): Promise<void> {
  const { namespace } = client.options;
  await eventually(`build ${buildId} is current`, async () => {
    try {
      await client.workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName: 'slipway',
        buildId,
        identity: 'e2e',
      });
      return true;
    } catch {
      // The server learns of a build with its first polls.
      return false;
    }
  });
}

/** The builds whose workers decided for this release, from its history. */
async function buildsOf({ handle }: ToldRelease): Promise<string[]> {
  const { events } = await handle.fetchHistory();
  const builds = (events ?? []).flatMap(({ workflowTaskCompletedEventAttributes: done }) =>
    done ? [done.deploymentVersion?.buildId ?? 'unversioned'] : [],
  );
  return [...new Set(builds)];
}
