/**
 * The rule of a test on a business metric between two arms with a fixed split. Per-request routing allows metrics of
 * requests only: one of users needs callers that keep each user in one arm (AWS splits every request anew).
 */
export interface AbTestGate {
  readonly kind: 'ab-test';
  readonly id: string;
  /** As people call it: `conversion`. */
  readonly metric: string;
  /** A share of units that each count 0 or 1, or a mean over units. */
  readonly measure: 'rate' | 'mean';
  readonly better: 'higher' | 'lower';
  /** Relative difference that does not matter, e.g. 0.01. */
  readonly margin: number;
  /** What a proven equality means: enough for a release that need not be better, or a question for people. */
  readonly equal: 'pass' | 'hold';
  /** Units of both arms that the test was planned for: there its interval is tightest. */
  readonly plannedUnits: number;
  /** The candidate's part of the units, between 0 and 1. */
  readonly plannedShare: number;
  readonly maxDays: number;
  /** What any conclusion needs in either arm, and a good one in time; weeks are whole in any case. */
  readonly minimum: { readonly conversions: number; readonly days: number };
}

/** What is wrong with the rule itself, as one clause. */
export function gateFault(gate: AbTestGate): string | undefined {
  const { margin, plannedUnits, plannedShare, maxDays, minimum } = gate;
  if (!(margin >= 0 && margin < 1))
    return `the margin is ${String(margin)}; it is a part of the stable's value, so 1 % is 0.01`;
  if (!(plannedUnits > 0 && plannedUnits < Infinity))
    return `the test is planned for ${String(plannedUnits)} units`;
  if (!(plannedShare > 0 && plannedShare < 1))
    return `the candidate's planned share is ${String(plannedShare)}, it must be between 0 and 1`;
  if (!(maxDays > 0)) return `the test may take ${String(maxDays)} days`;
  if (!(minimum.conversions >= 0 && minimum.days >= 0))
    return `the rule asks for at least ${String(minimum.conversions)} conversions and ${String(minimum.days)} days`;
  return undefined;
}
