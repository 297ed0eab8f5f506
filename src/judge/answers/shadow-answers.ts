import type { Arm } from '../observation';
import type { AnswerReader } from './answer';
import type { AnswerSpec } from './answer-spec';
import { addPair, emptyTally, type AnswersTally } from './answers-tally';
import { captureRecord } from './capture-record';
import { awaitLabel, emptyAwaiting, type AwaitingLabels } from './awaiting-labels';
import { count } from './counts';
import { emptyWaiting, settle, wait, type Waiting } from './pairing';

/** A comparison under way: what is added up, which is evidence, and what still waits, which is not. */
export interface ShadowAnswers {
  readonly tally: AnswersTally;
  readonly waiting: Waiting;
  /** Pairs that were compared and whose true labels may still come; only where labels are awaited. */
  readonly awaiting?: AwaitingLabels;
}

export const noAnswers = (labels = false): ShadowAnswers => ({
  tally: emptyTally(),
  waiting: emptyWaiting(),
  ...(labels && { awaiting: emptyAwaiting() }),
});

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

/** Compares all pairs whose patience is over at a time (ms; Infinity for the end of the window). */
export function settleAnswers(
  { tally, waiting, awaiting }: ShadowAnswers,
  spec: AnswerSpec,
  until: number,
): void {
  for (const pair of settle(waiting, tally.pairing, until, spec)) {
    addPair(tally, spec, pair);
    if (awaiting) awaitLabel(awaiting, pair);
  }
}
