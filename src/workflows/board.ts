import {
  setCurrentDetails,
  setHandler,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Outcome } from '../release/outcome';
import { onCallPage } from '../release/on-call-page';
import type { ReleasePlan } from '../release/plan';
import type { ChecklistLine, ReleaseStatus } from '../release/status';
import { statusQuery, type PromoteInput } from './messages';
import type { People } from './people';
import { releaseKeys } from './search-attribute-keys';

type Shown = Omit<
  ReleaseStatus,
  | 'workflowId'
  | 'runId'
  | 'endpoint'
  | 'stable'
  | 'candidate'
  | 'planDigest'
  | 'openGate'
  | 'startedAt'
  | 'requestedBy'
  | 'steps'
>;

/** What people see: the status query, the Web UI's details and the search attributes, all from one state. */
export class Board {
  private shown: Shown;
  private indexed: Record<string, unknown> = {};

  constructor(
    private readonly input: PromoteInput,
    private readonly people: () => People,
    checklist: readonly ChecklistLine[],
  ) {
    this.shown = {
      state: 'Checking',
      reason: 'PlanCurrent',
      sentence: 'the plan is read again',
      outcome: null,
      stage: '',
      step: null,
      traffic: { candidate: 0, target: 0 },
      wayBack: { what: 'nothing was changed', takes: '0s', verifiedAt: null },
      next: { what: 'the model package is checked', at: null },
      checklist,
      checks: [],
      undone: [],
    };
    setHandler(statusQuery, () => this.status(), {
      description: 'Where the release is, as slipway status -o json prints it',
    });
  }

  /** Changes what is shown; search attributes are written only where their value changed, because each write is an event. */
  show(change: Partial<Shown>): void {
    this.shown = { ...this.shown, ...change };
    this.render();
    this.index();
  }

  /** Marks a checklist line; `running` also names the stage. */
  mark(stage: string, state: ChecklistLine['state'], note = ''): void {
    const checklist = this.shown.checklist.map((line) =>
      line.stage === stage && line.state !== 'skipped' ? { ...line, state, note } : line,
    );
    this.show(state === 'running' ? { checklist, stage } : { checklist });
  }

  /** Rewrites the details only: what people said does not change the indexed state. */
  render(): void {
    setCurrentDetails(onCallPage(this.plan, this.status(), this.people().heard));
  }

  get outcome(): Outcome | null {
    return this.shown.outcome;
  }

  get stage(): string {
    return this.shown.stage;
  }

  get state(): Shown {
    return this.shown;
  }

  status(): ReleaseStatus {
    const { workflowId, runId, startTime } = workflowInfo();
    const { plan } = this;
    const open = this.people().openGate;
    return {
      ...this.shown,
      workflowId,
      runId,
      endpoint: plan.endpoint,
      stable: plan.stable.version,
      candidate: plan.candidate.version,
      planDigest: plan.digest,
      steps: plan.steps.length,
      openGate: open
        ? {
            name: open.gate.name,
            code: open.code,
            closes: open.closes,
            approvals: open.approvals.length,
            needed: open.gate.count,
          }
        : null,
      startedAt: startTime.toISOString(),
      requestedBy: this.input.requestedBy,
    };
  }

  private get plan(): ReleasePlan {
    return this.input.plan;
  }

  private index(): void {
    const { state, stage, outcome, traffic } = this.shown;
    const now: Record<string, unknown> = {
      ReleaseStage: stage || 'package',
      ReleaseState: coarse(state),
      ReleaseOutcome: outcome,
      ReleaseCandidatePercent: traffic.candidate,
      ReleaseAwaitingApproval: state === 'WaitingForApproval',
    };
    const changed = Object.entries(now).filter(
      ([name, value]) => value !== null && this.indexed[name] !== value,
    );
    if (changed.length === 0) return;
    this.indexed = now;
    if (this.input.visibility === 'memo') upsertMemo(Object.fromEntries(changed));
    else upsertSearchAttributes(changed.map(([name, value]) => releaseKeys.pair(name, value)));
  }
}

/** Search attributes tell people's states apart, not each minute's work: fewer events, steadier views. */
function coarse(state: ReleaseStatus['state']): string {
  const moving: readonly string[] = [
    'Checking',
    'Preparing',
    'Shadowing',
    'Shifting',
    'Baking',
    'Watching',
    'Finishing',
  ];
  return moving.includes(state) ? 'Running' : state;
}
