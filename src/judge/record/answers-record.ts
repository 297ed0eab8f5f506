import type { AnswersGate } from '../answers/answers-gate';
import { answersReport, type AnswersReport } from '../answers/answers-report';
import { answersReportText, type LabelsRead } from '../answers/answers-report-text';
import { emptyTally, type AnswersTally } from '../answers/answers-tally';
import type { Look } from '../verdict';
import { unjudged } from '../unjudged';
import { judgeVersion } from './gate-record';
import { plain } from './plain-numbers';

/** All that a verdict on answers depends on, and where it was read: the same inputs give the same record. */
export interface AnswersInputs {
  readonly gate: AnswersGate;
  /** Not final where files were left unread, whatever the time: of a part nothing final can be said. */
  readonly look: Look;
  readonly window: { readonly start: string; readonly end: string };
  /** Account, region, endpoint and run. */
  readonly release: string;
  /** The prefix the captures were read from, and how many files. */
  readonly captures: string;
  readonly files: number;
  /** All that was counted; no request and no answer. */
  readonly tally: AnswersTally;
  /** Only where labels are awaited; they decide nothing. */
  readonly labels?: LabelsRead;
  /** Why the captures could not be read; then nothing was counted. */
  readonly unreadable?: string;
}

/** The evidence of one verdict on answers. Plain JSON. */
export interface AnswersRecord extends AnswersInputs {
  readonly schema: 'slipway.answers/1';
  readonly judgeVersion: string;
  readonly report: AnswersReport;
  /** The report as Markdown. */
  readonly text: string;
}

/** Judges the counts of a comparison and keeps why; the watch records by it and replay judges again by it. */
export function answersRecord(inputs: AnswersInputs): AnswersRecord {
  const { gate, look, window, release, captures, files, tally, labels, unreadable } = inputs;
  const report = reportOf(inputs);
  const record: AnswersRecord = {
    schema: 'slipway.answers/1',
    judgeVersion,
    gate,
    look,
    window,
    release,
    captures,
    files,
    tally,
    labels,
    unreadable,
    report,
    text: answersReportText(report, labels),
  };
  return plain(record) as AnswersRecord;
}

/** What the counts lead to; nothing, where the captures could not be read. */
export function reportOf({
  gate,
  look,
  captures,
  tally,
  unreadable,
}: Pick<AnswersInputs, 'gate' | 'look' | 'captures' | 'tally' | 'unreadable'>): AnswersReport {
  if (unreadable === undefined) return answersReport(gate, tally, look);
  const sentence = `The answers captured under ${captures} cannot be read: ${unreadable}`;
  return {
    ...answersReport(gate, emptyTally(), look),
    verdict: unjudged(gate.id, 'captures-unreadable', sentence),
  };
}
