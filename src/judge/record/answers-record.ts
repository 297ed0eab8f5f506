import type { AnswersGate } from '../answers/answers-gate';
import { answersReport, type AnswersReport } from '../answers/answers-report';
import { answersReportText, type LabelsRead } from '../answers/answers-report-text';
import type { AnswersTally } from '../answers/answers-tally';
import type { Look } from '../verdict';
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
  const { gate, look, window, release, captures, files, tally, labels } = inputs;
  const report = answersReport(gate, tally, look);
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
    ...(labels && { labels }),
    report,
    text: answersReportText(report, labels),
  };
  return plain(record) as AnswersRecord;
}
