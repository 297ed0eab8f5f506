import { ApplicationFailure, CompleteAsyncError, TemporalFailure } from '@temporalio/common';
import type { FailureType } from '../../release/failures';
import { isInProgress, isNotFound, readAwsError, type AwsError } from './aws-error';
import { failureOf } from './failure-of';

/** What a kind of AWS error means to a release, and what a person can do about it. */
interface Meaning {
  readonly when: (error: AwsError) => boolean;
  readonly type: FailureType;
  readonly advice: string;
  readonly retryIn?: () => number;
  /** Set where the answer may change by itself although its type is final. */
  readonly retryable?: true;
}

const seconds = (count: number) => () => count * 1000;

/** The first match wins. */
const meanings: readonly Meaning[] = [
  {
    when: ({ name, status, message }) =>
      throttlingNames.has(name) || status === 429 || /^rate exceeded/i.test(message),
    type: 'Throttled',
    advice: 'It is asked again, with jitter; the account shares its request quota.',
    retryIn: () => 2_000 + Math.random() * 8_000,
  },
  {
    when: ({ name, message }) =>
      name === 'CredentialsProviderError' || /region is missing/i.test(message),
    type: 'AccessDenied',
    advice:
      'Give the worker credentials and a region by the standard AWS chain, e.g. AWS_PROFILE and AWS_REGION.',
  },
  {
    when: ({ name }) => expiredNames.has(name),
    type: 'AccessDenied',
    advice: 'Renew the credentials of the worker and check its clock.',
  },
  {
    when: ({ name, status }) => deniedNames.test(name) || status === 401 || status === 403,
    type: 'AccessDenied',
    advice: 'Allow this action to the identity of the worker.',
  },
  {
    when: (error) => isInProgress(error),
    type: 'NotReadyYet',
    advice: 'It is asked again when the running change is over.',
    retryIn: seconds(5),
  },
  {
    when: ({ name }) => name === 'ConflictException',
    type: 'NotReadyYet',
    advice: 'Somebody writes at the same time; it is asked again.',
    retryIn: seconds(5),
  },
  {
    when: (error) => isNotFound(error),
    type: 'NotFound',
    advice: 'Check its name, the account and the region.',
  },
  {
    when: ({ name }) => name === 'ResourceLimitExceeded' || name === 'LimitExceededException',
    type: 'AwsRefused',
    advice:
      'Raise the quota in Service Quotas or free capacity; it is asked again every two minutes.',
    retryIn: seconds(120),
    retryable: true,
  },
  {
    when: ({ name, status, code, message }) =>
      status >= 500 ||
      name === 'TimeoutError' ||
      connectionCodes.has(code) ||
      /socket hang up|deserialization error/i.test(message),
    type: 'AwsUnavailable',
    advice: 'Check that the worker reaches AWS: its network, proxy and AWS_ENDPOINT_URL.',
  },
  {
    when: ({ status, name }) => status >= 300 || name === 'ValidationException',
    type: 'AwsRefused',
    advice: 'Correct what AWS names and start again.',
  },
];

/**
 * Any thrown value as a failure of our table, in one line: what was being done, AWS's words, what to do.
 * A value AWS did not send (a bug of ours) keeps its own type and stays retryable.
 */
export function toFailure(error: unknown, doing: string): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const read = readAwsError(error);
  const meaning = meanings.find(({ when }) => when(read));
  if (!meaning) return ApplicationFailure.fromError(error);
  const words = oneLine(read.message || read.code || 'no answer').slice(0, 1000);
  const said = [read.name, read.status || ''].filter(Boolean).join(' ');
  return failureOf(meaning.type, `${doing}: ${words} (${said || 'no status'}). ${meaning.advice}`, {
    retryInMs: meaning.retryIn?.(),
    ...(meaning.retryable && { retryable: true }),
  });
}

/** Runs the body of an activity; what it throws leaves as a failure of our table, Temporal's own pass through. */
export async function failing<Result>(doing: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof TemporalFailure || error instanceof CompleteAsyncError) throw error;
    if (error instanceof Error && error.name === 'AbortError') throw error;
    throw toFailure(error, doing);
  }
}

const throttlingNames = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'BandwidthLimitExceeded',
  'SlowDown',
]);

const expiredNames = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
]);

const deniedNames =
  /AccessDenied|NotAuthorized|UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|MissingAuthenticationToken|AuthFailure/;

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

const oneLine = (words: string): string => words.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
