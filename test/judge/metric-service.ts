import { observe, queries, verdict } from '../../src/judge/judge';
import type { Gate } from '../../src/judge/gate';
import type {
  Arm,
  Context,
  MetricQuery,
  Observations,
  Reading,
  Window,
} from '../../src/judge/observation';
import type { Look, Verdict } from '../../src/judge/verdict';
import { getMetricData } from '../../src/sandbox/cloudwatch/get-metric-data';
import { MetricStore } from '../../src/sandbox/cloudwatch/metric-store';

/** A CloudWatch with what two variants published, read through the sandbox's own GetMetricData. */
export interface MetricService {
  publish(arm: Arm, metric: string, at: number, values: readonly number[]): void;
  readonly read: (query: MetricQuery) => Reading;
}

const publishedMs = 10_000;

export function metricService(now: number, refused: RegExp = /^$/): MetricService {
  const store = new MetricStore({ now: () => now });
  const namespace = 'AWS/SageMaker';
  return {
    publish: (arm, metric, at, values) => {
      const dimensions = { VariantName: arm };
      store.record({ namespace, metric, dimensions, at, values, visibleAt: at + publishedMs });
    },
    read: ({ id, arm, metric, stat, period, start, end }) => {
      if (refused.test(stat)) return { id, points: [], unavailable: `${stat} is not supported` };
      const Dimensions = [{ Name: 'VariantName', Value: arm }];
      const Metric = { Namespace: namespace, MetricName: metric, Dimensions };
      const { MetricDataResults } = getMetricData(store, {
        StartTime: new Date(start),
        EndTime: new Date(end),
        MetricDataQueries: [{ Id: id, MetricStat: { Metric, Period: period, Stat: stat } }],
      });
      const [result] = MetricDataResults ?? [];
      const points = (result?.Timestamps ?? []).map((at, index) => ({
        at: at.toISOString(),
        value: result!.Values![index]!,
      }));
      return { id, points };
    },
  };
}

export interface Judged {
  readonly asked: readonly MetricQuery[];
  readonly rounds: number;
  readonly observations: Observations;
  readonly verdict: Verdict;
}

/** Asks round by round, as a watch does, then judges. */
export function judgeWindow(
  { read }: MetricService,
  gate: Gate,
  ask: { readonly window: Window; readonly context: Context; readonly look?: Look },
): Judged {
  const { window, context, look = { final: true } } = ask;
  const asked: MetricQuery[] = [];
  const readings: Reading[] = [];
  for (let rounds = 0; ; rounds += 1) {
    const next = queries(gate, window, context, readings);
    if (next.length > 0) {
      asked.push(...next);
      readings.push(...next.map(read));
      continue;
    }
    const observations = observe(gate, window, context, readings);
    return { asked, rounds, observations, verdict: verdict(gate, observations, look) };
  }
}
