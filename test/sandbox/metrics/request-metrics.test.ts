import { MetricStore } from '../../../src/sandbox/cloudwatch/metric-store';
import { parseStatistic } from '../../../src/sandbox/cloudwatch/statistic';
import { statisticValue } from '../../../src/sandbox/cloudwatch/statistic-value';
import { RequestMetrics } from '../../../src/sandbox/metrics/request-metrics';
import type { Fleet, Variant } from '../../../src/sandbox/fleet/variant';
import { random, shapes } from '../cloudwatch/random-values';

const variant: Variant = {
  name: 'main',
  isShadow: false,
  model: 'fraud-1',
  version: '1',
  written: { VariantName: 'main', ModelName: 'fraud-1' },
  container: {},
  images: [],
  currentWeight: 1,
  desiredWeight: 1,
  desiredCount: 1,
  instances: [],
};
const fleet: Fleet = {
  config: 'fraud-1',
  settings: { EndpointConfigName: 'fraud-1', ProductionVariants: [variant.written] },
  metricPeriod: 60,
  utilizationPeriod: 60,
  variants: [variant],
};

/** Requests of one minute with such model times, ms; gives how to read a metric, and what is kept. */
function served(times: readonly number[]) {
  const clock = { now: () => clock.at, at: 0 };
  const store = new MetricStore(clock);
  const metrics = new RequestMetrics(store, 1_000);
  times.forEach((modelMs, index) => {
    const status = index % 100 === 0 ? 500 : 200;
    metrics.record({
      endpoint: 'fraud',
      fleet,
      variant,
      status,
      modelMs,
      overheadMs: modelMs / 10,
    });
  });
  clock.at = 61_000;
  metrics.tick();
  return {
    read: (metric: string, statistic: string): number => {
      const dimensions = { EndpointName: 'fraud', VariantName: 'main' };
      const id = { namespace: 'AWS/SageMaker', metric, dimensions };
      const points = store.read({ ...id, start: 0, end: 60_000, now: clock.at });
      return statisticValue(parseStatistic(statistic), points) ?? NaN;
    },
    keptBytes: JSON.stringify(store.data()).length,
  };
}

function draw(count: number): readonly number[] {
  const uniform = random(11);
  return Array.from({ length: count }, () => shapes['long tail']!(uniform));
}

describe('12,000 requests in a minute', () => {
  const times = draw(12_000);
  const { read } = served(times);

  // claim: metrics · percentiles of ModelLatency agree with the exact ones within 1 % · AWS:
  //   Statistics definitions, percentiles
  test.each([50, 90, 99, 99.9])(
    'p%d of ModelLatency is within 1 %% of the exact one',
    (percent) => {
      const exact = [...times].sort((a, b) => a - b)[Math.round(percent * 120) - 1]! * 1_000;

      expect(Math.abs(read('ModelLatency', `p${percent}`) / exact - 1)).toBeLessThan(0.01);
    },
  );

  test('average and extremes of the times are exact', () => {
    const average = (times.reduce((sum, one) => sum + one, 0) / 12_000) * 1_000;

    expect(read('ModelLatency', 'Average') / average).toBeCloseTo(1, 12);
    expect(read('ModelLatency', 'Maximum')).toBe(Math.max(...times) * 1_000);
    expect(read('OverheadLatency', 'Minimum')).toBe((Math.min(...times) / 10) * 1_000);
  });

  test.each([
    ['Invocations', 'Sum', 12_000],
    ['ModelLatency', 'SampleCount', 12_000],
    ['Invocation5XXErrors', 'Sum', 120],
    ['Invocation5XXErrors', 'SampleCount', 12_000],
    ['Invocation4XXErrors', 'Sum', 0],
    ['InvocationModelErrors', 'Average', 0.01],
  ])('%s: %s is exact', (metric, statistic, expected) => {
    expect(read(metric, statistic)).toBe(expected);
  });
});

test('ten times the requests take hardly more memory', () => {
  const [some, many] = [20_000, 200_000].map((count) => served(draw(count)).keptBytes);

  expect(many! / some!).toBeLessThan(1.5);
});
