import type { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { AwsClients } from '../../src/activities/aws/clients';
import { forecastRelease } from '../../src/activities/forecast-release';
import { readPresent } from '../../src/activities/present-metrics';
import { forecastRefusals } from '../../src/release/forecast-refusals';
import type { ReleasePlan } from '../../src/release/plan';
import { getMetricData } from '../../src/sandbox/cloudwatch/get-metric-data';
import { MetricStore } from '../../src/sandbox/cloudwatch/metric-store';
import { aSpec } from '../release/support/facts';
import { samplePlan } from '../support/sample-plan';

type GetMetricDataInput = Parameters<typeof getMetricData>[1];

const hour = 3_600_000;
const now = Date.parse('2026-11-21T10:20:00.000Z');
const dimensions = { EndpointName: 'fraud-scorer', VariantName: 'main' };

/** CloudWatch as the sandbox answers it, at a time of the test's choosing: no sandbox runs for a week. */
function cloudWatch(refused = /^$/) {
  const store = new MetricStore({ now: () => now });
  const answer = ({ input }: GetMetricDataCommand) => {
    const stats = (input.MetricDataQueries ?? []).map(({ MetricStat }) => MetricStat?.Stat ?? '');
    const unknown = stats.find((stat) => refused.test(stat));
    if (unknown === undefined)
      return Promise.resolve(getMetricData(store, input as GetMetricDataInput));
    const error = new Error(`The value ${unknown} for parameter Stat is not supported.`);
    return Promise.reject(Object.assign(error, { name: 'ValidationError' }));
  };
  const clients = { cloudwatch: { send: answer } } as unknown as AwsClients;
  const publish = (metric: string, at: number, value: number, times: number): void => {
    const id = { namespace: 'AWS/SageMaker', metric, dimensions };
    store.record({ ...id, at, values: [value], counts: [times], visibleAt: at });
  };
  /** So many requests in each of the hours before this one, of which some fail and some are slow. */
  const serve = (hours: number, requests: number, bad = 0, slow = 0): void => {
    for (let back = 1; back <= hours; back += 1) {
      const at = Math.floor(now / hour) * hour - back * hour + 60_000;
      publish('Invocations', at, 1, requests);
      publish('Invocation5XXErrors', at, 0, requests - bad);
      if (bad > 0) publish('Invocation5XXErrors', at, 1, bad);
      publish('ModelLatency', at, 20_000, requests - slow);
      if (slow > 0) publish('ModelLatency', at, 90_000, slow);
    }
  };
  return { clients, publish, serve };
}

const steps = [{ kind: 'canary', ratio: 0.05, bakeSeconds: 900 }] as const;
const plan: ReleasePlan = {
  ...samplePlan(aSpec({ steps })),
  observed: { at: new Date(now).toISOString(), approvalStatus: 'Approved' },
};

it('reads traffic, shares of bad requests, and whether latencies are counted', async () => {
  const { clients, serve } = cloudWatch();
  serve(40, 36_000, 18, 90);

  const present = await readPresent(clients, plan, 3600);

  expect(present).toEqual({
    traffic: { basis: 'hours', requestsPerSecond: 10, seenSeconds: expect.any(Number) as number },
    shares: { '5xx': 0.0005, p99: 0.0025 },
    exceedance: 'counts',
  });
});

it.each([
  ['refused', /^TC/, 'percentiles'],
  ['answered', /^$/, 'counts'],
])('a count above a latency that is %s', async (_, refused, exceedance) => {
  const { clients, serve } = cloudWatch(refused);
  serve(5, 36_000);

  await expect(readPresent(clients, plan, 3600)).resolves.toMatchObject({ exceedance });
});

it('an endpoint that is minutes old is known from its last periods', async () => {
  const { clients, publish } = cloudWatch();
  for (let back = 20; back > 0; back -= 1) publish('Invocations', now - back * 10_000, 1, 800);

  const { traffic } = await readPresent(clients, plan, 3600);

  // Twenty periods less the first, and those that may still change.
  expect(traffic).toEqual({ basis: 'recent', requestsPerSecond: 80, seenSeconds: 160 });
});

it('an endpoint without traffic is unknown', async () => {
  const { clients } = cloudWatch();

  await expect(forecastRelease(clients, plan)).resolves.toEqual({
    forecast: { traffic: { basis: 'unknown' }, windows: [] },
  });
});

it('a step that its traffic cannot fill is refused with what would help', async () => {
  const { clients, serve } = cloudWatch();
  serve(40, 3600);

  const { forecast } = await forecastRelease(clients, plan);

  const [first = { sentence: '' }] = forecastRefusals({}, forecast!);
  expect(first.sentence).toMatch(
    /^step 1 \(5 % for 15m\) cannot conclude: .* About 45 requests are expected; check 5xx needs 736 .* Bake for .* or longer, or give it a share of \d+ % or more, or consent with acceptInconclusive: true\.$/,
  );
  expect(forecastRefusals({ acceptInconclusive: true }, forecast!)).toEqual([]);
});

it('much traffic is foreseen to pass', async () => {
  const { clients, serve } = cloudWatch();
  serve(40, 360_000);

  const { forecast } = await forecastRelease(clients, plan);

  expect(forecast!.windows.map(({ window }) => window)).toEqual([
    'step 1',
    'step 2',
    'watch',
    'final configuration',
  ]);
  expect(forecastRefusals({}, forecast!)).toEqual([]);
  for (const { chanceExtended } of forecast!.windows) expect(chanceExtended).toBeGreaterThan(0.9);
});
