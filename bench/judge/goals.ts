import { bakePeriods, extendedPeriods } from './judged-errors';
import { latencyRates } from './latency-run';
import { cellName, cells, scenarios, type Cell } from './scenarios';
import { errorKey, latencyKey, type Counted } from './simulation';
import { promotedShare, rollbackShare, type Tally } from './tally';

/** A numeric goal: a share of the bakes, in the worst of some cells and scenarios. */
export interface Goal {
  readonly id: string;
  readonly title: string;
  /** The share is at most, or at least, this. */
  readonly most?: number;
  readonly least?: number;
  /** What is played: a cell and a scenario each, or a rate of requests at a latency ratio. */
  readonly played: readonly Played[];
  share(tally: Tally): number;
}

export type Played =
  | { readonly cell: Cell; readonly scenario: string }
  | { readonly rps: number; readonly ratio: number };

const inAll = (where: readonly Cell[], ...ids: readonly string[]): Played[] =>
  where.flatMap((cell) => ids.map((scenario) => ({ cell, scenario })));

const rolledBack = (tally: Tally): number => rollbackShare(tally, bakePeriods);

/** The goals on error rates, missing data and latency. */
export const goals: readonly Goal[] = [
  {
    id: 'G1',
    title: 'healthy candidate (at most 0.05 % errors) rolled back within 30 periods',
    most: 0.001,
    played: inAll(cells, 'healthy-0.0001', 'healthy-0.0005'),
    share: rolledBack,
  },
  {
    id: 'G2',
    title: 'the same with errors in bursts',
    most: 0.002,
    played: inAll(cells, 'bursts-0.0001', 'bursts-0.0005'),
    share: rolledBack,
  },
  {
    id: 'G3',
    title: 'healthy candidate blamed for an incident of both arms',
    most: 0.01,
    played: inAll(cells, 'shared'),
    share: rolledBack,
  },
  {
    id: 'G4',
    title: '10 × the limit (1 %) found within 30 periods at 10/s × 5 %',
    least: 0.8,
    played: inAll([{ rps: 10, share: 0.05 }], 'bad-0.01'),
    share: rolledBack,
  },
  {
    id: 'G5',
    title: '3 × the limit (0.3 %) found within 30 periods at 100/s × 5 %',
    least: 0.8,
    played: inAll([{ rps: 100, share: 0.05 }], 'bad-0.003'),
    share: rolledBack,
  },
  {
    id: 'G6',
    title: 'dead candidate rolled back after one settled period, from 10/s × 5 % on',
    least: 0.99,
    played: inAll(
      cells.filter(({ rps }) => rps >= 10),
      'bad-1',
    ),
    share: (tally) => rollbackShare(tally, 1),
  },
  {
    id: 'G7',
    title: 'promoted with no requests, no metrics, or metrics that are half missing or end',
    most: 0,
    played: inAll(cells, 'no-requests', 'no-metrics', 'half-missing', 'metrics-end'),
    share: promotedShare,
  },
  {
    id: 'G8',
    title: 'identical model rolled back for its p99 within 30 periods',
    most: 0.002,
    played: latencyRates.map((rps) => ({ rps, ratio: 1 })),
    share: rolledBack,
  },
  {
    id: 'G9',
    title: 'passed with an error rate at the pass limit (0.5 %), extension included',
    most: 0.05,
    played: inAll(cells, 'bad-0.005'),
    share: promotedShare,
  },
];

/** What no goal asks for and somebody who relies on the judge must know. */
export const beyond: readonly Goal[] = [
  {
    id: 'B1',
    title: 'exactly at the limit (0.1 %), rolled back within 60 periods; by theory at most 0.5 %',
    most: 0.005,
    played: inAll(cells, 'at-limit'),
    share: (tally) => rollbackShare(tally, extendedPeriods),
  },
  {
    id: 'B2',
    title: 'identical but 10 % slower, which is allowed: rolled back for its p99',
    most: 0.002,
    played: latencyRates.map((rps) => ({ rps, ratio: 1.1 })),
    share: rolledBack,
  },
  {
    id: 'B3',
    title: 'p99 exactly at the allowed increase (20 %): rolled back',
    most: 0.01,
    played: latencyRates.map((rps) => ({ rps, ratio: 1.2 })),
    share: rolledBack,
  },
  {
    id: 'B4',
    title: 'passed with 0.5 % of errors that come in bursts of 5, extension included',
    most: 0.05,
    played: inAll(cells, 'pass-limit-bursts'),
    share: promotedShare,
  },
];

/** A share with where it is worst. */
export interface Measured {
  readonly share: number;
  readonly replicates: number;
  readonly where: string;
}

/** The worst share of a rule over all that a goal plays; undefined where the rule was not played. */
export function measure(goal: Goal, counted: Counted, rule: string): Measured | undefined {
  const all = goal.played.flatMap((played): Measured[] => {
    const tally = counted[keyOf(played)]?.[rule];
    if (!tally) return [];
    return [
      { share: goal.share(tally), replicates: tally.replicates, where: nameOf(played, goal) },
    ];
  });
  const sign = goal.least === undefined ? 1 : -1;
  const [worst] = all.sort((one, other) => sign * (other.share - one.share));
  if (!worst || all.length === 1 || all.some(({ share }) => share !== worst.share)) return worst;
  return { ...worst, where: 'all alike' };
}

/** A small tolerance for shares that are not exact in binary, nothing else. */
export function isMet({ most = 1, least = 0 }: Goal, { share }: Measured): boolean {
  return share <= most + 1e-12 && share >= least - 1e-12;
}

export function keyOf(played: Played): string {
  return 'cell' in played
    ? errorKey(played.cell, played.scenario)
    : latencyKey(played.rps, played.ratio);
}

function nameOf(played: Played, goal: Goal): string {
  if (!('cell' in played)) return `${played.rps}/s × 5 %`;
  const several = new Set(goal.played.map((other) => 'cell' in other && other.scenario)).size > 1;
  const title = scenarios.find(({ id }) => id === played.scenario)?.title ?? played.scenario;
  return several ? `${cellName(played.cell)}, ${title}` : cellName(played.cell);
}
