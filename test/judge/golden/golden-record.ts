import { firstDifference } from '../../../src/judge/record/first-difference';
import { judgeVersion } from '../../../src/judge/record/gate-record';
import { readAnswersRecord } from '../../../src/judge/record/read-answers-record';
import { readGateRecord } from '../../../src/judge/record/read-record';
import { recordAgain, type WindowRecord } from '../../../src/judge/record/window-record';
import { canonical } from '../../../src/release/canonical';

const command = 'UPDATE_RECORDS=1 npx jest test/judge/golden';
const raise =
  'Evidence that was kept would no longer replay. If that is meant, raise judgeVersion in src/judge/record/gate-record.ts';

/** Why a golden record does not hold for the judge as it stands, with what to do; undefined where it does. */
export function faultOf(bytes: string): string | undefined {
  const written = JSON.parse(bytes) as WindowRecord;
  const isOfAnswers = written.schema === 'slipway.answers/1';
  const record = isOfAnswers ? readAnswersRecord(written) : readGateRecord(written);
  if (typeof record === 'string') return `it is no record: ${record}`;
  if (record.judgeVersion !== judgeVersion)
    return `it is of judge ${record.judgeVersion}, this is judge ${judgeVersion}. Record it anew: ${command}`;
  const again = canonical(recordAgain(record));
  if (again === bytes) return undefined;
  const { path = '', one, other } = firstDifference(written, JSON.parse(again)) ?? {};
  return `the judge's arithmetic changed, its version did not: ${path} was ${JSON.stringify(one)}, the same readings now lead to ${JSON.stringify(other)}. ${raise}, then: ${command}`;
}

/** The bytes to keep instead of those there were; throws where other bytes have no other version. */
export function recordedAnew(before: string | undefined, record: WindowRecord): string {
  const bytes = canonical(record);
  const { judgeVersion: then } = JSON.parse(before ?? '{}') as Partial<WindowRecord>;
  if (before !== undefined && before !== bytes && then === record.judgeVersion)
    throw new Error(`it differs, and was recorded by judge ${then} too. ${raise} first.`);
  return bytes;
}
