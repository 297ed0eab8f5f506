import type { DossierCheck } from './verdict';

/** Where one record's bytes are and what they must hash to; the bytes never enter history. */
export interface EvidenceReference {
  readonly uri: string;
  readonly sha256: string;
}

/** One line of the release's log of evidence: a verdict, an action, a decision or a refusal. */
export interface EvidenceEntry {
  readonly at: string;
  readonly stage: string;
  readonly kind: 'verdict' | 'action' | 'decision' | 'undo' | 'outcome';
  readonly summary: string;
  readonly evidence?: EvidenceReference;
  /** Of a verdict of the judge. */
  readonly checks?: readonly DossierCheck[];
}
