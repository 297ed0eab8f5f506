import { allowedAbove, type Gate } from '../gate';
import type { Observations } from '../observation';
import { iso, periodGrid } from '../period-grid';
import { alarm } from './rules/alarm';
import { guardrail } from './rules/guardrail';
import { rankTest } from './rules/rank-test';
import type { Minute, Rule, Series } from './rules/series';

/** What a rule of another tool would have said of the same counts, in this window alone. */
export interface OtherRule {
  readonly id: string;
  readonly title: string;
  readonly says: 'rollback' | 'nothing' | 'cannot-say';
  /** Period, counted from 1, after which it takes the candidate back. */
  readonly period?: number;
  /** Start of that period. */
  readonly at?: string;
}

const rules: readonly Rule[] = [guardrail, alarm(3, 5), rankTest];

/**
 * The other rules on this gate's counts; none for a split, for which they have no rule. Of a latency, an alarm on
 * the period's quantile is over its threshold exactly where more than 1 - quantile of the requests are; of a
 * bracket the least counts.
 */
export function counterfactual(gate: Gate, observations: Observations): readonly OtherRule[] {
  if (gate.kind === 'split') return [];
  const limit = limitOf(gate, observations);
  const asked = gate.kind === 'level' ? rules.filter((rule) => rule !== rankTest) : rules;
  const { fault, unavailable } = observations;
  if (limit === undefined || fault !== undefined || unavailable !== undefined)
    return asked.map(({ id, title }) => ({ id, title, says: 'cannot-say' }));
  const { begin, periodMs, series } = seriesOf(observations);
  return asked.map(({ id, title, end }) => {
    const { rolledBackAt: period } = end(series, limit);
    if (period === undefined) return { id, title, says: 'nothing' };
    return { id, title, says: 'rollback', period, at: iso(begin + (period - 1) * periodMs) };
  });
}

/** `guardrail alarm: rollback at period 3`. */
export function otherText({ title, says, period, at }: OtherRule): string {
  if (says === 'cannot-say') return `${title}: no answer, for want of sound counts or of a limit`;
  if (says === 'nothing') return `${title}: nothing, it would have let the candidate go on`;
  return `${title}: rollback at period ${period ?? 0} (${at ?? 'unknown'})`;
}

/** Largest share of bad requests in a period that such a rule would let go. */
function limitOf(
  gate: Exclude<Gate, { kind: 'split' }>,
  { comparator, thresholdMicros }: Observations,
): number | undefined {
  switch (gate.kind) {
    case 'ratio':
      return gate.metric === 'Invocation4XXErrors' ? comparator?.threshold : gate.limit;
    case 'latency':
      return thresholdMicros === undefined ? undefined : allowedAbove(gate);
    case 'level':
      return gate.increase === undefined || comparator ? 0.5 : undefined;
  }
}

/** The window slot by slot: the judge keeps observed periods only, an alarm has to see the gaps. */
function seriesOf({ window, periods, expectedPeriods }: Observations) {
  const seconds = periods[0]?.seconds ?? window.period;
  const grid = periodGrid({ ...window, period: seconds });
  // Warm-up periods were not asked for: the slots are the last ones of the window.
  const begin = grid.end - expectedPeriods * grid.periodMs;
  const byStart = new Map(periods.map((period) => [Date.parse(period.start), period]));
  const series: Series = Array.from({ length: expectedPeriods }, (_, index): Minute => {
    return byStart.get(begin + index * grid.periodMs) ?? {};
  });
  return { begin, periodMs: grid.periodMs, series };
}
