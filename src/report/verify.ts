import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chainFaults, type Dossier, type DossierRecord } from '../release/dossier';

export interface Verification {
  /** What is wrong, one sentence each; empty: the dossier is whole. */
  readonly faults: readonly string[];
  /** Evidence files that were there and were hashed. */
  readonly checked: number;
  readonly unreachable: number;
}

/** A dossier's text as a dossier, or why it is none. */
export function readDossier(text: string): Dossier | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (value === null || typeof value !== 'object') return 'it is not an object';
  const { schema, records, head } = value as Partial<Dossier>;
  if (schema !== 'slipway.dossier/1') return 'its schema is not slipway.dossier/1';
  if (!Array.isArray(records) || typeof head !== 'string') return 'it has no records or no head';
  const whole = records.every((record) => record !== null && typeof record === 'object');
  return whole ? (value as Dossier) : 'a record is not an object';
}

/** Checks the hash chain, and the bytes of every evidence file that can be reached from here. */
export async function verifyDossier(dossier: Dossier, hash = hashOf): Promise<Verification> {
  const faults = chainFaults(dossier);
  let checked = 0;
  let unreachable = 0;
  for (const record of dossier.records) {
    const { evidence } = record;
    if (!evidence) continue;
    const found = await hash(evidence.uri);
    if (found === undefined) unreachable += 1;
    else checked += 1;
    if (found !== undefined && found !== evidence.sha256) faults.push(changed(record, found));
  }
  return { faults, checked, unreachable };
}

function changed({ index, summary, evidence }: DossierRecord, found: string): string {
  return `evidence of record ${index} (${summary}) was changed: ${evidence?.uri} hashes to ${found.slice(0, 12)}, not ${evidence?.sha256.slice(0, 12)}`;
}

/** SHA-256 of a local file; undefined where the address is of another kind or nothing is there. */
async function hashOf(uri: string): Promise<string | undefined> {
  if (!uri.startsWith('file:///')) return undefined;
  try {
    const file = fileURLToPath(uri);
    // A dossier comes from outside: it must not make us read a device or a pipe.
    if (!(await stat(file)).isFile()) return undefined;
    const digest = createHash('sha256');
    for await (const chunk of createReadStream(file)) digest.update(chunk as Buffer);
    return digest.digest('hex');
  } catch {
    return undefined;
  }
}
