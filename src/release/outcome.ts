import type { ReasonWord } from './reasons';

export type Outcome = 'Promoted' | 'RolledBack' | 'Rejected' | 'Aborted' | 'Expired';

/** What `promoteModel` returns; evidence stays in the store, only references and numbers travel. */
export interface ReleaseOutcome {
  readonly outcome: Outcome;
  readonly reason: ReasonWord;
  readonly sentence: string;
  readonly endpoint: string;
  readonly stable: string;
  readonly candidate: string;
  /** The version that serves all traffic now. */
  readonly serving: string;
  readonly planDigest: string;
  /** Head of the dossier's hash chain. */
  readonly dossier: string;
  readonly evidence: number;
  /** AWS objects of this release that could not be removed, each with why. */
  readonly leftBehind: readonly string[];
}

/** What stopped a release on its way; `touched` says if production had been changed. */
export interface Stop {
  readonly cause: 'check' | 'person' | 'expiry' | 'rejection';
  readonly reason: ReasonWord;
  readonly sentence: string;
  /** The candidate itself failed: the registry may be told. */
  readonly candidateFailed: boolean;
}

/** Outcome by cause: before the first mutation a refusal is `Rejected`, after it everything but a person's stop is `RolledBack`. */
export function outcomeOf(stop: Stop, touched: boolean): Exclude<Outcome, 'Promoted'> {
  if (stop.cause === 'person') return 'Aborted';
  if (touched) return 'RolledBack';
  return stop.cause === 'expiry' ? 'Expired' : 'Rejected';
}

/** Exit codes of the CLI, documented as a promise. */
export const exitCodes = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  auth: 3,
  rolledBack: 4,
  rejected: 5,
  notFound: 6,
  expectation: 7,
  aborted: 8,
  timeout: 9,
  needsHuman: 10,
  busy: 11,
  detached: 130,
  bug: 255,
} as const;

export const outcomeExitCode: Readonly<Record<Outcome, number>> = {
  Promoted: exitCodes.ok,
  RolledBack: exitCodes.rolledBack,
  Rejected: exitCodes.rejected,
  Expired: exitCodes.rejected,
  Aborted: exitCodes.aborted,
};
