import type { Count } from '../../observation';

/** What is known of one period; an arm without requests has no point in CloudWatch, as one whose metrics are missing. */
export interface Minute {
  readonly candidate?: Count;
  readonly stable?: Count;
}

/** A bake, period by period. */
export type Series = readonly Minute[];

/** How a rule ends a bake. */
export interface Ending {
  /** Period, counted from 1, after which the rule takes the candidate back. */
  readonly rolledBackAt?: number;
  /** It lets the candidate go on at the end. False for those rolled back, and for rules that hold. */
  readonly promoted: boolean;
}

/** A rule other tools release by, judging "the share of bad answers is at most `limit`". */
export interface Rule {
  readonly id: string;
  readonly title: string;
  /** Where its method is published, and the settings taken. */
  readonly source: string;
  readonly end: (series: Series, limit: number) => Ending;
}

/** Ends at the first period for which `hit` is true; promotes where there is none. */
export function endAtFirst(
  series: Series,
  hit: (minute: Minute, index: number) => boolean,
): Ending {
  const at = series.findIndex(hit);
  return at < 0 ? { promoted: true } : { rolledBackAt: at + 1, promoted: false };
}

/** The candidate's share of bad answers in one period; undefined without a point. */
export function rateOf({ candidate }: Minute): number | undefined {
  return candidate && candidate.n > 0 ? candidate.x / candidate.n : undefined;
}
