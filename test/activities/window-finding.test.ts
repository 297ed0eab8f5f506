import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { AwsClients } from '../../src/activities/aws/clients';
import { fileStore } from '../../src/activities/evidence-store';
import { fileScratch } from '../../src/activities/scratch';
import type { JudgedWindow } from '../../src/activities/watch-input';
import { windowFinding } from '../../src/activities/window-finding';
import { getMetricData } from '../../src/sandbox/cloudwatch/get-metric-data';
import { MetricStore } from '../../src/sandbox/cloudwatch/metric-store';
import { tail } from '../judge/story';

const start = Date.parse('2026-01-05T12:00:00.000Z');
const end = start + 600_000;

/** CloudWatch as the sandbox answers it, an hour after the window, with what was asked of it. */
function cloudWatch() {
  const store = new MetricStore({ now: () => end + 3_600_000 });
  const asked: string[] = [];
  for (const variant of ['main', 'main-next'])
    for (let at = start; at < end; at += 60_000)
      store.record({
        namespace: 'AWS/SageMaker',
        metric: 'ModelLatency',
        dimensions: { EndpointName: 'fraud-scorer', VariantName: variant },
        at,
        values: [20_000],
        counts: [400],
        visibleAt: at + 60_000,
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
