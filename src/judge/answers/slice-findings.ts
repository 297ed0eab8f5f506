import { benjaminiHochberg } from '../statistics/benjamini-hochberg';
import { binomialTails } from '../statistics/binomial';
import { upperBound } from '../statistics/upper-bound';
import { rowsOf } from './bounded-table';
import type { SliceTally } from './slice-tally';

/** Agreement in one slice of the traffic. */
export interface SliceFinding {
  readonly slice: string;
  readonly value: string;
  readonly n: number;
  /** Disagreements. */
  readonly x: number;
  readonly agreement: number;
  /** Largest agreement that is still credible, the error corrected for the number of slices. */
  readonly upper: number;
  /** Chance of so many disagreements where the slice agrees as required, and that corrected for the report. */
  readonly p: number;
  readonly adjusted: number;
  readonly result: 'differs' | 'suspected' | 'unremarkable';
}

/** How sure one must be, over all slices together (Bonferroni). */
export interface SliceErrors {
  /** To call a slice different: this fails the candidate. */
  readonly proof: number;
  /** To suspect it: this withholds a pass. */
  readonly suspicion: number;
}

/** Every slice, the most suspicious first. */
export function sliceFindings(
  tally: SliceTally,
  required: number,
  { proof, suspicion }: SliceErrors,
): SliceFinding[] {
  const rows = Object.entries(tally).flatMap(([slice, table]) =>
    rowsOf(table, ({ n }) => n === 0).map(([value, share]) => ({ slice, value, ...share })),
  );
  const family = Math.max(1, rows.length);
  const ps = rows.map(({ n, x }) => chanceOf({ n, x }, 1 - required));
  const adjusted = benjaminiHochberg(ps);
  const findings = rows.map(({ slice, value, n, x }, index): SliceFinding => {
    const upper = largestAgreement(n, x, suspicion / family);
    const differs = largestAgreement(n, x, proof / family) < required;
    const result = differs ? 'differs' : upper < required ? 'suspected' : 'unremarkable';
    const [p, corrected] = [ps[index]!, adjusted[index]!];
    const agreement = 1 - x / n;
    return { slice, value, n, x, agreement, upper, p, adjusted: corrected, result };
  });
  return findings.sort(
    (a, b) => a.p - b.p || a.agreement - b.agreement || (nameOf(a) < nameOf(b) ? -1 : 1),
  );
}

const nameOf = ({ slice, value }: SliceFinding): string => `${slice} ${value}`;

/** Upper bound of the share that agrees: all but the least disagreement (exact, Clopper and Pearson 1934). */
function largestAgreement(n: number, x: number, error: number): number {
  return upperBound({ n, x: n - x }, error);
}

/** Upper tail of the binomial: at least x of n at the rate `share`. */
function chanceOf({ n, x }: { readonly n: number; readonly x: number }, share: number): number {
  return binomialTails(x - 1, n, share).upper;
}
