import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Decision, RecordedDecision } from '../release/decision';
import type { Dossier } from '../release/dossier';
import type { EvidenceEntry } from '../release/evidence';
import type { ReleasePlan } from '../release/plan';
import type { ReleaseSpec } from '../release/spec';
import type { ReleaseStatus } from '../release/status';

/** Input of `planRelease`; answers a ReleasePlan or fails with a type of `release/failures`. */
export interface PlanInput {
  readonly spec: ReleaseSpec;
}

/** Input of `promoteModel`. */
export interface PromoteInput {
  readonly spec: ReleaseSpec;
  readonly plan: ReleasePlan;
  readonly requestedBy: string;
  readonly message?: string;
  /** `memo` where the server lacks our search attributes: an unregistered one would block every task. */
  readonly visibility: 'attributes' | 'memo';
}

/** A person's word without a decision in it: `abort`, `pause` and `resume` need no input at all. */
export interface Remark {
  readonly reason?: string;
  readonly by?: string;
}

/** How the release took an update: what it did about it, in one sentence. */
export interface Answer {
  readonly sentence: string;
}

export const approveSignal = defineSignal<[(Decision | string)?]>('approve');
export const rejectSignal = defineSignal<[(Decision | string)?]>('reject');
export const pauseSignal = defineSignal<[Remark?]>('pause');
export const resumeSignal = defineSignal<[Remark?]>('resume');
export const promoteSignal = defineSignal<[Remark?]>('promote');
export const abortSignal = defineSignal<[Remark?]>('abort');
export const retryUndoSignal = defineSignal<[Remark?]>('retryUndo');
export const resolvedSignal = defineSignal<[Remark?]>('resolved');
export const giveUpSignal = defineSignal<[Remark?]>('giveUp');

export const approveUpdate = defineUpdate<Answer, [Decision]>('approve');
export const rejectUpdate = defineUpdate<Answer, [Decision]>('reject');
export const pauseUpdate = defineUpdate<Answer, [Remark?]>('pause');
export const resumeUpdate = defineUpdate<Answer, [Remark?]>('resume');
export const promoteUpdate = defineUpdate<Answer, [Remark?]>('promote');
export const abortUpdate = defineUpdate<Answer, [Remark?]>('abort');

export const statusQuery = defineQuery<ReleaseStatus>('status');
export const planQuery = defineQuery<ReleasePlan>('plan');
export const decisionsQuery = defineQuery<readonly RecordedDecision[]>('decisions');
export const evidenceQuery = defineQuery<readonly EvidenceEntry[]>('evidence');
export const dossierQuery = defineQuery<Dossier>('dossier');
export const helpQuery = defineQuery<string>('help');
