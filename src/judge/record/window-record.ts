import type { Verdict } from '../verdict';
import { answersRecord, type AnswersRecord } from './answers-record';
import { judgeRecord, type GateRecord } from './gate-record';

/** The evidence of one verdict of a window, on a metric or on a shadow's answers. */
export type WindowRecord = GateRecord | AnswersRecord;

export function verdictIn(record: WindowRecord): Verdict {
  return record.schema === 'slipway.answers/1' ? record.report.verdict : record.verdict;
}

/** What a record's own inputs lead to now. */
export function recordAgain(record: WindowRecord): WindowRecord {
  return record.schema === 'slipway.answers/1' ? answersRecord(record) : judgeRecord(record);
}
