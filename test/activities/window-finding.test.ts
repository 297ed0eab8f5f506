import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { AwsClients } from '../../src/activities/aws/clients';
import { fileStore } from '../../src/activities/evidence-store';
import { fileScratch } from '../../src/activities/scratch';
import type { JudgedWindow } from '../../src/activities/watch-input';
import { windowFinding } from '../../src/activities/window-finding';
import { getMetricData } from '../../src/sandbox/cloudwatch/get-metric-data';
import { MetricStore, type Datum } from '../../src/sandbox/cloudwatch/metric-store';
import { fiveHundreds, tail } from '../judge/story';

const start = Date.parse('2026-01-05T12:00:00.000Z');
const end = start + 600_000;

const minute = 60_000;
type Measured = Pick<Datum, 'metric' | 'values' | 'counts'> & { readonly lateBy?: number };

/** What both variants measure in every minute of the window. */
const latencies: Measured = { metric: 'ModelLatency', values: [20_000], counts: [400] };

/** CloudWatch as the sandbox answers it, an hour after the window or when `now` says, with what was asked of it. */
function cloudWatch(
  now = () => end + 60 * minute,
  measured: (variant: string) => readonly Measured[] = () => [latencies],
) {
  const store = new MetricStore({ now });
  const asked: string[] = [];
  for (const variant of ['main', 'main-next'])
    for (let at = start; at < end; at += minute)
      for (const { lateBy = 0, ...samples } of measured(variant))
        store.record({
          namespace: 'AWS/SageMaker',
          dimensions: { EndpointName: 'fraud-scorer', VariantName: variant },
          at,
          ...samples,
          visibleAt: at + minute + lateBy,
        });
  const send = ({ input }: GetMetricDataCommand) => {
    asked.push(...(input.MetricDataQueries ?? []).map(({ MetricStat }) => MetricStat?.Stat ?? ''));
    return Promise.resolve(getMetricData(store, input as Parameters<typeof getMetricData>[1]));
  };
  const clients = { cloudwatch: { send } } as unknown as AwsClients;
  const folder = path.join(tmpdir(), 'slipway-never-written');
  const context = { clients, store: fileStore(folder), scratch: fileScratch(folder) };
  return { context, asked };
}

const window = (exceedance?: JudgedWindow['exceedance']): JudgedWindow => ({
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
  periodSeconds: 60,
  settleSeconds: 60,
  gates: [tail],
  arms: { candidate: 'main-next', stable: 'main', stableServes: true },
  frozen: {},
  look: 1,
  ...(exceedance && { exceedance }),
});

it.each<[JudgedWindow['exceedance'], boolean]>([
  [undefined, true],
  ['counts', true],
  ['percentiles', false],
])('where planning found %s, requests above the limit are counted: %s', async (found, counts) => {
  const { context, asked } = cloudWatch();
  const evidence = { prefix: 'run', what: 'window' };
  const place = { endpoint: 'fraud-scorer', window: window(found), evidence };

  const finding = await windowFinding(context, place, { live: 'quiet', lacking: [] }, end + 60_000);

  expect(finding).toMatchObject({ verdict: { result: 'pass' } });
  expect(asked.some((stat) => stat.startsWith('TC('))).toBe(counts);
});

it('a look reads the whole window again, so errors that CloudWatch had late are judged with the others', async () => {
  let at = start + 5.5 * minute;
  // What is late adds to periods that were read before.
  const answered: Measured = { metric: 'Invocation5XXErrors', values: [0], counts: [400] };
  const late: Measured = { ...answered, values: [1], counts: [40], lateBy: 4 * minute };
  const { context } = cloudWatch(
    () => at,
    (variant) => (variant === 'main' ? [answered] : [answered, late]),
  );
  const evidence = { prefix: 'run', what: 'window' };
  const asked = { ...window(), gates: [fiveHundreds] };
  const look = () =>
    windowFinding(
      context,
      { endpoint: 'fraud-scorer', window: asked, evidence },
      { live: 'quiet', lacking: [] },
      at,
    );

  const before = await look();
  at += 4 * minute;
  const after = await look();

  expect(before).toEqual({
    live: expect.stringContaining('40 of 1640 requests (2.44 %) were 5XX answers') as string,
  });
  expect(after).toMatchObject({
    verdict: { result: 'fail', reason: 'ErrorsAboveLimit' },
    seen: { settled: { end: new Date(start + 8 * minute).toISOString() } },
  });
  expect(after).toHaveProperty('verdict.sentence', expect.stringContaining('200 of 3400 requests'));
});
