import { ApplicationFailure } from '@temporalio/common';

/** What can be known of an error that an AWS call ended with; most SageMaker errors are unmodelled, so names are compared. */
export interface AwsError {
  readonly name: string;
  readonly message: string;
  /** HTTP status, 0 where no answer came. */
  readonly status: number;
  /** Node's code of a connection that failed, else empty. */
  readonly code: string;
}

/** Reads any thrown value; an answer the SDK could not parse still tells its HTTP status. */
export function readAwsError(error: unknown): AwsError {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as {
    name?: unknown;
    message?: unknown;
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  return {
    name: text(fields.name),
    message: text(fields.message) || (typeof error === 'string' ? error : ''),
    status: fields.$metadata?.httpStatusCode ?? fields.$response?.statusCode ?? 0,
    code: text(fields.code),
  };
}

/** AWS's words hold the text, whatever the case; for conditions that have no error name of their own. */
export function hasText(error: unknown, part: string): boolean {
  return readAwsError(error).message.toLowerCase().includes(part.toLowerCase());
}

/** The object is not there, by AWS's answer or by our failure; hosting objects say so in a ValidationException's words only. */
export function isNotFound(error: unknown): boolean {
  if (error instanceof ApplicationFailure) return error.type === 'NotFound';
  const { name, message, status } = readAwsError(error);
  if (notFoundNames.has(name) || status === 404) return true;
  return /could not find|does not exist/i.test(message);
}

/** A create call hit an object of the same name: describe and compare before calling it ours. */
export function isDuplicate(error: unknown): boolean {
  return hasText(error, 'already existing') || hasText(error, 'already exists');
}

/** The endpoint is being changed, by whomever, and takes no other change now. */
export function isInProgress(error: unknown): boolean {
  return hasText(error, 'Cannot update in-progress endpoint');
}

const notFoundNames = new Set([
  'ResourceNotFound',
  'ResourceNotFoundException',
  'ObjectNotFoundException',
  'NotFound',
  'NoSuchKey',
  'NoSuchBucket',
  'NoSuchVersion',
  'ImageNotFoundException',
  'RepositoryNotFoundException',
]);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
