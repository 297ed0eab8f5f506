import { answerReader } from '../judge/answers/answer';
import { answersVerdict } from '../judge/answers/answers-verdict';
import { emptyTally } from '../judge/answers/answers-tally';
import { answersRecord } from '../judge/record/answers-record';
import { unjudged } from '../judge/unjudged';
import type { Look, Verdict } from '../judge/verdict';
import type { EvidenceReference } from '../release/evidence';
import type { ComparedAnswers } from '../release/plan';
import { readOn, takeUp, type Comparison, type Folded } from './answers-fold';
import { readAwsError } from './aws/aws-error';
import { capturePlace } from './capture-files';
import type { ActivityContext } from './context';
import { keep, type EvidenceAddress } from './evidence-store';
import type { JudgedWindow } from './watch-input';

/** What one look at the captured answers found. */
export interface AnswersFinding {
  readonly verdict: Verdict;
  /** Files were left for the next attempt, or cannot be read yet: nothing but harm may be concluded now. */
  readonly unfinished: boolean;
  /** Writes the report to the evidence store. */
  conclude(): Promise<EvidenceReference | undefined>;
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
 * or are not there, are inconclusive.
 */
export async function answersFinding(
  context: ActivityContext,
  asked: AnswersAsked,
  at: number,
  look: Look,
): Promise<AnswersFinding> {
  const { gate, captures } = asked.answers;
  const reader = answerReader(gate.spec);
  if ('faults' in reader) {
    const verdict = answersVerdict(gate, emptyTally(), look);
    return { verdict, unfinished: false, conclude: () => Promise.resolve(undefined) };
  }
  const comparison = comparisonOf(asked, reader.read);
  const key = `${asked.evidence.prefix}/answers.json`;
  try {
    const folded = await takeUp(context.scratch, key, comparison);
    const startedAt = Date.now();
    const timeIsUp = (): boolean => Date.now() - startedAt > readingMs;
    await readOn(context.clients.s3, folded, comparison, { at, timeIsUp });
    await context.scratch.write(key, JSON.stringify(folded));
    return found(context, asked, { comparison, folded, look, key });
  } catch (error) {
    const { name, message } = readAwsError(error);
    const sentence = `The answers captured under ${captures} cannot be read: ${name}: ${message}`;
    return {
      verdict: unjudged(gate.id, 'captures-unreadable', sentence),
      unfinished: at < settledAt(asked.window) + patienceMs,
      conclude: () => Promise.resolve(undefined),
    };
  }
}

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
  };
}

interface Read {
  readonly comparison: Comparison;
  readonly folded: Folded;
  readonly look: Look;
  readonly key: string;
}

function found(
  { store, scratch }: ActivityContext,
  { window, answers, evidence }: AnswersAsked,
  { folded, look, key }: Read,
): AnswersFinding {
  const { gate, captures } = answers;
  const { start, end } = window;
  const record = answersRecord({
    gate,
    // Of a part of the captures nothing final can be said.
    look: folded.behind ? { ...look, final: false } : look,
    window: { start, end },
    release: evidence.prefix,
    captures,
    files: folded.files,
    tally: folded.answers.tally,
  });
  const { verdict } = record.report;
  return {
    verdict,
    unfinished: folded.behind,
    async conclude() {
      const reference = await keep(store, { ...evidence, what: 'answers' }, record);
      // After an inconclusive verdict the bake is extended, and reading goes on from here.
      if (verdict.result !== 'inconclusive') await scratch.remove(key);
      return reference;
    },
  };
}
