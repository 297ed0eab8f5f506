import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../src/activities';
import type { ReleaseSpec } from '../../src/release/spec';
import type { ReleaseVerdict } from '../../src/release/verdict';
import type { ScriptedRelease } from '../support/dev-server';
import { watchByTime } from '../support/scripted-aws';

/** A release to be recorded: its spec and AWS as far as they differ, what people do, and how it must end. */
export interface Story {
  readonly name: string;
  readonly spec?: Partial<ReleaseSpec>;
  readonly aws?: Partial<Activities>;
  readonly people: (release: ScriptedRelease) => Promise<unknown>;
  /** An outcome, or `NeedsHuman` where the run fails. */
  readonly ends: string;
}

/** Windows whose title holds the word get this verdict; all others pass. */
export function verdictIn(word: string, verdict: Partial<ReleaseVerdict>): Partial<Activities> {
  return {
    watch: (input) => watchByTime(input, input.evidence.what.includes(word) ? verdict : {}),
  };
}

export const tooManyErrors: Partial<ReleaseVerdict> = {
  result: 'fail',
  reason: 'ErrorsAboveLimit',
  sentence: '5xx 2.00 % > 0.10 % in 5000 requests',
};

export const denied = (): Promise<never> =>
  Promise.reject(
    ApplicationFailure.create({ type: 'AccessDenied', nonRetryable: true, message: 'denied' }),
  );
