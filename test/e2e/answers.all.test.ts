import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CreateEndpointConfigInput } from '@aws-sdk/client-sagemaker';
import { answersRecord } from '../../src/judge/record/answers-record';
import { readAnswersRecord } from '../../src/judge/record/read-answers-record';
import { canonical } from '../../src/release/canonical';
import type { Dossier } from '../../src/release/dossier';
import type { CompareSpec } from '../../src/release/spec';
import { callsTo } from '../../src/sandbox/log-reader';
import { leftAtAws } from '../support/aftermath';
import { release, shortSpec, type ToldRelease } from '../support/story';
import { describeWith } from '../support/tools';
import { useStack } from '../support/world';

const compare: CompareSpec = {
  form: {
    kind: 'regression',
    score: { path: '$.score' },
    tolerance: { absolute: 0.001, relative: 0 },
  },
  agreement: 0.99,
  slices: [{ name: 'amount', from: { path: '$.amount' }, edges: [100, 500] }],
  facets: [],
  captures: 's3://sandbox-fraud-shadow/answers',
  settleSeconds: 10,
};

/** What the endpoint captures by itself. */
const own = { percent: 20, to: 's3://sandbox-fraud-capture/requests' };

describeWith('temporal', 'answers of a shadow are compared', () => {
  const stack = useStack();

  test.concurrent(
    'other answers are stopped in the shadow, though nothing fails and nothing is slow',
    async () => {
      const world = await stack().world('other', { rps: 60 });
      const told = await release(
        stack(),
        shortSpec(world, 5, { shadow: { seconds: 30, compare } }),
      );
      await told.approve();

      const outcome = await told.ended();

      expect(outcome).toMatchObject({
        outcome: 'RolledBack',
        reason: 'AnswersDiffer',
        serving: `${world.group}/1`,
        leftBehind: [],
      });
      const { byVersion } = told.requests();
      expect(told.failures()).toEqual([]);
      expect(Object.keys(byVersion)).toEqual([`${world.group}/1`]);
      expect(told.changes()).toEqual(['UpdateEndpoint', 'UpdateEndpoint']);
      expect(capturesInForce(told)).toEqual([
        { percent: 100, to: `s3://sandbox-fraud-shadow/answers/${told.plan.digest.slice(0, 12)}` },
        own,
      ]);
      expect(await leftAtAws(stack(), told.plan)).toEqual([]);

      const { report, text } = await recordOf(told);
      expect(report.verdict).toMatchObject({ result: 'fail', reason: 'answers-differ' });
      expect(report.assessment.agreement).toBeLessThan(0.05);
      expect(report.assessment.lost).toBeLessThanOrEqual(0.01);
      expect(report.sample.length).toBeGreaterThan(0);
      expect(text).toContain('Kolmogorov-Smirnov');
    },
    300_000,
  );

  test.concurrent(
    'a candidate with the same answers passes, and production has its own captures back',
    async () => {
      const world = await stack().world('same', { rps: 60 });
      const told = await release(
        stack(),
        shortSpec(world, 2, { shadow: { seconds: 30, compare } }),
      );
      await told.approve();

      const outcome = await told.ended();

      expect(outcome).toMatchObject({ outcome: 'Promoted', serving: `${world.group}/2` });
      const [shadow, ...later] = capturesInForce(told);
      expect(shadow?.percent).toBe(100);
      expect(later.length).toBeGreaterThan(0);
      for (const captures of later) expect(captures).toEqual(own);

      const { report } = await recordOf(told);
      expect(report.verdict).toMatchObject({
        result: 'pass',
        reason: 'within-limit',
        value: 1,
        limit: 0.99,
      });
      expect(report.verdict.candidate.n).toBeGreaterThan(1000);
      expect(report.assessment.slices.map(({ value }) => value)).toContain('100 to 500');
    },
    400_000,
  );

  /** Data capture of each config the endpoint was moved to, in order, from the sandbox's log. */
  function capturesInForce({ plan, startedAt }: ToldRelease) {
    const configs = callsTo(stack().log(), 'CreateEndpointConfig').map(
      ({ input }) => input as CreateEndpointConfigInput,
    );
    return callsTo(stack().log(), 'UpdateEndpoint')
      .filter(({ at }) => at >= startedAt)
      .map(({ input }) => input as { EndpointName: string; EndpointConfigName: string })
      .filter(({ EndpointName }) => EndpointName === plan.endpoint)
      .map(({ EndpointConfigName: name }) => {
        // The config of before is not the release's own, and no call of it made it.
        if (name === plan.rollbackTarget.config) return captureOf(plan.liveConfig);
        return captureOf(configs.find(({ EndpointConfigName }) => EndpointConfigName === name));
      });
  }

  function captureOf(config: Pick<CreateEndpointConfigInput, 'DataCaptureConfig'> | undefined) {
    const { InitialSamplingPercentage, DestinationS3Uri } = config?.DataCaptureConfig ?? {};
    return { percent: InitialSamplingPercentage, to: DestinationS3Uri };
  }

  /** The report on the answers, from the record that the dossier refers to. */
  async function recordOf({ handle }: ToldRelease) {
    const dossier = await handle.query<Dossier>('dossier');
    const entry = dossier.records.find(({ summary }) => summary.startsWith('answers: '));
    const bytes = await readFile(fileURLToPath(entry?.evidence?.uri ?? ''), 'utf8');
    const record = readAnswersRecord(JSON.parse(bytes));
    if (typeof record === 'string') throw new Error(record);
    expect(`${canonical(answersRecord(record))}\n`).toBe(bytes);
    expect(entry?.summary).toContain(record.report.verdict.sentence);
    return record;
  }
});
