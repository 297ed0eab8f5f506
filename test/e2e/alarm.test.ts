import { twinName } from '../../src/release/alarm-twin';
import { leftAtAws, registryOf } from '../support/aftermath';
import { faultAt } from '../support/fault';
import { release, shortSpec, type ToldRelease } from '../support/story';
import { describeWith } from '../support/tools';
import { useStack } from '../support/world';

describeWith('temporal', 'an alarm that is over again before anybody looks', () => {
  const stack = useStack();

  test.concurrent(
    'between two steps, while people think: no further share, and the candidate is not blamed',
    async () => {
      const world = await stack().world('thinking', { rps: 60 });
      const told = await release(
        stack(),
        shortSpec(world, 2, {
          ...twoSteps,
          approvals: [
            {
              name: 'second-share',
              before: { step: 2 },
              from: [],
              withinSeconds: 600,
              count: 1,
              onTimeout: 'reject',
              notRequester: false,
            },
          ],
        }),
      );
      await told.approve();
      await told.until(
        'before its second share',
        ({ openGate }) => openGate?.name === 'second-share',
        150,
      );

      const { errors } = world.alarms;
      await flap(errors);

      await assessTakenBack(told, errors);
      expect((await registryOf(stack(), told.plan)).status).toBe('PendingManualApproval');
    },
    300_000,
  );

  test.concurrent(
    'on the candidate, while a weight change is on its way: the share goes back, the candidate is rejected',
    async () => {
      const world = await stack().world('moving', { rps: 60 });
      const hold = await faultAt(stack(), {
        operation: 'UpdateEndpointWeightsAndCapacities',
        endpoint: world.endpoint,
        action: 'hold',
        phase: 'after',
        times: 1,
      });
      const told = await release(stack(), shortSpec(world, 2, twoSteps));
      await told.approve();
      await hold.holds();

      const twin = twinName(world.alarms.errors);
      await flap(twin);
      await hold.lift();

      await assessTakenBack(told, twin);
      const { status, description } = await registryOf(stack(), told.plan);
      expect(status).toBe('Rejected');
      expect(description).toContain(twin);
    },
    300_000,
  );

  /** In ALARM and out of it within milliseconds: only the alarm's history knows. */
  async function flap(name: string): Promise<void> {
    await stack().control('PUT', `/alarms/${name}`, { state: 'ALARM', reason: 'a flap' });
    await stack().control('PUT', `/alarms/${name}`, { state: 'OK', reason: 'over again' });
  }

  async function assessTakenBack(told: ToldRelease, alarm: string): Promise<void> {
    const { plan } = told;
    expect(await told.ended()).toMatchObject({
      outcome: 'RolledBack',
      reason: 'AlarmInAlarm',
      sentence: expect.stringMatching(`alarm ${alarm} (is|was) in ALARM`) as string,
      serving: plan.stable.version,
    });
    expect(told.weights()).toEqual([
      { main: 100, 'main-next': 0 },
      { main: 70, 'main-next': 30 },
      { main: 100, 'main-next': 0 },
      { main: 100 },
    ]);
    expect(told.changes()).toEqual([
      'UpdateEndpoint',
      'UpdateEndpointWeightsAndCapacities',
      'UpdateEndpointWeightsAndCapacities',
      'UpdateEndpoint',
    ]);
    expect(told.failures()).toEqual([]);
    expect(await leftAtAws(stack(), plan)).toEqual([]);
  }
});

/** A limit so wide that a few requests prove a good candidate's share. */
const twoSteps = {
  checks: [{ metric: 'Invocation5XXErrors', max: 0.05, minRequests: 50 }],
  steps: [
    { kind: 'canary', ratio: 0.3, bakeSeconds: 10 },
    { kind: 'canary', ratio: 0.6, bakeSeconds: 10 },
  ],
} as const;
