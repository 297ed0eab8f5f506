import type { Outcome } from './outcome';
import type { ReasonWord } from './reasons';
import type { CheckLine } from './verdict';

/** The machine word of where a release is; one reference page lists them. */
export type State =
  | 'Checking'
  | 'WaitingForApproval'
  | 'Preparing'
  | 'Shadowing'
  | 'Shifting'
  | 'Baking'
  | 'Watching'
  | 'Finishing'
  | 'Paused'
  | 'Holding'
  | 'RollingBack'
  | 'NeedsHuman'
  | 'Ended';

/** What `slipway status -o json` prints and the query `status` answers. */
export interface ReleaseStatus {
  readonly workflowId: string;
  readonly runId: string;
  readonly state: State;
  readonly reason: ReasonWord;
  /** One sentence on what is happening, or what happened. */
  readonly sentence: string;
  readonly outcome: Outcome | null;
  readonly endpoint: string;
  readonly stage: string;
  readonly step: number | null;
  readonly steps: number;
  /** Share of production traffic on the candidate, percent: as last read back, and as intended. */
  readonly traffic: { readonly candidate: number; readonly target: number };
  readonly stable: string;
  readonly candidate: string;
  readonly planDigest: string;
  readonly openGate: {
    readonly name: string;
    readonly code: string;
    readonly closes: string;
    readonly approvals: number;
    readonly needed: number;
  } | null;
  readonly wayBack: WayBack;
  readonly next: { readonly what: string; readonly at: string | null };
  readonly checklist: readonly ChecklistLine[];
  readonly checks: readonly CheckLine[];
  readonly startedAt: string;
  readonly requestedBy: string;
  /** What could not be undone, with the exact manual command. */
  readonly undone: readonly UndoFailure[];
}

/** What would restore production right now. */
export interface WayBack {
  readonly what: string;
  readonly takes: string;
  readonly verifiedAt: string | null;
}

export interface ChecklistLine {
  readonly stage: string;
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'passed' | 'failed' | 'skipped';
  readonly note: string;
}

export interface UndoFailure {
  readonly what: string;
  readonly why: string;
  readonly command: string;
}
