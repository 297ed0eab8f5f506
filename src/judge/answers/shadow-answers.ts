import type { Arm } from '../observation';
import type { AnswerReader } from './answer';
import type { AnswerSpec } from './answer-spec';
import { addPair, emptyTally, mergeTallies, type AnswersTally } from './answers-tally';
import { captureRecord } from './capture-record';
import { count } from './counts';
import { emptyWaiting, mergeWaiting, settle, wait, type Waiting } from './pairing';

/** A comparison under way: what is added up, which is evidence, and what still waits, which is not. */
export interface ShadowAnswers {
  readonly tally: AnswersTally;
  readonly waiting: Waiting;
}

export const noAnswers = (): ShadowAnswers => ({ tally: emptyTally(), waiting: emptyWaiting() });

/** Takes one line of an arm's capture files; a line that is no record is counted by its reason, a blank one is none. */
export function takeLine(
  { tally, waiting }: ShadowAnswers,
  read: AnswerReader,
  arm: Arm,
  line: string,
): void {
  if (line.trim() === '') return;
  tally.records[arm] += 1;
  const taken = captureRecord(line);
  if ('refusal' in taken) count(tally.refused[arm], taken.refusal);
  else wait(waiting, tally.pairing, { id: taken.record.id, arm, answer: read(taken.record) });
}

/**
 * Compares all pairs whose patience is over at a time (ms; Infinity for the end of the window). Labels that come
 * later than this no longer count: settle late, or compare once more from the files, when labels are awaited.
 */
export function settleAnswers(
  { tally, waiting }: ShadowAnswers,
  spec: AnswerSpec,
  until: number,
  truth?: (id: string) => string | undefined,
): void {
  for (const pair of settle(waiting, tally.pairing, until, spec))
    addPair(tally, spec, pair, truth?.(pair.id));
}

/** What one would be that had taken all lines of both, where both were settled to the same time. */
export function mergeAnswers(a: ShadowAnswers, b: ShadowAnswers): ShadowAnswers {
  return {
    tally: mergeTallies(a.tally, b.tally),
    waiting: mergeWaiting(a.waiting, b.waiting),
  };
}
