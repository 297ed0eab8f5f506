import type { Axis, Chart, Line, Panel } from './chart';
import { bakePeriods, extendedPeriods } from './judged-errors';
import { latencyRates, ratios } from './latency-run';
import { curve, curveCells, limit, passLimit, type Cell } from './scenarios';
import { errorKey, latencyKey, type Counted } from './simulation';
import { promotedShare, rollbackDelay, rollbackShare, type Tally } from './tally';

const percentTicks = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${100 * at} %` }));
const shareAxis = (title: string): Axis => ({ title, from: 0, to: 1, ticks: percentTicks });

const rateAxis: Axis = {
  title: 'true error rate of the candidate',
  from: 0.0001,
  to: 0.1,
  log: true,
  ticks: [0.0001, 0.001, 0.01, 0.1].map((at) => ({
    at,
    text: `${Number((100 * at).toFixed(2))} %`,
  })),
};
const rateMarks = [
  { at: limit, text: 'limit' },
  { at: passLimit, text: 'pass limit' },
];

const peers: readonly { readonly id: string; readonly name: string; readonly style: string }[] = [
  { id: 'any-period', name: 'any period', style: 'peer-4' },
  { id: 'alarm-3-of-5', name: 'alarm 3 of 5', style: 'peer-1' },
  { id: 'flagger', name: 'Flagger', style: 'peer-2' },
  { id: 'rank-test', name: 'rank test', style: 'peer-3' },
];

/** The pictures of the page, by file name. */
export function charts(counted: Counted): Readonly<Record<string, Chart>> {
  return {
    'judge-rollback.svg': rollbackChart(counted),
    'judge-pass.svg': passChart(counted),
    'judge-delay.svg': delayChart(counted),
    'judge-latency.svg': latencyChart(counted),
  };
}

function rollbackChart(counted: Counted): Chart {
  const share = (tally: Tally): number => rollbackShare(tally, bakePeriods);
  return {
    title: 'Rolled back within 30 periods of a minute',
    description:
      'Share of bakes rolled back against the true error rate, for four levels of traffic: the judge beside four other rules.',
    x: rateAxis,
    y: shareAxis('rolled back'),
    panels: ratePanels(counted, [
      { rule: 'judge', name: 'the judge', style: 'judge', value: share },
      ...peers.map(({ id, name, style }) => ({ rule: id, name, style, value: share })),
    ]),
  };
}

function passChart(counted: Counted): Chart {
  const inTime = ({ promoted, replicates }: Tally): number => promoted / replicates;
  return {
    title: 'Let through after the bake',
    description:
      'Share of bakes that pass against the true error rate, for four levels of traffic: the judge after 30 and after 60 periods beside two other rules.',
    x: rateAxis,
    y: shareAxis('passed'),
    panels: ratePanels(counted, [
      { rule: 'judge', name: 'the judge, extended to 60', style: 'judge', value: promotedShare },
      { rule: 'judge', name: 'the judge, 30 periods', style: 'peer-2', value: inTime },
      { rule: 'alarm-3-of-5', name: 'alarm 3 of 5', style: 'peer-1', value: promotedShare },
      { rule: 'rank-test', name: 'rank test', style: 'peer-3', value: promotedShare },
    ]),
  };
}

interface Shown {
  readonly rule: string;
  readonly name: string;
  readonly style: string;
  readonly value: (tally: Tally) => number | undefined;
}

function ratePanels(counted: Counted, shown: readonly Shown[]): Panel[] {
  return curveCells.map((cell) => ({
    title: trafficOf(cell),
    marks: rateMarks,
    lines: shown.map((one) => rateLine(counted, cell, one)),
  }));
}

function rateLine(counted: Counted, cell: Cell, { rule, name, style, value }: Shown): Line {
  const points = curve.map(({ id, trueRate }) => {
    const tally = counted[errorKey(cell, id)]?.[rule];
    return { x: trueRate, y: tally && value(tally) };
  });
  return { name, style, points };
}

function delayChart(counted: Counted): Chart {
  const styles = ['peer-3', 'peer-1', 'judge', 'peer-2'];
  const panel = (title: string, share: number): Panel => ({
    title,
    marks: rateMarks,
    lines: curveCells.map((cell, index) =>
      rateLine(counted, cell, {
        rule: 'judge',
        name: `${cell.rps.toLocaleString('en')}/s`,
        style: styles[index] ?? 'judge',
        value: (tally) => rollbackDelay(tally, share),
      }),
    ),
  });
  const ticks = [1, 2, 5, 10, 20, 30, 60].map((at) => ({ at, text: String(at) }));
  return {
    title: 'Periods of a minute until the judge rolls back, at 5 % of the traffic',
    description:
      'Periods until half, and until nine tenths, of the bakes are rolled back, against the true error rate, for four levels of traffic.',
    x: rateAxis,
    y: { title: 'periods', from: 1, to: extendedPeriods, log: true, ticks },
    panels: [panel('half of the bakes', 0.5), panel('nine of ten bakes', 0.9)],
  };
}

function latencyChart(counted: Counted): Chart {
  const shown = [
    { rule: 'judge', name: 'the judge', style: 'judge' },
    { rule: 'any-period', name: 'p99 of any minute', style: 'peer-4' },
    { rule: 'alarm-3-of-5', name: 'p99 of 3 of 5 minutes', style: 'peer-1' },
  ];
  const line = (rps: number, { rule, ...rest }: (typeof shown)[number]): Line => ({
    ...rest,
    points: ratios.map((ratio) => {
      const tally = counted[latencyKey(rps, ratio)]?.[rule];
      return { x: ratio, y: tally && rollbackShare(tally, bakePeriods) };
    }),
  });
  return {
    title: 'Rolled back for p99 above the stable + 20 %',
    description:
      'Share of bakes rolled back for latency against how much slower the candidate is, for four levels of traffic: the judge beside two rules on the p99 of each minute.',
    x: {
      title: 'latency of the candidate, times the stable',
      from: 1,
      to: 2,
      ticks: [1, 1.2, 1.4, 1.6, 1.8, 2].map((at) => ({ at, text: `${at} ×` })),
    },
    y: shareAxis('rolled back'),
    panels: latencyRates.map((rps) => ({
      title: trafficOf({ rps, share: 0.05 }),
      marks: [{ at: 1.2, text: 'limit' }],
      lines: shown.map((one) => line(rps, one)),
    })),
  };
}

function trafficOf({ rps, share }: Cell): string {
  const requests = (rps * 60 * share).toLocaleString('en');
  return `${rps.toLocaleString('en')}/s × ${100 * share} %: ${requests} requests a minute`;
}
