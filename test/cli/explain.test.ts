import { ActivityFailure, ApplicationFailure, RetryState } from '@temporalio/common';
import { explain } from '../../src/cli/explain';
import { notFound } from '../../src/cli/failure';
import { failures, type FailureType } from '../../src/release/failures';

const grpc = (code: number): Error =>
  Object.assign(new Error('outer'), {
    cause: Object.assign(new Error(`code ${code}`), { code, details: 'x' }),
  });

test('a failure for people stays as it is', () => {
  const failure = notFound('no such thing', 'look elsewhere');
  expect(explain(failure)).toBe(failure);
});

test.each(Object.keys(failures) as FailureType[])(
  '%s gives its exit code, however deep it is wrapped',
  (type) => {
    const inner = ApplicationFailure.create({ type, message: 'in words', nonRetryable: true });
    const wrapped = new ActivityFailure(
      'Activity task failed',
      'resolvePlan',
      '1',
      RetryState.NON_RETRYABLE_FAILURE,
      'w',
      inner,
    );
    expect(explain(new Error('workflow failed', { cause: wrapped }))).toMatchObject({
      message: 'in words',
      exit: failures[type].exit,
    });
  },
);

test.each([
  [7, 3, 'Temporal refused the credentials'],
  [16, 3, 'Temporal refused the credentials'],
  [5, 6, 'Temporal does not know it'],
  [4, 1, 'Temporal did not answer in time'],
  [14, 1, 'Temporal did not answer in time'],
  [3, 1, 'Temporal refused the call'],
])('gRPC status %d is exit %d', (code, exit, words) => {
  const failure = explain(grpc(code));
  expect(failure.exit).toBe(exit);
  expect(failure.message).toContain(words);
});

test('only what nobody foresaw is called a bug', () => {
  expect(explain(new TypeError('x is undefined'))).toMatchObject({ exit: 255 });
  const file = Object.assign(new Error('EACCES: no'), { code: 'EACCES', syscall: 'open' });
  expect(explain(file)).toMatchObject({ exit: 1 });
});
