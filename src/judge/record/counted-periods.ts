import type { Observations, Period } from '../observation';

/** start, then n and x of the candidate, n and x of the stable; where brackets are known, the most x of both too. */
export type Row = readonly [start: string, ...counts: number[]];

/** The judge's observations without what the inputs say already, a row a period. */
export interface RecordedObservations extends Omit<
  Observations,
  'window' | 'periods' | 'carried' | 'plannedShare'
> {
  /** 0 where no period was observed. */
  readonly periodSeconds: number;
  readonly rows: readonly Row[];
}

/** Observations as they are kept; what was not observed is undefined. */
export function recorded(observations: Observations): RecordedObservations {
  const { expectedPeriods, comparator, thresholdMicros, candidateMicros } = observations;
  const { stableMicros, candidateBetween, stableBetween } = observations;
  const { level, unavailable, fault, periods } = observations;
  return {
    periodSeconds: periods[0]?.seconds ?? 0,
    expectedPeriods,
    comparator,
    thresholdMicros,
    candidateMicros,
    stableMicros,
    candidateBetween,
    stableBetween,
    level,
    unavailable,
    fault,
    rows: periods.map(row),
  };
}

function row({ start, candidate, stable }: Period): Row {
  const counts = [candidate.n, candidate.x, stable.n, stable.x];
  if (candidate.most === undefined && stable.most === undefined) return [start, ...counts];
  return [start, ...counts, candidate.most ?? candidate.x, stable.most ?? stable.x];
}
