import {
  ActivityFailure,
  ApplicationFailure,
  rootCause,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { FailureType } from '../release/failures';
import type { Stop } from '../release/outcome';
import type { ReasonWord } from '../release/reasons';

const reasonByType: Readonly<Partial<Record<FailureType, ReasonWord>>> = {
  PackageRejected: 'RejectedInRegistry',
  OutOfBandChange: 'OutOfBandChange',
  UpdateFailed: 'UpdateFailed',
  PlanStale: 'PlanStale',
  Refused: 'PlanStale',
  NotFound: 'PlanStale',
  NotReadyYet: 'EndpointBusy',
};

/** The failure's own words, from the innermost cause that speaks to people. */
export function sentenceOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return cause.message;
  if (cause instanceof TimeoutFailure) {
    const last = cause.cause instanceof ApplicationFailure ? `: ${cause.cause.message}` : '';
    return `no answer within the time allowed${last}`;
  }
  return rootCause(error) ?? 'unknown failure';
}

/** What an activity that could not do its job means for the release: it stops, and the candidate is not blamed. */
export function stopFrom(error: unknown): Stop {
  if (!(error instanceof ActivityFailure)) throw error;
  const type = failureType(error);
  return {
    cause: type === 'PackageRejected' ? 'rejection' : 'check',
    reason: (type && reasonByType[type]) ?? 'AwsRefused',
    sentence: sentenceOf(error),
    candidateFailed: type === 'UpdateFailed',
  };
}

function failureType(error: ActivityFailure): FailureType | undefined {
  const cause = error.cause instanceof TimeoutFailure ? error.cause.cause : error.cause;
  return cause instanceof ApplicationFailure ? (cause.type as FailureType) : undefined;
}
