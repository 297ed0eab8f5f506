import { momentsWithoutWeight, fleetsShrunkByUpdate } from '../../src/sandbox/log-reader';
import { replaysOf } from '../support/replays';
import { release, shortSpec } from '../support/story';
import { describeWith } from '../support/tools';
import { useStack } from '../support/world';
import { mainJobMembers } from '../wire-judge/activity-members';
import { membersSent } from '../wire-judge/members';

describeWith('temporal', 'the main job on real parts', () => {
  const stack = useStack();

  test.concurrent(
    'a good candidate goes to 100 %, with the latency check on all the way',
    async () => {
      const world = await stack().world('good');
      const told = await release(
        stack(),
        shortSpec(world, 2, {
          checks: [
            { metric: 'Invocation5XXErrors', max: 0.001, minRequests: 200 },
            { metric: 'ModelLatency', quantile: 0.5, increase: 0.2, minRequests: 200 },
          ],
        }),
      );
      await told.approve();

      const outcome = await told.ended();

      expect(outcome).toMatchObject({ outcome: 'Promoted', serving: `${world.group}/2` });
      expect(told.weights()).toEqual([
        { main: 100, 'main-next': 0 },
        { main: 50, 'main-next': 50 },
        { main: 0, 'main-next': 100 },
        { main: 100 },
      ]);
      const replays = await replaysOf(told);
      expect(replays.length).toBeGreaterThanOrEqual(2);
      for (const { out } of replays) expect(out).toMatch(/^(✔ \S+: the same \d+ bytes\n)+$/);
      expect(told.failures()).toEqual([]);
      expect(momentsWithoutWeight(stack().log())).toEqual([]);
      expect(fleetsShrunkByUpdate(stack().log())).toEqual([]);
    },
    240_000,
  );

  test.concurrent(
    'errors in the canary take production back by one weight change',
    async () => {
      const world = await stack().world('errors', { rps: 120 });
      const told = await release(stack(), shortSpec(world, 3));
      await told.approve();

      const outcome = await told.ended();

      expect(outcome).toMatchObject({ outcome: 'RolledBack', serving: `${world.group}/1` });
      expect(told.changes()).toEqual([
        'UpdateEndpoint',
        'UpdateEndpointWeightsAndCapacities',
        'UpdateEndpointWeightsAndCapacities',
        'UpdateEndpoint',
      ]);
      expect(told.weights().at(-1)).toEqual({ main: 100 });
    },
    240_000,
  );

  // Runs when the releases above have ended: what they sent is all that the judge of the wire has seen.
  test('every member that its activities send went over the wire, and no other', () => {
    const sent = membersSent(stack().wire());

    expect(sent).toEqual(mainJobMembers);
  });
});
