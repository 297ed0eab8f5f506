import {
  GetMetricStatisticsCommand,
  type Datapoint,
  type GetMetricStatisticsCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { UpdateEndpointCommand } from '@aws-sdk/client-sagemaker';
import { linesOf } from '../../src/sandbox/log-reader';
import type { RequestLine } from '../../src/sandbox/log-line';
import { invokeMany, type Answered } from './invoke-many';
import {
  createConfig,
  createModel,
  settled,
  startSandbox,
  until,
  variant,
  type RunningSandbox,
} from './running-sandbox';

const EndpointName = 'fraud-scorer';

/** Deviations as large as this come once in 10,000 times by chance, with two degrees of freedom. */
const chiSquareLimit = 18.42;

describe('the statistics of the traffic', () => {
  let sandbox: RunningSandbox;
  let since = 0;

  beforeAll(async () => {
    sandbox = await startSandbox();
    await createModel(sandbox, 2);
  }, 60_000);
  afterAll(() => sandbox.stop());

  const swapTo = async (config: string) => {
    await sandbox.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName, EndpointConfigName: config }),
    );
    await settled(sandbox);
    since = Date.now();
  };

  const requests = async (): Promise<readonly RequestLine[]> =>
    linesOf(await sandbox.log(), 'request', { from: new Date(since).toISOString() });

  /** Datapoints of every ten seconds since the config serves; CloudWatch gives samples or percentiles, not both. */
  const datapoints = async (
    MetricName: string,
    VariantName: string,
    asked: Pick<GetMetricStatisticsCommandInput, 'Statistics' | 'ExtendedStatistics'>,
  ): Promise<readonly Datapoint[]> => {
    const { Datapoints = [] } = await sandbox.cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/SageMaker',
        MetricName,
        Dimensions: [
          { Name: 'EndpointName', Value: EndpointName },
          { Name: 'VariantName', Value: VariantName },
        ],
        StartTime: new Date(since - (since % 10_000)),
        EndTime: new Date(Date.now() + 60_000),
        Period: 10,
        ...asked,
      }),
    );
    return Datapoints;
  };

  /** The number of samples, once there are as many as asked for. */
  const samples = (metric: string, name: string, least: number) =>
    until(`${metric} of ${name} has ${least} samples`, async () => {
      const points = await datapoints(metric, name, { Statistics: ['SampleCount'] });
      const seen = points.reduce((sum, { SampleCount = 0 }) => sum + SampleCount, 0);
      return seen >= least && seen;
    });

  describe('of three variants, over 100,000 requests', () => {
    const weights = { main: 85, next: 14, rare: 1 };
    let answered: Answered;

    beforeAll(async () => {
      await createConfig(sandbox, 'three', {
        ProductionVariants: [
          variant({ VariantName: 'main', InitialInstanceCount: 4, InitialVariantWeight: 85 }),
          variant({ VariantName: 'next', ModelName: 'fraud-2-test', InitialVariantWeight: 14 }),
          variant({ VariantName: 'rare', InitialVariantWeight: 1 }),
        ],
      });
      await swapTo('three');
      answered = await invokeMany(sandbox.endpointUrl, EndpointName, {
        total: 100_000,
        atOnce: 48,
      });
    }, 240_000);

    it('all are answered', () => {
      expect(answered.byStatus).toEqual({ 200: 100_000 });
    });

    // claim: routing · shares of 100,000 requests match the weights (chi-square) · AWS:
    //   API_ProductionVariant, InitialVariantWeight
    it('shares match the weights', () => {
      expect(chiSquare(answered.byVariant, weights)).toBeLessThan(chiSquareLimit);
      // The test has the power to see one percent that goes astray.
      const astray = { main: 84, next: 15, rare: 1 };
      expect(chiSquare(answered.byVariant, astray)).toBeGreaterThan(chiSquareLimit);
    });

    it('the log tells of each request that its caller saw, on the same variant', async () => {
      const lines = await requests();

      expect(countBy(lines, ({ variant: name }) => name)).toEqual(answered.byVariant);
      expect(new Set(lines.map(({ id }) => id)).size).toBe(100_000);
    });

    // claim: metrics · SampleCount of Invocations is the number of requests served · AWS:
    //   Monitor SageMaker with CloudWatch
    it.each(Object.keys(weights))('SampleCount on %s is what it really served', async (name) => {
      const served = answered.byVariant[name] ?? 0;

      expect(await samples('Invocations', name, served)).toBe(served);
      expect(await samples('ModelLatency', name, served)).toBe(served);
    });

    // claim: metrics · percentiles of ModelLatency agree with the exact ones within 1 % · AWS:
    //   Statistics definitions, percentiles
    it('percentiles agree with the exact ones within 1 %', async () => {
      const lines = (await requests()).filter((line) => line.variant === 'main');
      await samples('ModelLatency', 'main', lines.length);
      const points = await datapoints('ModelLatency', 'main', {
        ExtendedStatistics: ['p50', 'p90', 'p99'],
      });
      const log = linesOf(await sandbox.log(), 'request').filter((line) => line.variant === 'main');

      const checked = points.flatMap(({ Timestamp, ExtendedStatistics = {} }) => {
        const from = Timestamp?.getTime() ?? 0;
        const micros = log
          .filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < from + 10_000)
          .map(({ ms }) => ms * 1000)
          .sort((a, b) => a - b);
        // A handful of requests at either end of a period may be counted on its other side.
        if (micros.length < 1_000) return [];
        return [0.5, 0.9, 0.99].map((ratio) => {
          const exact = micros[Math.ceil(ratio * micros.length) - 1] ?? 0;
          const published = ExtendedStatistics[`p${ratio * 100}`] ?? 0;
          return Math.abs(published - exact) / exact;
        });
      });

      expect(checked.length).toBeGreaterThanOrEqual(9);
      expect(Math.max(...checked)).toBeLessThan(0.01);
    });
  });

  // claim: routing · a shadow of equal weight gets exactly production's requests · AWS: Shadow
  //   variants
  it('a shadow of equal weight gets exactly the requests that production gets', async () => {
    await createConfig(sandbox, 'mirrored', {
      ProductionVariants: [variant({ InitialInstanceCount: 2 })],
      ShadowProductionVariants: [
        variant({ VariantName: 'shadow', ModelName: 'fraud-2-test', InitialInstanceCount: 2 }),
      ],
    });
    await swapTo('mirrored');

    const total = 10_000;
    const answered = await invokeMany(sandbox.endpointUrl, EndpointName, { total, atOnce: 24 });
    const lines = await until('all copies are answered', async () => {
      const all = await requests();
      return all.length >= 2 * total && all;
    });

    const idsOf = (mirrored: boolean) =>
      lines
        .filter((line) => line.mirrored === mirrored)
        .map(({ id }) => id)
        .sort();
    expect(answered.byVariant).toEqual({ main: total });
    expect(idsOf(true)).toEqual(idsOf(false));
    expect(idsOf(true)).toHaveLength(total);
    expect(await samples('Invocations', 'shadow', total)).toBe(total);
  }, 120_000);
});

type Counts = Readonly<Record<string, number>>;

function chiSquare(counts: Counts, weights: Counts): number {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const weight = Object.values(weights).reduce((sum, one) => sum + one, 0);
  return Object.entries(weights).reduce((sum, [name, one]) => {
    const expected = (total * one) / weight;
    return sum + ((counts[name] ?? 0) - expected) ** 2 / expected;
  }, 0);
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Counts {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
