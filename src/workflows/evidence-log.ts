import { workflowInfo } from '@temporalio/workflow';
import { chain, type Dossier } from '../release/dossier';
import type { EvidenceEntry, EvidenceReference } from '../release/evidence';
import type { ReleaseOutcome } from '../release/outcome';
import type { ReleasePlan } from '../release/plan';

/** The append-only log of a release's evidence: references and numbers; the bytes are in the store. */
export class EvidenceLog {
  private readonly log: EvidenceEntry[] = [];
  private outcome: Omit<ReleaseOutcome, 'dossier'> | undefined;

  constructor(
    private readonly plan: ReleasePlan,
    private readonly stage: () => string,
  ) {}

  add(
    kind: EvidenceEntry['kind'],
    summary: string,
    evidence?: EvidenceReference,
    checks?: EvidenceEntry['checks'],
  ): void {
    const at = new Date().toISOString();
    const known = { ...(evidence && { evidence }), ...(checks && { checks }) };
    this.log.push({ at, stage: this.stage(), kind, summary, ...known });
  }

  /** Ends the log with the outcome and gives the head of its chain. */
  seal(outcome: Omit<ReleaseOutcome, 'dossier'>): string {
    this.add('outcome', `${outcome.outcome}: ${outcome.sentence}`);
    this.outcome = outcome;
    return this.dossier().head;
  }

  get entries(): readonly EvidenceEntry[] {
    return this.log;
  }

  dossier(): Dossier {
    // A reset gives the run a new id; codes and the chain must stay what people have seen.
    const { workflowId, originalExecutionRunId: runId } = workflowInfo();
    return chain(
      {
        schema: 'slipway.dossier/1',
        workflowId,
        runId,
        endpoint: this.plan.endpoint,
        stable: this.plan.stable.version,
        candidate: this.plan.candidate.version,
        planDigest: this.plan.digest,
        ...(this.outcome && { outcome: this.outcome }),
      },
      this.log,
    );
  }
}
