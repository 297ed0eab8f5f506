import { failures } from '../../src/release/failures';
import {
  exitCodes,
  outcomeExitCode,
  outcomeOf,
  type Outcome,
  type Stop,
} from '../../src/release/outcome';

const stop = (cause: Stop['cause'], candidateFailed = false): Stop => ({
  cause,
  reason: 'AbortRequested',
  sentence: '',
  candidateFailed,
});

describe('outcome by cause', () => {
  test.each<[Stop['cause'], boolean, Outcome]>([
    ['check', false, 'Rejected'],
    ['check', true, 'RolledBack'],
    ['rejection', false, 'Rejected'],
    ['rejection', true, 'RolledBack'],
    ['expiry', false, 'Expired'],
    ['expiry', true, 'RolledBack'],
    ['person', false, 'Aborted'],
    ['person', true, 'Aborted'],
  ])('%s, production touched: %s → %s', (cause, touched, outcome) => {
    expect(outcomeOf(stop(cause), touched)).toBe(outcome);
    expect(outcomeOf(stop(cause, true), touched)).toBe(outcome);
  });
});

test('exit codes are the ones we promise', () => {
  expect(outcomeExitCode).toEqual({
    Promoted: 0,
    RolledBack: 4,
    Rejected: 5,
    Expired: 5,
    Aborted: 8,
  });
  expect(exitCodes).toMatchObject({
    usage: 2,
    auth: 3,
    notFound: 6,
    needsHuman: 10,
    busy: 11,
  });
});

test('only a promotion exits 0, and no failure type does', () => {
  const zero = Object.entries(outcomeExitCode).filter(([, code]) => code === 0);

  expect(zero).toEqual([['Promoted', 0]]);
  expect(Object.values(failures).filter(({ exit }) => (exit as number) === 0)).toEqual([]);
});

test('whatever asks to be tried again is no end: it has no exit code of its own', () => {
  const retried = Object.values(failures).filter(({ retryable }) => retryable);

  expect(new Set(retried.map(({ exit }) => exit))).toEqual(new Set([exitCodes.unexpected]));
});
