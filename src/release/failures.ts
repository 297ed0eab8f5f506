import { exitCodes } from './outcome';

/** Failure types that cross Temporal: `retryable` says if the activity is asked again, `exit` what the CLI returns. */
export const failures = {
  NotReadyYet: { retryable: true, exit: exitCodes.unexpected },
  Throttled: { retryable: true, exit: exitCodes.unexpected },
  AwsUnavailable: { retryable: true, exit: exitCodes.unexpected },
  SpecInvalid: { retryable: false, exit: exitCodes.usage },
  NotFound: { retryable: false, exit: exitCodes.notFound },
  AccessDenied: { retryable: false, exit: exitCodes.auth },
  Refused: { retryable: false, exit: exitCodes.rejected },
  PlanStale: { retryable: false, exit: exitCodes.rejected },
  PackageRejected: { retryable: false, exit: exitCodes.rejected },
  OutOfBandChange: { retryable: false, exit: exitCodes.needsHuman },
  UpdateFailed: { retryable: false, exit: exitCodes.rolledBack },
  AwsRefused: { retryable: false, exit: exitCodes.unexpected },
  EvidenceConflict: { retryable: false, exit: exitCodes.unexpected },
  NeedsHuman: { retryable: false, exit: exitCodes.needsHuman },
} as const;

export type FailureType = keyof typeof failures;
