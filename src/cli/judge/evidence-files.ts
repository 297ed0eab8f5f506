import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mapping, type Mapping } from '../../judge/mapping';
import { readAnswersRecord } from '../../judge/record/read-answers-record';
import { readGateRecord } from '../../judge/record/read-record';
import type { WindowRecord } from '../../judge/record/window-record';
import { exitCodes } from '../../release/outcome';
import { CliFailure, isError, notFound, usage } from '../failure';
import type { Terminal } from '../terminal';
import { judging } from './judge-again';

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

/** A file that was read: what its bytes were, and the evidence in it or why it holds none. */
export interface ReadFile {
  readonly sha256: string;
  readonly evidence: EvidenceFile | string;
}

/** Evidence of a day's shadow with ten gates has 20 MB. */
const byteLimit = 256 * 1024 * 1024;

/**
 * Reads one evidence file that a person named, and the comparison of answers that it names; a file without a record
 * of the judge is a usage error.
 */
export async function readEvidence(terminal: Terminal, name: string): Promise<EvidenceFile> {
  const file = placeOf(terminal, name);
  const read = await readJson(file, name);
  if (!read) throw notFound(`${name} can't be read: there is no such file`);
  const { evidence } = read;
  if (typeof evidence === 'string') throw noEvidence(name, evidence);
  const { answers } = evidence;
  const whole = withAnswers(evidence, answers && (await readJson(answers.file, answers.file)));
  if (whole instanceof CliFailure) throw whole;
  return whole;
}

/**
 * A verdict together with the comparison of answers that it names, which is another file; or the failure where that
 * is not there, or is not the one: the hash says it.
 */
export function withAnswers(evidence: EvidenceFile, other?: ReadFile): EvidenceFile | CliFailure {
  if (!evidence.answers) return evidence;
  const { file, sha256 } = evidence.answers;
  if (!other)
    return notFound(
      `${evidence.file} names ${file} as its comparison of answers, and there is no such file`,
      'Copy it beside the verdict.',
    );
  if (other.sha256 !== sha256)
    return new CliFailure(
      `${file} has SHA-256 ${other.sha256}, the verdict in ${evidence.file} names ${sha256}`,
      exitCodes.expectation,
      'It was changed or exchanged: take the file from the evidence store again.',
    );
  if (typeof other.evidence === 'string') return noEvidence(file, other.evidence);
  return { ...evidence, records: [...evidence.records, ...other.evidence.records] };
}

const noEvidence = (name: string, why: string): CliFailure =>
  usage(
    `${name} is no evidence of the judge: ${why}`,
    'Name the evidence file of a verdict; `slipway report` lists them.',
  );

/** The absolute path of a local file or directory that a person named by path or `file:///`. */
export function placeOf({ cwd }: Terminal, name: string): string {
  if (/^s3:/i.test(name))
    throw usage(`${name} is not a local file`, `Copy it first: aws s3 cp --recursive ${name} .`);
  return name.startsWith('file:///') ? fileURLToPath(name) : path.resolve(cwd, name);
}

/** Reads one file of evidence; undefined where there is none. */
export async function readJson(file: string, name: string): Promise<ReadFile | undefined> {
  const text = await textOf(file, name);
  if (text === undefined) return undefined;
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { sha256, evidence: evidenceOf(file, text) };
}

async function textOf(file: string, name: string): Promise<string | undefined> {
  try {
    const { size } = await stat(file);
    if (size > byteLimit) throw usage(`${name} has more than ${byteLimit} bytes`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isError(error) || error.code === undefined) throw error;
    if (error.code === 'ENOENT') return undefined;
    throw notFound(`${name} can't be read: ${error.message}`);
  }
}

/** A file's text as evidence, or why it is none. */
function evidenceOf(file: string, text: string): EvidenceFile | string {
  const value = mapping(parsed(text));
  if (!value) return 'it is not a JSON object';
  if (isRecord(value)) {
    const record = recordOf(value, file);
    if (typeof record === 'string') return record;
    const release = 'release' in record ? record.release : path.dirname(file);
    return { file, release, records: [{ written: value, record }] };
  }
  if (value.schema !== 'slipway.verdict/1') return 'its schema is not slipway.verdict/1';
  const judged = mapping(value.seen)?.judged;
  if (!Array.isArray(judged)) return 'its verdict was not made by the judge';
  const own = judged
    .map((one) => mapping(one))
    .filter((one) => one !== undefined)
    .filter(isRecord);
  const records: JudgedRecord[] = [];
  for (const written of own) {
    const record = recordOf(written, file);
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

/** A record in a file, or why it is none; one nested too deeply to be read is the file's fault too. */
function recordOf(value: Mapping, file: string): WindowRecord | string {
  return judging(file, () =>
    value.schema === 'slipway.answers/1' ? readAnswersRecord(value) : readGateRecord(value),
  );
}

/** The comparison of answers that a verdict names; its record lies beside the verdict's. */
function answersOf(verdict: Mapping, file: string): EvidenceFile['answers'] {
  const { uri, sha256 } = mapping(verdict.answers) ?? {};
  if (typeof uri !== 'string' || typeof sha256 !== 'string') return undefined;
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return { file: path.join(path.dirname(file), path.basename(name)), sha256 };
}

function releaseOf({ input }: Mapping): string | undefined {
  const { prefix } = mapping(mapping(input)?.evidence) ?? {};
  return typeof prefix === 'string' ? prefix : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
