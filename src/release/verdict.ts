import type { Carried } from '../judge/carried';
import type { Comparator } from '../judge/observation';
import type { EvidenceReference } from './evidence';
import type { ReasonWord } from './reasons';

export type Result = 'pass' | 'fail' | 'inconclusive';

/** One gate's line: value and limit in the unit of the check, shown to people as they stand. */
export interface CheckLine {
  readonly check: string;
  readonly result: Result;
  readonly value: string;
  readonly limit: string;
  readonly requests: number;
  readonly sentence: string;
  /** Interval, upper bound and odds; absent where nothing was weighed. */
  readonly proof?: string;
}

/** A check's line as the dossier keeps it. */
export interface DossierCheck extends CheckLine {
  /** What the rules of other tools would have said of the same counts, one sentence each. */
  readonly otherRules: readonly string[];
}

/** The recorded verdict of one window or one read; a verdict is data, never an exception. */
export interface ReleaseVerdict {
  readonly result: Result;
  readonly reason: ReasonWord;
  readonly sentence: string;
  /** Time of the read, ISO. */
  readonly at: string;
  readonly checks: readonly CheckLine[];
  /** Latency comparators used, by gate id, so that later steps can freeze them. */
  readonly comparators: Readonly<Record<string, Comparator>>;
  /** What the window leaves to the next one, by gate id; only a pass leaves anything. */
  readonly carried?: Readonly<Record<string, Carried>>;
  /** By gate id; see `DossierCheck`. */
  readonly otherRules?: Readonly<Record<string, readonly string[]>>;
  /** Set where an alarm that watches the candidate itself was the finding. */
  readonly candidateAlarmed?: boolean;
  readonly evidence?: EvidenceReference;
  /** The report on a shadow's answers. */
  readonly answers?: EvidenceReference;
}

/** The checks of a verdict for the dossier; none where no rule was asked, as in what was recorded before there were any. */
export function dossierChecks({
  checks,
  otherRules,
}: ReleaseVerdict): readonly DossierCheck[] | undefined {
  if (!otherRules) return undefined;
  return checks.map((line) => ({ ...line, otherRules: otherRules[line.check] ?? [] }));
}
