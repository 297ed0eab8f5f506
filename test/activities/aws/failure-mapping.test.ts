import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { failing, toFailure } from '../../../src/activities/aws/failure-mapping';

const awsError = (name: string, message: string, status = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
const connectionError = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('toFailure', () => {
  it.each([
    [awsError('ThrottlingException', 'Rate exceeded'), 'Throttled', false],
    [awsError('SlowDown', 'Reduce your request rate', 503), 'Throttled', false],
    [awsError('InternalFailure', 'oops', 500), 'AwsUnavailable', false],
    [awsError('503', 'UnknownError', 503), 'AwsUnavailable', false],
    [awsError('TimeoutError', 'too slow', 0), 'AwsUnavailable', false],
    [connectionError('ECONNREFUSED'), 'AwsUnavailable', false],
    [connectionError('EAI_AGAIN'), 'AwsUnavailable', false],
    [awsError('AccessDeniedException', 'User is not authorized'), 'AccessDenied', true],
    [awsError('403', 'UnknownError', 403), 'AccessDenied', true],
    [awsError('ExpiredTokenException', 'expired'), 'AccessDenied', true],
    [awsError('UnrecognizedClientException', 'bad token'), 'AccessDenied', true],
    [awsError('CredentialsProviderError', 'no providers', 0), 'AccessDenied', true],
    [new Error('Region is missing'), 'AccessDenied', true],
    [awsError('ValidationException', 'Could not find endpoint "arn:x".'), 'NotFound', true],
    [awsError('ValidationException', 'ModelPackage arn:y does not exist.'), 'NotFound', true],
    [awsError('NotFound', 'UnknownError', 404), 'NotFound', true],
    [
      awsError('ValidationException', 'Cannot update in-progress endpoint "arn:z"'),
      'NotReadyYet',
      false,
    ],
    [awsError('ConflictException', 'conflict'), 'NotReadyYet', false],
    [awsError('ResourceLimitExceeded', 'quota of ml.m5.large is 2'), 'AwsRefused', false],
    [awsError('ValidationException', 'instance type is wrong'), 'AwsRefused', true],
  ])('%s becomes %s', (error, type, nonRetryable) => {
    const failure = toFailure(error, 'describe endpoint e');

    expect(failure).toMatchObject({ type, nonRetryable });
    expect(failure.message).toContain('describe endpoint e');
  });

  it('keeps a bug of ours apart from AWS', () => {
    expect(toFailure(new TypeError('x is undefined'), 'plan')).toMatchObject({
      type: 'TypeError',
      message: 'x is undefined',
    });
  });

  it('waits with jitter when throttled and five seconds while the endpoint is updating', () => {
    const throttled = toFailure(awsError('ThrottlingException', 'Rate exceeded'), 'x');
    const busy = toFailure(
      awsError('ValidationException', 'Cannot update in-progress endpoint'),
      'x',
    );

    expect(throttled.nextRetryDelay).toBeGreaterThanOrEqual(2_000);
    expect(throttled.nextRetryDelay).toBeLessThanOrEqual(10_000);
    expect(busy.nextRetryDelay).toBe(5_000);
  });

  it('bounds a hostile body to 2 KiB on one line without control characters', () => {
    const failure = toFailure(
      awsError('503', `<html>\u001b[31m\r\n${'é'.repeat(5000)}`, 503),
      'read',
    );

    expect(Buffer.byteLength(failure.message)).toBeLessThanOrEqual(2048);
    expect(failure.message).not.toMatch(/[\p{Cc}]/u);
  });
});

describe('failing', () => {
  const run = (error: unknown) => failing('do', () => Promise.reject(error as Error));

  it('lets failures of ours and cancellation pass through', async () => {
    const own = ApplicationFailure.nonRetryable('mine', 'Refused');
    const cancelled = new CancelledFailure('stop');

    await expect(run(own)).rejects.toBe(own);
    await expect(run(cancelled)).rejects.toBe(cancelled);
  });

  it('maps what AWS threw', async () => {
    await expect(run(awsError('AccessDenied', 'no'))).rejects.toMatchObject({
      type: 'AccessDenied',
    });
  });
});
