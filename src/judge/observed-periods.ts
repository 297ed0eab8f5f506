import type { Count, Period } from './observation';
import { iso, type PeriodGrid } from './period-grid';

// CloudWatch gives no point for a period without requests. With this many expected, none at all (chance
// e^-5) is taken for data that is missing, not for silence.
const impossibleSilence = 5;

/** What the metrics answered for one period; undefined where they gave no point. */
export interface Answers {
  candidate(at: number): Count | undefined;
  stable(at: number): Count | undefined;
}

const none: Count = { n: 0, x: 0 };

/**
 * The periods that were observed. One without a point of the candidate counts as silence only where the
 * stable's point shows that metrics arrive and where so few requests were due that none is credible.
 */
export function observedPeriods({ starts, periodMs }: PeriodGrid, answers: Answers): Period[] {
  const rows = starts.map((at) => ({
    at,
    candidate: answers.candidate(at),
    stable: answers.stable(at),
  }));
  const both = rows.filter(({ candidate }) => candidate !== undefined);
  const candidateTotal = both.reduce((total, { candidate }) => total + (candidate?.n ?? 0), 0);
  const stableTotal = both.reduce((total, { stable }) => total + (stable?.n ?? 0), 0);
  const share = stableTotal > 0 ? candidateTotal / stableTotal : Infinity;

  return rows.flatMap(({ at, candidate, stable = none }) => {
    const silent = stable.n > 0 && stable.n * share < impossibleSilence;
    if (candidate === undefined && !silent) return [];
    return [{ start: iso(at), seconds: periodMs / 1000, candidate: candidate ?? none, stable }];
  });
}

/** TC interpolates between the values it counts, so a count may be a fraction above the whole. */
export const interpolation = 0.5;

/** `bad` out of `total`; more than all is left to be refused. */
export function countOf(total: number | undefined, bad: number | undefined): Count | undefined {
  if (total === undefined || bad === undefined) return undefined;
  return { n: total, x: bad > total && bad <= total + interpolation ? total : bad };
}
