import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { readMetrics } from '../../src/activities/metrics';
import type { MetricQuery, Reading } from '../../src/judge/observation';
import { eventually } from '../support/eventually';
import { startSandbox, type SandboxWorld } from './support/sandbox';

const minute = 60_000;
const now = Math.floor(Date.now() / minute) * minute;
const arms = { candidate: 'main-next', stable: 'main' };
let world: SandboxWorld;

beforeAll(async () => {
  world = await startSandbox();
});
afterAll(() => world.stop());

const query = (change: Partial<MetricQuery>): MetricQuery => ({
  id: 'q',
  arm: 'candidate',
  metric: 'ConversionRate',
  source: { namespace: 'Shop', dimensions: { Variant: '{variant}', Page: 'checkout' } },
  stat: 'Average',
  period: 60,
  start: new Date(now - 10 * minute).toISOString(),
  end: new Date(now + 10 * minute).toISOString(),
  ...change,
});
const read = (...queries: readonly MetricQuery[]): Promise<Reading[]> =>
  readMetrics(world.clients, 'fraud-scorer', arms, queries);

async function publish(variant: string, value: number): Promise<void> {
  const Dimensions = [
    { Name: 'Variant', Value: variant },
    { Name: 'Page', Value: 'checkout' },
  ];
  const Timestamp = new Date(now - 5 * minute);
  const data = { MetricName: 'ConversionRate', Dimensions, Timestamp, Value: value };
  await world.clients.cloudwatchMutations.send(
    new PutMetricDataCommand({ Namespace: 'Shop', MetricData: [data] }),
  );
}

it('a metric of any namespace is read for the variant of each arm', async () => {
  await Promise.all([publish('main-next', 0.021), publish('main', 0.034)]);

  const asked = [query({}), query({ arm: 'stable' })];
  let seen: readonly Reading[] = [];
  await eventually('a point of both arms', async () => {
    seen = await read(...asked);
    return seen.every(({ points }) => points.length > 0);
  });

  expect(seen.map(({ points }) => points.map(({ value }) => value))).toEqual([[0.021], [0.034]]);
});

it('what instances use is read from the namespace of instance metrics', async () => {
  const source = {
    namespace: '/aws/sagemaker/Endpoints',
    dimensions: { EndpointName: 'fraud-scorer', VariantName: '{variant}' },
  };
  const cpu = query({ arm: 'stable', metric: 'CPUUtilization', source });

  let points: Reading['points'] = [];
  await eventually('a point of the CPU', async () => {
    points = (await read(cpu))[0]!.points;
    return points.length > 0;
  });

  expect(points[0]!.value).toBeGreaterThanOrEqual(0);
}, 200_000);
