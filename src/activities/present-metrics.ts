import type { Gate } from '../judge/gate';
import type { MetricQuery, Reading } from '../judge/observation';
import { trafficOfHours, trafficOfPeriods, type Traffic } from '../judge/planner/traffic';
import { percentileOf } from '../judge/readings';
import type { ReleasePlan } from '../release/plan';
import type { AwsClients } from './aws/clients';
import { readMetrics } from './metrics';

/** How production does now, as far as CloudWatch knows. */
export interface Present {
  readonly traffic: Traffic;
  /** Share of the stable's requests that each gate would count as bad, by gate id. */
  readonly shares: Readonly<Record<string, number>>;
  /** Whether CloudWatch counts requests above a latency; absent where there was none to ask about. */
  readonly exceedance?: 'counts' | 'percentiles';
}

const hour = 3_600_000;
const week = 7 * 24 * hour;
/** CloudWatch keeps points of less than a minute for three hours. */
const recent = 2.5 * hour;

type Ask = Omit<MetricQuery, 'arm'>;

/** Reads the stable's last week by the hour in one call, and probes once whether latencies can be counted. */
export async function readPresent(
  clients: AwsClients,
  plan: ReleasePlan,
  plannedSeconds: number,
): Promise<Present> {
  const { at } = plan.observed;
  const ask = (asked: readonly Ask[]) => readStable(clients, plan, asked);
  const end = Math.ceil(Date.parse(at) / hour) * hour;
  const range = { period: 3600, ...span(end - week, end) };
  const hours = await ask([
    { id: 'requests', metric: 'Invocations', stat: 'Sum', ...range },
    ...plan.checks.flatMap((gate) => weekOf(gate).map((asked) => ({ ...asked, ...range }))),
  ]);
  const byWeek = trafficOfHours(points(hours, 'requests'), { at, seconds: plannedSeconds });
  const traffic = byWeek.basis === 'unknown' ? await recentTraffic() : byWeek;
  const probes = plan.checks.flatMap((gate) => probeOf(gate, hours));
  const counted = await ask(probes.map(({ asked }) => asked));
  const exceedance = exceedanceOf(counted);
  return {
    traffic,
    shares: { ...errorShares(plan.checks, hours), ...slowShares(probes, counted) },
    ...(exceedance && { exceedance }),
  };

  async function recentTraffic(): Promise<Traffic> {
    const { periodSeconds, settleSeconds } = plan.metrics;
    const period = periodSeconds * 1000;
    const settled = Math.floor((Date.parse(at) - settleSeconds * 1000) / period) * period;
    const since = span(Math.floor((settled - recent) / period) * period, settled);
    const asked = { id: 'recent', metric: 'Invocations', stat: 'Sum', period: periodSeconds };
    const readings = await ask([{ ...asked, ...since }]);
    return trafficOfPeriods(points(readings, 'recent'), periodSeconds, since.end);
  }
}

function readStable(
  clients: AwsClients,
  { endpoint, stable }: ReleasePlan,
  asked: readonly Ask[],
): Promise<Reading[]> {
  const arms = { candidate: stable.variant, stable: stable.variant };
  const queries = asked.map((one): MetricQuery => ({ ...one, arm: 'stable' }));
  return readMetrics(clients, endpoint, arms, queries);
}

const span = (start: number, end: number) => ({
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
});

function weekOf(gate: Gate): Pick<Ask, 'id' | 'metric' | 'stat'>[] {
  const { id, metric } = gate;
  if (gate.kind === 'ratio')
    return [
      { id: `${id} bad`, metric, stat: 'Sum' },
      { id: `${id} all`, metric, stat: 'SampleCount' },
    ];
  if (gate.kind !== 'latency') return [];
  const stat = percentileOf(gate.quantile);
  return [
    { id: `${id} all`, metric, stat: 'SampleCount' },
    { id: `${id} quantile`, metric, stat },
  ];
}

interface Probe {
  readonly gate: string;
  /** Requests of the hour that is asked about. */
  readonly requests: number;
  readonly asked: Ask;
}

/** How many requests of the busiest hour were above the limit that the same hour would have given. */
function probeOf(gate: Gate, hours: readonly Reading[]): Probe[] {
  if (gate.kind !== 'latency') return [];
  const quantiles = new Map(
    points(hours, `${gate.id} quantile`).map(({ at, value }) => [at, value] as const),
  );
  const busiest = points(hours, `${gate.id} all`)
    .filter(({ at, value }) => value > 0 && (quantiles.get(at) ?? 0) > 0)
    .reduce<{ at: string; value: number } | undefined>(
      (best, point) => (best && best.value >= point.value ? best : point),
      undefined,
    );
  if (!busiest) return [];
  const quantile = quantiles.get(busiest.at) ?? 0;
  const compared = gate.increase === undefined ? Infinity : quantile * (1 + gate.increase);
  const threshold = Math.round(Math.min(gate.max ?? Infinity, compared));
  const from = Date.parse(busiest.at);
  const stat = `TC(${threshold}:)`;
  const asked = {
    id: gate.id,
    metric: gate.metric,
    stat,
    period: 3600,
    ...span(from, from + hour),
  };
  return [{ gate: gate.id, requests: busiest.value, asked }];
}

/** A statistic that is not refused and yet has no point for a busy hour is not answered either. */
function exceedanceOf(counted: readonly Reading[]): Present['exceedance'] {
  if (counted.length === 0) return undefined;
  return counted.every((reading) => reading.points.length > 0) ? 'counts' : 'percentiles';
}

function errorShares(gates: readonly Gate[], hours: readonly Reading[]): Record<string, number> {
  const ratios = gates.filter(({ kind }) => kind === 'ratio');
  return Object.fromEntries(
    ratios.flatMap(({ id }) => {
      const all = total(hours, `${id} all`);
      return all > 0 ? [[id, Math.min(1, total(hours, `${id} bad`) / all)] as const] : [];
    }),
  );
}

function slowShares(probes: readonly Probe[], counted: readonly Reading[]): Record<string, number> {
  return Object.fromEntries(
    probes.flatMap(({ gate, requests }) => {
      const [point] = points(counted, gate);
      return point ? [[gate, Math.min(1, point.value / requests)] as const] : [];
    }),
  );
}

function points(readings: readonly Reading[], id: string): Reading['points'] {
  return readings.find((reading) => reading.id === id)?.points ?? [];
}

function total(readings: readonly Reading[], id: string): number {
  return points(readings, id).reduce((sum, { value }) => sum + value, 0);
}
