import type { Series } from '../../src/judge/record/rules/series';
import { rules } from '../peers/rules';
import { bakePeriods, extendedPeriods, judgeErrors } from './judged-errors';
import { randomFrom } from './random';
import { limit, type Cell, type Scenario } from './scenarios';
import { countRollback, emptyTally, type Tally } from './tally';
import { errorSeries } from './traffic';

/** By rule; the judge is `judge`. */
export type Tallies = Readonly<Record<string, Tally>>;

export interface ErrorRun {
  readonly cell: Cell;
  readonly scenario: Scenario;
  readonly seed: number;
  /** Replicates from, and up to but without. */
  readonly from: number;
  readonly to: number;
}

/** Plays bakes of one cell and scenario, the same ones for the judge and every peer; peers end after the bake. */
export function runErrors(run: ErrorRun, peers = rules): Tallies {
  const judge = emptyTally();
  const tallies: Record<string, Tally> = { judge };
  for (const { id } of peers) tallies[id] = emptyTally();
  for (let replicate = run.from; replicate < run.to; replicate += 1) {
    const series = seriesOf(run, replicate);
    const { rolledBackAt, passedAt } = judgeErrors(series);
    judge.replicates += 1;
    if (rolledBackAt !== undefined) countRollback(judge, rolledBackAt);
    if (passedAt === bakePeriods) judge.promoted += 1;
    else if (passedAt !== undefined) judge.promotedLate += 1;
    const bake = series.slice(0, bakePeriods);
    for (const rule of peers) {
      const tally = tallies[rule.id]!;
      const ending = rule.end(bake, limit);
      tally.replicates += 1;
      if (ending.rolledBackAt !== undefined) countRollback(tally, ending.rolledBackAt);
      if (ending.promoted) tally.promoted += 1;
    }
  }
  return tallies;
}

/** One bake; its stream depends on what is played and on nothing else. */
export function seriesOf(
  { cell, scenario, seed }: Pick<ErrorRun, 'cell' | 'scenario' | 'seed'>,
  replicate: number,
): Series {
  const random = randomFrom(seed, replicate, cell.rps, 1000 * cell.share, keyOf(scenario.id));
  return errorSeries(random, cell, scenario, extendedPeriods);
}

function keyOf(text: string): number {
  return [...text].reduce((key, letter) => (key * 31 + letter.charCodeAt(0)) | 0, 7);
}
