import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readGateRecord } from '../../judge/record/read-record';
import type { GateRecord } from '../../judge/record/gate-record';
import { isError, notFound, usage } from '../failure';
import type { Terminal } from '../terminal';

/** The records of one evidence file, in the order they stand in it. */
export interface EvidenceFile {
  readonly file: string;
  /** Account, region, endpoint and run; the folder of a record that stands alone. */
  readonly release: string;
  /** The records as they stand in the file, to be compared, and as the judge reads them. */
  readonly records: readonly { readonly written: unknown; readonly record: GateRecord }[];
  /** The table of checks that people were shown, where the file has one. */
  readonly checks?: unknown;
}

/** Evidence of a day's shadow with ten gates has 20 MB. */
const byteLimit = 256 * 1024 * 1024;

/** Reads one evidence file that a person named; a file without a gate's record is a usage error. */
export async function readEvidence(terminal: Terminal, name: string): Promise<EvidenceFile> {
  const file = placeOf(terminal, name);
  const found = evidenceOf(file, await textOf(file, name));
  if (typeof found === 'string')
    throw usage(
      `${name} is no evidence of the judge: ${found}`,
      'Name the evidence file of a verdict; `slipway report` lists them.',
    );
  return found;
}

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
  return { found, others: files.length - found.length };
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
  if (value.schema === 'slipway.gate/1') {
    const record = readGateRecord(value);
    if (typeof record === 'string') return record;
    return { file, release: path.dirname(file), records: [{ written: value, record }] };
  }
  if (value.schema !== 'slipway.verdict/1') return 'its schema is not slipway.verdict/1';
  const judged = isMapping(value.seen) ? value.seen.judged : undefined;
  if (!Array.isArray(judged)) return 'its verdict was not made by the judge';
  const own = judged.filter((one) => isMapping(one) && one.schema === 'slipway.gate/1');
  const records: { written: unknown; record: GateRecord }[] = [];
  for (const written of own) {
    const record = readGateRecord(written);
    if (typeof record === 'string') return record;
    records.push({ written, record });
  }
  if (records.length === 0) return 'it holds no record of a gate';
  return {
    file,
    release: releaseOf(value) ?? path.dirname(file),
    records,
    // Gates of other kinds stand in the same table: it can be told from the records only without them.
    ...(own.length === judged.length && { checks: value.checks }),
  };
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
