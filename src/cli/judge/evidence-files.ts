import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAnswersRecord } from '../../judge/record/read-answers-record';
import { readGateRecord } from '../../judge/record/read-record';
import type { WindowRecord } from '../../judge/record/window-record';
import { exitCodes } from '../../release/outcome';
import { CliFailure, isError, notFound, usage } from '../failure';
import type { Terminal } from '../terminal';

/** The records of one evidence file, in the order they stand in it. */
export interface EvidenceFile {
  readonly file: string;
  /** Account, region, endpoint and run; the folder of a record that stands alone. */
  readonly release: string;
  /** The records as they stand in the file, to be compared, and as the judge reads them. */
  readonly records: readonly JudgedRecord[];
  /** The file with the comparison of answers that this verdict rests on too, and the hash it had. */
  readonly answers?: { readonly file: string; readonly sha256: string };
  /** The table of checks that people were shown, where the file has one. */
  readonly checks?: unknown;
}

interface JudgedRecord {
  readonly written: unknown;
  readonly record: WindowRecord;
}

/** Evidence of a day's shadow with ten gates has 20 MB. */
const byteLimit = 256 * 1024 * 1024;

/**
 * Reads one evidence file that a person named, and the comparison of answers that it names; a file without a record
 * of the judge is a usage error.
 */
export async function readEvidence(terminal: Terminal, name: string): Promise<EvidenceFile> {
  const file = placeOf(terminal, name);
  const found = evidenceOf(file, await textOf(file, name));
  if (typeof found === 'string') throw noEvidence(name, found);
  return found.answers ? await withAnswers(found, found.answers) : found;
}

/** A verdict together with its comparison of answers, which is another file; the hash says whether it is that one. */
async function withAnswers(
  evidence: EvidenceFile,
  { file, sha256 }: NonNullable<EvidenceFile['answers']>,
): Promise<EvidenceFile> {
  const text = await textOf(file, file);
  const hash = createHash('sha256').update(text).digest('hex');
  if (hash !== sha256)
    throw new CliFailure(
      `${file} has SHA-256 ${hash}, the verdict in ${evidence.file} names ${sha256}`,
      exitCodes.expectation,
      'It was changed or exchanged: take the file from the evidence store again.',
    );
  const found = evidenceOf(file, text);
  if (typeof found === 'string') throw noEvidence(file, found);
  return { ...evidence, records: [...evidence.records, ...found.records] };
}

const noEvidence = (name: string, why: string): Error =>
  usage(
    `${name} is no evidence of the judge: ${why}`,
    'Name the evidence file of a verdict; `slipway report` lists them.',
  );

/** All evidence of the judge in a directory and those below, in the order it was written within a release. */
export async function evidenceBelow(
  terminal: Terminal,
  name: string,
): Promise<{ readonly found: readonly EvidenceFile[]; readonly others: number }> {
  const root = placeOf(terminal, name);
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      throw notFound(`${name} can't be read: ${isError(error) ? error.message : String(error)}`);
    },
  );
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const found: EvidenceFile[] = [];
  for (const file of files) {
    const evidence = evidenceOf(file, await textOf(file, file));
    if (typeof evidence !== 'string') found.push(evidence);
  }
  return { found: joined(found), others: files.length - found.length };
}

/** Verdicts with the comparisons of answers that they name; one that none names stands alone. */
function joined(files: readonly EvidenceFile[]): readonly EvidenceFile[] {
  const byFile = new Map(files.map((one) => [one.file, one]));
  const named = new Set(files.flatMap(({ answers }) => answers?.file ?? []));
  return files
    .filter(({ file }) => !named.has(file))
    .map((one) => {
      const more = one.answers && byFile.get(one.answers.file)?.records;
      return more ? { ...one, records: [...one.records, ...more] } : one;
    });
}

function placeOf({ cwd }: Terminal, name: string): string {
  if (/^s3:/i.test(name))
    throw usage(`${name} is not a local file`, `Copy it first: aws s3 cp --recursive ${name} .`);
  return name.startsWith('file:///') ? fileURLToPath(name) : path.resolve(cwd, name);
}

async function textOf(file: string, name: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > byteLimit) throw usage(`${name} has more than ${byteLimit} bytes`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isError(error) || error.code === undefined) throw error;
    throw notFound(`${name} can't be read: ${error.message}`);
  }
}

/** A file's text as evidence, or why it is none. */
function evidenceOf(file: string, text: string): EvidenceFile | string {
  const value = parsed(text);
  if (!isMapping(value)) return 'it is not a JSON object';
  if (isRecord(value)) {
    const record = recordOf(value);
    if (typeof record === 'string') return record;
    const release = 'release' in record ? record.release : path.dirname(file);
    return { file, release, records: [{ written: value, record }] };
  }
  if (value.schema !== 'slipway.verdict/1') return 'its schema is not slipway.verdict/1';
  const judged = isMapping(value.seen) ? value.seen.judged : undefined;
  if (!Array.isArray(judged)) return 'its verdict was not made by the judge';
  const own = judged.filter(isMapping).filter(isRecord);
  const records: JudgedRecord[] = [];
  for (const written of own) {
    const record = recordOf(written);
    if (typeof record === 'string') return record;
    records.push({ written, record });
  }
  const answers = answersOf(value, file);
  if (records.length === 0 && !answers) return 'it holds no record of a gate';
  return {
    file,
    release: releaseOf(value) ?? path.dirname(file),
    records,
    ...(answers && { answers }),
    // Gates of other kinds stand in the same table: it can be told from the records only without them.
    ...(own.length === judged.length && { checks: value.checks }),
  };
}

function isRecord({ schema }: Mapping): boolean {
  return schema === 'slipway.gate/1' || schema === 'slipway.answers/1';
}

function recordOf(value: Mapping): WindowRecord | string {
  return value.schema === 'slipway.answers/1' ? readAnswersRecord(value) : readGateRecord(value);
}

/** The comparison of answers that a verdict names; its record lies beside the verdict's. */
function answersOf({ answers }: Mapping, file: string): EvidenceFile['answers'] {
  if (!isMapping(answers)) return undefined;
  const { uri, sha256 } = answers;
  if (typeof uri !== 'string' || typeof sha256 !== 'string') return undefined;
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return { file: path.join(path.dirname(file), path.basename(name)), sha256 };
}

function releaseOf({ input }: Mapping): string | undefined {
  const evidence = isMapping(input) && isMapping(input.evidence) ? input.evidence : {};
  return typeof evidence.prefix === 'string' ? evidence.prefix : undefined;
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
