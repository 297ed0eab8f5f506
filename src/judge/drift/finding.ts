import { benjaminiHochberg } from '../statistics/benjamini-hochberg';

/** In Model Monitor's words where it has one. */
export type DriftCheck =
  | 'shift'
  | 'baseline_drift_check'
  | 'completeness_check'
  | 'data_type_check'
  | 'categorical_values_check'
  | 'non_negative_check';

/** One figure of one feature, before it is weighed against its limit. */
export interface Measure {
  readonly feature: string;
  readonly check: DriftCheck;
  /** In standard deviations of the baseline for `shift`, else 0..1. */
  readonly value: number;
  readonly limit: number;
  /** Chance of such a figure where the truth is at the limit. */
  readonly p: number;
  /** One-sided bounds of the truth, each wrong with that chance. */
  readonly lower: (error: number) => number;
  readonly upper: (error: number) => number;
}

export interface Finding extends Omit<Measure, 'lower' | 'upper'> {
  readonly lower: number;
  readonly upper: number;
  /** p, corrected for the number of findings (Benjamini and Hochberg): for the report. */
  readonly adjusted: number;
  /** Beyond the limit beyond doubt, or as measured; within it with near certainty, or only as measured. */
  readonly result: 'broken' | 'suspected' | 'kept' | 'unproven';
}

export interface FindingErrors {
  /** Chance of calling any of them broken that is not (Bonferroni). */
  readonly fail: number;
  /** Chance of calling one kept that is not: each one must be, so this needs no correction. */
  readonly pass: number;
}

/** All findings, the worst first. */
export function findingsOf(measures: readonly Measure[], errors: FindingErrors): Finding[] {
  const adjusted = benjaminiHochberg(measures.map(({ p }) => p));
  const rank = { broken: 0, suspected: 1, unproven: 2, kept: 3 } as const;
  return measures
    .map((measure, index): Finding => {
      const { feature, check, value, limit, p } = measure;
      const lower = measure.lower(errors.fail / measures.length);
      const upper = measure.upper(errors.pass);
      const beyond = value > limit ? 'suspected' : 'unproven';
      const result = lower > limit ? 'broken' : upper <= limit ? 'kept' : beyond;
      return { feature, check, value, limit, p, lower, upper, adjusted: adjusted[index]!, result };
    })
    .sort(
      (a, b) => rank[a.result] - rank[b.result] || a.p - b.p || (a.feature < b.feature ? -1 : 1),
    );
}
