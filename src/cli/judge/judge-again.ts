import { recordAgain, type WindowRecord } from '../../judge/record/window-record';
import { canonical } from '../../release/canonical';
import { isError, usage } from '../failure';

/** What a record's own inputs lead to now, as a file holds it; a usage error where they are of no use to the judge. */
export function judgeAgain(record: WindowRecord): WindowRecord {
  return judging(record.gate.id, () => JSON.parse(canonical(recordAgain(record))) as WindowRecord);
}

/** Runs the judge on what came from a file: members of the wrong kind are the file's fault, not the judge's. */
export function judging<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const why = isError(error) ? error.message : String(error);
    throw usage(`${what} can't be judged, its inputs are of the wrong kind: ${why}`);
  }
}
