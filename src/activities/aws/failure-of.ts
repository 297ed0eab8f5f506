import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { failures, type FailureType } from '../../release/failures';

export interface FailureOptions {
  readonly details?: readonly unknown[];
  readonly retryInMs?: number | undefined;
  /** Overrides the table where one case of a final type may pass by itself. */
  readonly retryable?: boolean;
}

const maximumBytes = 2048;

/** A failure of the release's table; a wait is benign, so that it fills no log. The message is cut at 2 KiB. */
export function failureOf(
  type: FailureType,
  message: string,
  { details, retryInMs, retryable = failures[type].retryable }: FailureOptions = {},
): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message: bounded(message),
    nonRetryable: !retryable,
    ...(details && { details: [...details] }),
    ...(retryInMs !== undefined && { nextRetryDelay: Math.round(retryInMs) }),
    ...(type === 'NotReadyYet' && { category: ApplicationFailureCategory.BENIGN }),
  });
}

/** Control characters other than line breaks are dropped: messages end in terminals and pages. */
function bounded(message: string): string {
  const clean = message.replace(/[^\P{Cc}\n]/gu, ' ');
  const bytes = Buffer.from(clean, 'utf8');
  if (bytes.length <= maximumBytes) return clean;
  return `${bytes
    .subarray(0, maximumBytes - 8)
    .toString('utf8')
    .replace(/\uFFFD$/, '')} …`;
}
