import { answerReader } from '../judge/answers/answer';
import { emptyTally } from '../judge/answers/answers-tally';
import { answersRecord, type AnswersInputs } from '../judge/record/answers-record';
import type { Look, Verdict } from '../judge/verdict';
import type { EvidenceReference } from '../release/evidence';
import type { ComparedAnswers } from '../release/plan';
import { readOn, takeUp, type Comparison } from './answers-fold';
import { answersWork } from './answers-work';
import { readAwsError } from './aws/aws-error';
import { capturePlace } from './capture-files';
import type { ActivityContext } from './context';
import { keep, type EvidenceAddress } from './evidence-store';
import { awaitsLabels, labelsAt } from './labels-at';
import type { JudgedWindow } from './watch-input';

/** What one look at the captured answers found. */
export interface AnswersFinding {
  readonly verdict: Verdict;
  /** Files were left for the next attempt, or cannot be read yet: nothing but harm may be concluded now. */
  readonly unfinished: boolean;
  /** Writes the report to the evidence store. */
  conclude(): Promise<EvidenceReference>;
}

/** Half of what an attempt of a watch may take. */
const readingMs = 12_000;
/** So long after the window's end captures that cannot be read are asked for again. */
const patienceMs = 60_000;

export interface AnswersAsked {
  readonly endpoint: string;
  readonly window: JudgedWindow;
  readonly answers: ComparedAnswers;
  readonly evidence: EvidenceAddress;
}

/**
 * Reads on in the captures of both arms and judges the answers of the window so far. Captures that cannot be read,
 * or are not there, are inconclusive. Rejects with the worker's own fault where its directory cannot be read, or cannot
 * keep what the next attempt needs.
 */
export async function answersFinding(
  context: ActivityContext,
  asked: AnswersAsked,
  at: number,
  look: Look,
): Promise<AnswersFinding> {
  const reader = answerReader(asked.answers.gate.spec);
  if ('faults' in reader) return found(context, asked, { look, unfinished: false });
  const comparison = comparisonOf(asked, reader.read);
  const key = answersWork(asked.evidence);
  const folded = await takeUp(context.scratch, key, comparison).catch((error: unknown) => {
    throw ownFault(error);
  });
  const startedAt = Date.now();
  const reading = { at, timeIsUp: (): boolean => Date.now() - startedAt > readingMs };
  try {
    await readOn(context.clients.s3, folded, comparison, reading);
  } catch (error) {
    const { name, message } = readAwsError(error);
    const unfinished = at < settledAt(asked.window) + patienceMs;
    return found(context, asked, { look, unfinished, unreadable: `${name}: ${message}` });
  }
  const awaited = awaitsLabels(folded, comparison, look, at);
  const write = async () => await context.scratch.write(key, JSON.stringify(folded));
  // Before labels are read, so that an attempt that ends in them loses none of the captures.
  let lost = await faultOf(write);
  const labels = awaited ? await labelsAt(context.clients, comparison, folded, reading) : 'none';
  if (awaited) lost = await faultOf(write);
  const unfinished = folded.behind || labels === 'unfinished';
  const finding = found(context, asked, {
    // Of a part of the captures nothing final can be said.
    look: unfinished ? { ...look, final: false } : look,
    unfinished,
    files: folded.files,
    tally: folded.answers.tally,
    ...(typeof labels === 'object' && {
      tally: { ...folded.answers.tally, truth: labels.truth },
      labels: labels.labels,
    }),
  });
  // Work that is lost is done again; what takes several attempts would never be done.
  if (unfinished && lost && finding.verdict.result !== 'fail') throw lost;
  return finding;
}

/** Of the worker's own directory, which says nothing of captures. */
const ownFault = (error: unknown): Error => {
  const { message } = readAwsError(error);
  return new Error(`what was read of the answers cannot be kept by this worker: ${message}`);
};

const faultOf = (act: () => Promise<void>): Promise<Error | undefined> =>
  act().then(() => undefined, ownFault);

const settledAt = ({ end, settleSeconds }: JudgedWindow): number =>
  Date.parse(end) + settleSeconds * 1000;

function comparisonOf(
  { endpoint, window, answers }: AnswersAsked,
  read: Comparison['read'],
): Comparison {
  const { candidate, stable } = window.arms;
  return {
    place: capturePlace(answers.captures, endpoint, { candidate, stable }),
    spec: answers.gate.spec,
    read,
    start: Date.parse(window.start),
    end: Date.parse(window.end),
    ...(answers.labels !== undefined && { labels: answers.labels }),
  };
}

type Read = Pick<AnswersInputs, 'look' | 'labels' | 'unreadable'> &
  Partial<Pick<AnswersInputs, 'files' | 'tally'>> &
  Pick<AnswersFinding, 'unfinished'>;

function found(
  { store, scratch }: ActivityContext,
  { window: { start, end }, answers: { gate, captures }, evidence }: AnswersAsked,
  { unfinished, ...read }: Read,
): AnswersFinding {
  const record = answersRecord({
    gate,
    window: { start, end },
    release: evidence.prefix,
    captures,
    files: 0,
    tally: emptyTally(),
    ...read,
  });
  const { verdict } = record.report;
  return {
    verdict,
    unfinished,
    async conclude() {
      const reference = await keep(store, { ...evidence, what: 'answers' }, record);
      // After an inconclusive verdict the bake is extended, and reading goes on from here.
      if (verdict.result !== 'inconclusive') await scratch.remove(answersWork(evidence));
      return reference;
    },
  };
}
