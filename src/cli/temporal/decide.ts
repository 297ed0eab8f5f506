import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { Decision, Verb } from '../../release/decision';
import type { Answer, Remark } from '../../workflows/messages';
import { chainOf } from '../explain';
import { unexpected, usage } from '../failure';
import type { Session } from './session';

export type Word = Verb | 'pause' | 'resume' | 'promote' | 'abort';

const patience = 60_000;

/** Says a word to a release and answers what the release did about it; a refused one fails with why. */
export async function tell(
  session: Session,
  handle: WorkflowHandle,
  word: Word,
  input: Decision | Remark,
): Promise<Answer> {
  // One id for the word, so that asking again after a lost answer says it only once.
  const updateId = randomUUID();
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await session.bounded(() =>
        handle.executeUpdate<Answer, [Decision | Remark]>(word, { args: [input], updateId }),
      );
    } catch (error) {
      const refusal = named(error, 'WorkflowUpdateFailedError');
      if (refusal) throw refusedBecause(word, refusal);
      if (!named(error, 'WorkflowUpdateRPCTimeoutOrCancelledError')) throw error;
      if (Date.now() > deadline) throw unanswered(word);
    }
  }
}

function named(error: unknown, name: string): Error | undefined {
  return chainOf(error).find((cause) => cause.name === name);
}

function refusedBecause(word: Word, refusal: Error): Error {
  const why = chainOf(refusal).at(-1)?.message ?? 'no reason given';
  const named = /may (decide|not approve)|needs a name/.test(why);
  return usage(
    `the release refused ${word}: ${why}`,
    named ? 'Say who decides with --as.' : undefined,
  );
}

function unanswered(word: Word): Error {
  return unexpected(
    `the release did not answer ${word} within ${patience / 1000} s; it may still hear it`,
    'See if a worker runs, and look with `slipway status`.',
  );
}
