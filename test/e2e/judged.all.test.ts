import path from 'node:path';
import { DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { twinName } from '../../src/release/alarm-twin';
import { linesOf } from '../../src/sandbox/log-reader';
import { deskOf, writtenSpec } from '../support/desk';
import { eventually } from '../support/eventually';
import { leftAtAws, registryOf } from '../support/aftermath';
import { replaysOf } from '../support/replays';
import { release, shortSpec, type ToldRelease } from '../support/story';
import { describeWith } from '../support/tools';
import { useStack, type World } from '../support/world';

describeWith('temporal', 'the judge decides beside an alarm of minutes', () => {
  const stack = useStack();

  test.concurrent(
    'it takes errors back from the canary before the alarm has seen them in three minutes',
    async () => {
      const world = await stack().world('judged-errors', { rps: 100 });
      const alarm = await alarmOfMinutes(world);
      const told = await release(
        stack(),
        shortSpec(world, 3, {
          alarms: [alarm],
          steps: [{ kind: 'canary', ratio: 0.5, bakeSeconds: 90 }],
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
      assessTakenBack(told);
      expect(ringsOf([alarm, twinName(alarm)])).toEqual([]);
      // Before the end of the bake: 2 % are proven while it runs.
      const { seconds, failed, answered } = exposureOf(told);
      expect(seconds).toBeLessThan(80);
      expect(failed).toBeGreaterThan(0);
      expect(failed / answered).toBeLessThan(0.05);
      expect((await registryOf(stack(), told.plan)).status).toBe('Rejected');
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);

      const { files, said } = await replayed(told);
      expect(said).toContain('✔ 5xx: the same ');
      expect(said).toContain('✔ split: the same ');
      const desk = deskOf(stack(), writtenSpec(world, 3, { checks: lax }));
      const why = await desk.run('judge', 'explain', files.at(-1)!);
      expect(why).toMatchObject({ exit: 0, err: '' });
      expect(why.out).toContain('5xx: fail (above-limit)');
      expect(why.out).toMatch(
        /odds against a candidate within the limit are \d+ : 1 \(needed: 200/,
      );
      const folder = path.dirname(files[0]!);
      const otherwise = await desk.run('judge', 'what-if', '--policy', 'release.yaml', folder);
      expect(otherwise.exit).toBe(0);
      expect(otherwise.out).toMatch(/Taken back then, not now .*: 1\n/);
    },
    400_000,
  );

  test.concurrent(
    'it takes a slow candidate back from the canary, though no alarm is about latency',
    async () => {
      const world = await stack().world('judged-slow', { rps: 100 });
      const alarm = await alarmOfMinutes(world);
      const told = await release(
        stack(),
        shortSpec(world, 4, {
          alarms: [alarm],
          steps: [{ kind: 'canary', ratio: 0.5, bakeSeconds: 90 }],
          checks: [
            { metric: 'Invocation5XXErrors', max: 0.001, minRequests: 200 },
            { metric: 'ModelLatency', quantile: 0.5, increase: 0.2, minRequests: 200 },
          ],
        }),
      );
      await told.approve();

      const outcome = await told.ended();

      expect(outcome).toMatchObject({
        outcome: 'RolledBack',
        reason: 'SlowerThanLimit',
        serving: `${world.group}/1`,
        leftBehind: [],
      });
      assessTakenBack(told);
      expect(ringsOf([alarm, twinName(alarm)])).toEqual([]);
      expect(exposureOf(told).seconds).toBeLessThan(80);
      expect(told.failures()).toEqual([]);
      expect((await registryOf(stack(), told.plan)).status).toBe('Rejected');
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);
      const { files, said } = await replayed(told);
      expect(said).toContain('✔ p50: the same ');
      const why = await deskOf(stack(), {}).run('judge', 'explain', files.at(-1)!);
      expect(why.out).toMatch(
        /The candidate's median was \S+ ms \(with 95 % confidence \S+ ms to \S+ ms\), the stable's \S+ ms \(/,
      );
    },
    400_000,
  );

  test.concurrent(
    'it lets a good candidate through to 100 %',
    async () => {
      const world = await stack().world('judged-good', { rps: 80 });
      const told = await release(
        stack(),
        shortSpec(world, 2, {
          alarms: [await alarmOfMinutes(world)],
          checks: [
            { metric: 'Invocation5XXErrors', max: 0.001, minRequests: 200 },
            { metric: 'ModelLatency', quantile: 0.5, increase: 0.6, minRequests: 200 },
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
      expect(told.failures()).toEqual([]);
      // One verdict of each window: canary, full share, watch, final configuration.
      const { files, said } = await replayed(told);
      expect(files.length).toBeGreaterThanOrEqual(4);
      expect(said.match(/✔ p50: the same /g)?.length).toBeGreaterThanOrEqual(4);
    },
    400_000,
  );

  /** Rings when errors were above 1 % in three of five minutes, as deployment guardrails are often set up. */
  async function alarmOfMinutes({ endpoint }: World): Promise<string> {
    const AlarmName = `${endpoint}-3-of-5`;
    const { cloudwatch, cloudwatchMutations } = stack().aws;
    await cloudwatchMutations.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'AWS/SageMaker',
        MetricName: 'Invocation5XXErrors',
        Dimensions: [
          { Name: 'EndpointName', Value: endpoint },
          { Name: 'VariantName', Value: 'main' },
        ],
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 5,
        DatapointsToAlarm: 3,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 0.01,
        TreatMissingData: 'missing',
      }),
    );
    await eventually(`${AlarmName} is OK`, async () => {
      const ask = new DescribeAlarmsCommand({ AlarmNames: [AlarmName] });
      const { MetricAlarms } = await cloudwatch.send(ask);
      return MetricAlarms?.[0]?.StateValue === 'OK';
    });
    return AlarmName;
  }

  /** Changes to ALARM of these alarms, from the sandbox's log. */
  function ringsOf(names: readonly string[]) {
    return linesOf(stack().log(), 'alarm').filter(
      ({ name, to }) => names.includes(name) && to === 'ALARM',
    );
  }

  /** To half of the callers and back, by one weight change each. */
  function assessTakenBack(told: ToldRelease): void {
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
  }

  /** How long callers met the candidate, and what it answered them, from the sandbox's log. */
  function exposureOf({ plan, startedAt }: ToldRelease) {
    const served = linesOf(stack().log(), 'serving', { from: startedAt }).filter(
      ({ endpoint }) => endpoint === plan.endpoint,
    );
    const answers = linesOf(stack().log(), 'request', { from: startedAt }).filter(
      ({ endpoint, variant, mirrored }) =>
        endpoint === plan.endpoint && variant === plan.candidate.variant && !mirrored,
    );
    const at = (index: number): number => Date.parse(served[index]?.at ?? '');
    return {
      seconds: (at(2) - at(1)) / 1000,
      answered: answers.length,
      failed: answers.filter(({ answered }) => answered !== 200).length,
    };
  }

  /** The evidence files of the judge, each of which replays to the same bytes, and all that was said of them. */
  async function replayed(told: ToldRelease) {
    const replays = await replaysOf(told);
    for (const { file, out, err } of replays) {
      expect({ file, err }).toEqual({ file, err: '' });
      expect(out).toMatch(/^(✔ \S+: the same \d+ bytes\n)+$/);
    }
    return {
      files: replays.map(({ file }) => file),
      said: replays.map(({ out }) => out).join(''),
    };
  }
});

/** What would have let 2 % of errors pass. */
const lax = [{ metric: 'Invocation5XXErrors', max: '10%' }];
