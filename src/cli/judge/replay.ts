import { firstDifference, type Difference } from '../../judge/record/first-difference';
import { judgeVersion } from '../../judge/record/gate-record';
import { verdictIn, type WindowRecord } from '../../judge/record/window-record';
import { canonical } from '../../release/canonical';
import { checkLine } from '../../release/check-line';
import { exitCodes } from '../../release/outcome';
import type { Context } from '../context';
import { jsonText, plain } from '../output/plain';
import { readEvidence, type EvidenceFile } from './evidence-files';
import { judgeAgain } from './judge-again';

/** One record judged again from its own inputs. */
interface Replayed {
  readonly gate: string;
  readonly bytes: number;
  /** Where the record parts from what its inputs lead to. */
  readonly difference?: Difference;
  readonly judgeVersion: string;
}

/** `slipway judge replay`: exit 0 where every record is what its own readings lead to, byte by byte. */
export async function replay(context: Context, name: string): Promise<number> {
  const { terminal, flags, style } = context;
  const evidence = await readEvidence(terminal, name);
  const replayed = evidence.records.map(({ written, record }) => replayOne(written, record));
  const shown = replayed.find(({ difference }) => difference) ? undefined : shownOf(evidence);
  const same = replayed.every(({ difference }) => !difference) && !shown;
  if (flags.output !== 'text') {
    const answer = { file: name, same, gates: replayed, ...(shown && { checks: shown }) };
    terminal.out(`${jsonText(answer, flags.output === 'json' ? 2 : undefined)}\n`);
  } else {
    for (const one of replayed) terminal.out(`${lineOf(one, style)}\n`);
    if (shown)
      terminal.out(
        `${style.red('✖')} the table of checks: ${differenceText(`checks${shown.path}`, shown)}\n`,
      );
  }
  return same ? exitCodes.ok : exitCodes.expectation;
}

/** Judges a record's inputs again; bytes are those of canonical JSON. */
function replayOne(written: unknown, record: WindowRecord): Replayed {
  const { gate } = record;
  const difference = firstDifference(written, judgeAgain(record));
  const bytes = Buffer.byteLength(canonical(written));
  const known = { gate: gate.id, bytes, judgeVersion: record.judgeVersion };
  return difference ? { ...known, difference } : known;
}

/** The table that people were shown is made of the verdicts alone. */
function shownOf({ checks, records }: EvidenceFile): Difference | undefined {
  if (checks === undefined) return undefined;
  const lines = records.map(({ record }) => checkLine(verdictIn(record)));
  return firstDifference(checks, JSON.parse(canonical(lines)));
}

function lineOf({ gate, bytes, difference, judgeVersion: by }: Replayed, style: Context['style']) {
  if (!difference) return `${style.green('✔')} ${plain(gate)}: the same ${bytes} bytes`;
  const versions =
    by === judgeVersion
      ? ''
      : ` (recorded by judge ${plain(String(by))}, this is judge ${judgeVersion})`;
  return `${style.red('✖')} ${plain(gate)}: ${differenceText(difference.path, difference)}${versions}`;
}

function differenceText(path: string, { one, other }: Difference): string {
  return `${plain(path) || 'the record'} is ${shortText(one)}, its readings lead to ${shortText(other)}`;
}

function shortText(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = plain(jsonText(value));
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
