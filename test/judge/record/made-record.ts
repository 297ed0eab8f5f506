import type { Gate, LevelGate, SplitGate } from '../../../src/judge/gate';
import { queries } from '../../../src/judge/judge';
import type { Arm, Context, Window } from '../../../src/judge/observation';
import type { AnsweredQuery } from '../../../src/judge/record/gate-inputs';
import { judgeRecord, type GateRecord } from '../../../src/judge/record/gate-record';
import type { Look, MetricReason } from '../../../src/judge/verdict';
import { metricService, type MetricService } from '../metric-service';
import { fiveHundreds, minute, noon, tail } from '../story';

/** What one variant answered in one period of a minute. */
export interface Served {
  readonly n: number;
  /** 5XX answers. */
  readonly bad?: number;
  /** Of the requests, those that took 300 ms; the others took 40 to 80 ms. */
  readonly slow?: number;
  readonly cpu?: number;
}

export type Serves = (period: number) => Served;

const periods = 30;

export const window: Window = windowOf(periods);
export const context: Context = { stableServes: true, exceedance: 'counts' };
export const steady: Serves = () => ({ n: 600 });

export const cpu: LevelGate = {
  kind: 'level',
  id: 'cpu',
  metric: 'CPUUtilization',
  stat: 'Average',
  max: 80,
  minimum: { requests: 0, periods: 10 },
  alpha: 0.001,
};
export const split: SplitGate = { kind: 'split', id: 'split', metric: 'Invocations' };

export function windowOf(count: number, from = 0): Window {
  const iso = (period: number): string => new Date(noon + period * minute).toISOString();
  return { start: iso(from), end: iso(from + count), period: 60 };
}

/** A CloudWatch of a bake of 30 minutes; a period with no requests has no point. A metric is there once it is asked for. */
export function served(
  arms: Readonly<Partial<Record<Arm, Serves>>>,
  refused?: RegExp,
): MetricService {
  const service = metricService(noon + 2 * periods * minute, refused);
  const there = new Set<string>();
  return {
    ...service,
    read: (query) => {
      if (!there.has(query.metric)) publish(service, arms, query.metric);
      there.add(query.metric);
      return service.read(query);
    },
  };
}

function publish(
  service: MetricService,
  arms: Readonly<Partial<Record<Arm, Serves>>>,
  metric: string,
): void {
  for (const [arm, serves] of Object.entries(arms) as [Arm, Serves][])
    for (let period = 0; period < periods; period += 1) {
      const values = valuesOf[metric]?.(serves(period)) ?? [];
      if (values.length > 0) service.publish(arm, metric, noon + period * minute, values);
    }
}

const each = (n: number, value: (index: number) => number): number[] =>
  Array.from({ length: n }, (_, index) => value(index));
const failed = ({ n, bad = 0 }: Served): number[] => each(n, (index) => (index < bad ? 1 : 0));

const valuesOf: Readonly<Record<string, (served: Served) => readonly number[]>> = {
  Invocation5XXErrors: failed,
  Invocation4XXErrors: failed,
  Invocations: ({ n }) => each(n, () => 1),
  ModelLatency: ({ n, slow = 0 }) =>
    each(n, (index) => (index < slow ? 300_000 : 40_000 + (40_000 * index) / n)),
  CPUUtilization: ({ cpu: level }) => (level === undefined ? [] : [level]),
};

/** Asks round by round as a watch does, and keeps the record. */
export function recordOf(
  service: MetricService,
  gate: Gate,
  more: { readonly window?: Window; readonly context?: Context; readonly look?: Look } = {},
): GateRecord {
  const asked = { window, context, look: { final: true, look: 1 }, ...more };
  const readings: AnsweredQuery[] = [];
  for (;;) {
    const next = queries(gate, asked.window, asked.context, readings);
    if (next.length === 0) break;
    readings.push(...next.map((query) => ({ ...query, ...service.read(query) })));
  }
  return judgeRecord({ gate, ...asked, readings });
}

const candidate = (serves: Serves, stable: Serves = steady): MetricService =>
  served({ candidate: serves, stable });
const some =
  (bad: number): Serves =>
  (period) => ({ n: 100, bad: period % 3 === 0 ? bad : 0 });

/** Makes one record for each reason that the judge gives on metrics, by its reason. */
export const recordFor = {
  'within-limit': () => recordOf(candidate(steady), fiveHundreds),
  'above-limit': () => recordOf(candidate(some(4)), fiveHundreds),
  'slower-than-limit': () =>
    recordOf(
      candidate(() => ({ n: 600, slow: 60 })),
      tail,
    ),
  'level-outside-limit': () => recordOf(served({ candidate: () => ({ n: 0, cpu: 95 }) }), cpu),
  'no-traffic': () =>
    recordOf(
      candidate(
        () => ({ n: 0 }),
        () => ({ n: 3 }),
      ),
      fiveHundreds,
    ),
  'too-few-requests': () =>
    recordOf(
      candidate(() => ({ n: 20 })),
      fiveHundreds,
    ),
  'too-few-periods': () => recordOf(candidate(steady), fiveHundreds, { window: windowOf(5) }),
  'missing-data': () =>
    recordOf(
      candidate((period) => ({ n: period < 20 ? 600 : 0 })),
      fiveHundreds,
    ),
  'above-limit-not-proven': () =>
    recordOf(
      candidate((period) => ({ n: 60, bad: period % 18 === 2 ? 1 : 0 })),
      fiveHundreds,
    ),
  environment: () =>
    recordOf(
      candidate(some(4), (period) => ({ n: 600, bad: period % 3 === 0 ? 24 : 0 })),
      fiveHundreds,
    ),
  'no-comparator': () =>
    recordOf(served({ candidate: steady }), tail, { context: { ...context, stableServes: false } }),
  'metric-unavailable': () =>
    recordOf(served({ candidate: steady, stable: steady }, /^Sum$/), fiveHundreds),
  'too-early': () => recordOf(candidate(steady), fiveHundreds, { look: { final: false, look: 1 } }),
  'split-mismatch': () =>
    recordOf(candidate(steady), split, { context: { ...context, plannedShare: 0.05 } }),
  'bad-input': () => {
    const [reading] = recordOf(candidate(steady), fiveHundreds).readings;
    const twice = { ...reading!, points: [reading!.points[0]!, reading!.points[0]!] };
    return judgeRecord({
      gate: fiveHundreds,
      window,
      context,
      look: { final: true },
      readings: [twice],
    });
  },
} as const satisfies Readonly<Record<Exclude<MetricReason, 'no-gates'>, () => GateRecord>>;
