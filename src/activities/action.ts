import { ApplicationFailure } from '@temporalio/activity';
import type { EvidenceReference } from '../release/evidence';
import { keep, type EvidenceAddress, type EvidenceStore } from './evidence-store';

/** What a mutation answers: one sentence, when it was read back, and its record. */
export interface Action {
  readonly summary: string;
  readonly at: string;
  readonly evidence: EvidenceReference;
}

/** Records what was changed, with what was seen before and read back after. */
export async function actionTaken(
  store: EvidenceStore,
  address: EvidenceAddress,
  summary: string,
  seen: unknown,
): Promise<Action> {
  const at = new Date().toISOString();
  const evidence = await keep(store, address, { schema: 'slipway.action/1', at, summary, seen });
  return { summary, at, evidence };
}

/** Asks Temporal to call again: the wait holds no slot and is no history. */
export function notReadyYet(message: string, seconds: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'NotReadyYet',
    message,
    category: 'BENIGN',
    nextRetryDelay: Math.max(1, Math.round(seconds * 1000)),
  });
}

/** The endpoint is in a shape this release never asked for: it is not ours to overwrite. */
export function outOfBandChange(message: string): ApplicationFailure {
  return ApplicationFailure.create({ type: 'OutOfBandChange', message, nonRetryable: true });
}
