import { linesOf, weightsOver } from '../../src/sandbox/log-reader';
import { leftAtAws, registryOf } from '../support/aftermath';
import { replaysOf } from '../support/replays';
import { release, shortSpec } from '../support/story';
import { describeWith } from '../support/tools';
import { openWebhook } from '../support/webhook';
import { useStack } from '../support/world';

describeWith('temporal', 'production taken back from a candidate', () => {
  const stack = useStack();

  test.concurrent(
    'a slow candidate is caught by its median in the canary',
    async () => {
      const world = await stack().world('slow', { rps: 100 });
      const told = await release(
        stack(),
        shortSpec(world, 4, {
          checks: [{ metric: 'ModelLatency', quantile: 0.5, increase: 0.2, minRequests: 200 }],
        }),
      );
      await told.approve();

      const outcome = await told.ended();

      expect(outcome).toMatchObject({
        outcome: 'RolledBack',
        reason: 'SlowerThanLimit',
        serving: `${world.group}/1`,
      });
      expect(told.weights()).toEqual([
        { main: 100, 'main-next': 0 },
        { main: 50, 'main-next': 50 },
        { main: 100, 'main-next': 0 },
        { main: 100 },
      ]);
      expect(told.changes()).toEqual([
        'UpdateEndpoint',
        'UpdateEndpointWeightsAndCapacities',
        'UpdateEndpointWeightsAndCapacities',
        'UpdateEndpoint',
      ]);
      const replays = await replaysOf(told);
      expect(replays.length).toBeGreaterThanOrEqual(1);
      for (const { out } of replays) expect(out).toMatch(/^(✔ \S+: the same \d+ bytes\n)+$/);
      expect(told.failures()).toEqual([]);
      expect((await registryOf(stack(), told.plan)).status).toBe('Rejected');
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
    },
    300_000,
  );

  test.concurrent(
    'a candidate that dies at start never serves, and a dead webhook delays nothing',
    async () => {
      const world = await stack().world('dies', { rps: 40 });
      const hook = await openWebhook({ dead: true });
      const told = await release(stack(), shortSpec(world, 6, { notify: { webhook: hook.url } }));
      await told.approve();

      const outcome = await told.ended();

      expect(outcome).toMatchObject({
        outcome: 'RolledBack',
        reason: 'UpdateFailed',
        serving: `${world.group}/1`,
      });
      const endpoint = linesOf(stack().log(), 'endpoint', { from: told.startedAt }).filter(
        (line) => line.endpoint === world.endpoint,
      );
      expect(endpoint.at(-1)).toMatchObject({
        status: 'InService',
        config: told.plan.rollbackTarget.config,
        failureReason: expect.any(String) as string,
      });
      expect(told.changes()).toEqual(['UpdateEndpoint']);
      expect(told.weights()).toEqual([]);
      const { byVersion } = told.requests();
      expect(told.failures()).toEqual([]);
      expect(Object.keys(byVersion)).toEqual([`${world.group}/1`]);
      const { status, description } = await registryOf(stack(), told.plan);
      expect(status).toBe('Rejected');
      expect(description).toContain(outcome.sentence);
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);

      expect((await hook.notice('gate-open')).endpoint).toBe(world.endpoint);
      const notice = stack().client.workflow.getHandle(
        `notice/${told.handle.firstExecutionRunId}/1`,
      );
      expect((await notice.describe()).status.name).toBe('RUNNING');
      await hook.close();
    },
    300_000,
  );

  test.concurrent(
    'without traffic there is no verdict: extended, held, taken back',
    async () => {
      const world = await stack().world('silent', { rps: 40 });
      const hook = await openWebhook();
      const told = await release(
        stack(),
        shortSpec(world, 2, {
          approvals: [
            {
              name: 'first-share',
              before: { step: 1 },
              from: [],
              withinSeconds: 600,
              count: 1,
              onTimeout: 'reject',
              notRequester: false,
            },
          ],
          steps: [{ kind: 'canary', ratio: 0.2, bakeSeconds: 10 }],
          notify: { webhook: hook.url },
        }),
      );
      await told.approve();
      await told.until('before its first share', at('first-share'), 120);
      await stack().control('PUT', '/load', { rps: 0, endpoint: world.endpoint });
      await told.approve();

      const outcome = await told.ended();

      expect(outcome).toMatchObject({
        outcome: 'RolledBack',
        reason: 'NoTraffic',
        serving: `${world.group}/1`,
      });
      expect(told.weights()).toEqual([
        { main: 100, 'main-next': 0 },
        { main: 80, 'main-next': 20 },
        { main: 100, 'main-next': 0 },
        { main: 100 },
      ]);
      const [, shared, back] = weightsOver(stack().log(), world.endpoint).filter(
        (line) => line.at >= told.startedAt,
      );
      const heldMs = Date.parse(back?.at ?? '') - Date.parse(shared?.at ?? '');
      expect(heldMs).toBeGreaterThanOrEqual(30_000);
      expect((await hook.notice('stalled')).nextAction).toContain('abort');
      expect((await registryOf(stack(), told.plan)).status).toBe('PendingManualApproval');
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
      await hook.close();
    },
    300_000,
  );
});

const at =
  (gate: string) =>
  ({ openGate }: { readonly openGate: { readonly name: string } | null }): boolean =>
    openGate?.name === gate;
